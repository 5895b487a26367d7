"""The tab of a record that holds what passed with a person: interviews, calls, appointments."""
