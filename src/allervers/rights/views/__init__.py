"""Pages of the rights."""
