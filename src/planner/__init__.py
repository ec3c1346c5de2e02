"""Plans a season of mobile units. A library: no framework, file, clock or unseeded chance."""
