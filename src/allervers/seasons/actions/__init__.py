"""What people do with seasons: one function, one use case, one transaction."""
