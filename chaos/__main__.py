"""`python -m chaos prepare|write|seal FOLDER [MEMBER]`: one process of tools/chaos.py."""

import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allervers.config.settings")
django.setup()

from chaos import working  # noqa: E402 - models are there once Django is set up


def main(arguments: list[str]) -> None:
    """Run one part until the file `stop` appears in the folder."""
    name, folder = arguments[0], Path(arguments[1])
    if name == "prepare":
        working.prepare(folder)
    elif name == "write":
        working.write(folder, arguments[2])
    elif name == "seal":
        working.seal(folder)


main(sys.argv[1:])
