"""What the person leaves with: what is said (`content`, `places`), how it is drawn (`drawing`)."""
