"""Data in, PDF out; never the database."""
