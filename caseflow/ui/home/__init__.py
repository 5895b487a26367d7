"""The first page: where things stand, and what to do first."""
