"""Rules, backups, counsellors and the agency."""
