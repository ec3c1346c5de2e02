"""What `./dev` is made of: the standard library only, so that a bare Python 3.11 runs it."""
