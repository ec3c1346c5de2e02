"""What is typed about people: checked, never saved."""
