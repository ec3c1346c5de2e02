"""French sentences computed from the domain."""
