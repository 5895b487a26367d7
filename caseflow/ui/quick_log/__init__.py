"""Log what was said while it is said: the form under a record, and the window of a call."""
