"""Reads of the rights."""
