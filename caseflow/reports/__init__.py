"""Data in, PDF out; never the database."""

SET_ARGUMENT = "--set-sheets"
"""What this program is started with to be a process that sets sheets for another (`sheet_child.py`)."""
