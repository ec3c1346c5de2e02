"""The resident."""
