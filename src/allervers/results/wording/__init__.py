"""The words of the results."""
