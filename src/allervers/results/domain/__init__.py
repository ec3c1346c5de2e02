"""What is counted and what is kept back: rules, without a database."""
