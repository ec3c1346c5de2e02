"""What `./dev chaos` runs while PostgreSQL is killed: writers and a sealer."""
