"""What the profession is made of: entities and their rules, true without a computer."""
