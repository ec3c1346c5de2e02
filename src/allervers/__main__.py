"""`python -m allervers` is `allervers`."""

from allervers.config.command import main

main()
