"""What makes a season: need, exposure, problem, comparison. Decided without a database."""
