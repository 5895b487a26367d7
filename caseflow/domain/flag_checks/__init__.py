"""The checks behind the flags of a pathway, by subject. Each takes a pathway, the rules and a day, and yields flags."""
