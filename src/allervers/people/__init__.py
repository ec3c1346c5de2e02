"""People: known only as far as the law lets each one know."""
