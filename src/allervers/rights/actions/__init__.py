"""What members do with a rights check."""
