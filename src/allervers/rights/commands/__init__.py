"""Command lines that need neither settings nor a database (config/command.py)."""
