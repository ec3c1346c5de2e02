"""Addresses of the rights, one file for each door."""
