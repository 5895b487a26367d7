"""What is seen and clicked: PySide6, and only here."""
