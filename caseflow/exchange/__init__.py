"""Files in, files out; never the database."""
