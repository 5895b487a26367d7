"""The search window of Ctrl+K: people first, then every action of the window, then the pages of the guide."""
