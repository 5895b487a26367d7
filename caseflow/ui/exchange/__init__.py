"""Files in and out: the import wizard, and the section that leads to it."""
