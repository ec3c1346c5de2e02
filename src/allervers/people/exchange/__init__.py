"""Formats that others read: what people says, drawn."""
