"""The tab of a record that shows and edits a pathway: timeline, steps, time in the PLIE, PASS IAE."""
