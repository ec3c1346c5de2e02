"""What is missing, completed every way: how far each right may go, and what to ask next."""
