"""The copy of a file in one package (ZIP): to read, as data, and what was left out.

All three are made from the same `FileCopy`: what is masked in one is in none. Names and dates
inside say nothing of anybody.
"""

import io
import json
import zipfile
from typing import Final

from allervers.people.exchange.file_copy.drawing import FILE_NAME, pdf
from allervers.people.wording.copy_package import read_me
from allervers.people.wording.file_copy import FileCopy

PACKAGE_TYPE: Final = "application/zip"
PACKAGE_NAME: Final = "votre-dossier.zip"
DATA_NAME: Final = "votre-dossier.json"
READ_ME: Final = "lisez-moi.txt"
NO_DATE: Final = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can say


def package(copy: FileCopy) -> bytes:
    """Return the package; the same copy gives the same JSON and the same text."""
    files = {
        READ_ME: read_me(copy, printed=FILE_NAME, data=DATA_NAME).encode(),
        FILE_NAME: pdf(copy),
        DATA_NAME: as_data(copy).encode(),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, content in files.items():
            whole.writestr(zipfile.ZipInfo(name, NO_DATE), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def as_data(copy: FileCopy) -> str:
    """Return a copy as JSON, in French as on the page."""
    said = {
        "titre": copy.title,
        "objet": copy.lead,
        "projet": bool(copy.draft),
        "parties": [
            {
                "titre": block.title,
                "lignes": list(block.lines),
                "notes": [{"en_tete": note.head, "texte": note.text} for note in block.notes],
            }
            for block in copy.blocks
        ],
        "retire": list(copy.removed),
    }
    return json.dumps(said, ensure_ascii=False, indent=2)
