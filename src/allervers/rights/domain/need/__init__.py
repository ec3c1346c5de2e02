"""The need of a commune, expected from public statistics."""
