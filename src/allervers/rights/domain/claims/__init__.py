"""A right being asked for: its states, its dates, its terms."""
