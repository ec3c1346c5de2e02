"""`python -m allervers` is `allervers`."""

from allervers.config.command import main

if __name__ == "__main__":  # worker processes of `scan` import this file again
    main()
