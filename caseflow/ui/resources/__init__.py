"""The directory of partners: searched, read, written by hand, kept up to date."""
