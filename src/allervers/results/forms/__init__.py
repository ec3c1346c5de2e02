"""What is asked of the results."""
