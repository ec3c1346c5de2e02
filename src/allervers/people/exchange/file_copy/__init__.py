"""The copy of a file that its person receives."""
