"""What may be known of a person, by whom, on what ground: decided without a database."""
