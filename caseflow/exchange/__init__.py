"""Files in, files out; never the database."""

PARSE_ARGUMENT = "--parse-one-file"
"""What the frozen program is started with to be the process that parses one file (`parse_child.py`)."""
