"""The list of people and their records."""
