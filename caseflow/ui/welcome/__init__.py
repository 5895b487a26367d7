"""Before a store is open: first run, unlocking, guided restore."""
