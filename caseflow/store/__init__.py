"""The database and nothing else: one encrypted file, its keys, its journal, its copies."""
