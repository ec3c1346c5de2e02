"""Directory: what exists to send people to."""
