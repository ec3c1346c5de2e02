"""Local rights, written as data: their format, who they are for, what is found."""
