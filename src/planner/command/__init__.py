"""`allervers plan` and `allervers plan-check`: the only part that reads, writes and waits."""
