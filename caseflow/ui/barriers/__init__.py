"""What stands between a person and a job, on her record: noted, weighed, acted on, lifted."""
