"""What pages show of files, read in the name of somebody."""
