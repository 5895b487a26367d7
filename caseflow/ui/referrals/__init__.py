"""Refer a person to a partner, chase the partner up, note what came of it."""
