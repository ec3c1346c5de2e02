"""Results: what was achieved."""
