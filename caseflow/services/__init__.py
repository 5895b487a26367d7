"""Use cases: one public method is one transaction and one labelled action."""
