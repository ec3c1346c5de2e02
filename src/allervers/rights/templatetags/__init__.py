"""Template filters of the rights."""
