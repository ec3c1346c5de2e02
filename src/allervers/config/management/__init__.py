"""What a host runs by hand or by its supervisor."""
