"""What people do with files: one function, one use case, one transaction."""
