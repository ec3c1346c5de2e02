"""The local rights that a command reads: the shipped ones, and those of a folder it is given."""

from pathlib import Path
from typing import Final

import django
from django.conf import settings

from allervers.rights.domain.local.rights import LocalRight
from allervers.rights.gateways.local.rights import read_local_rights
from allervers.ui.domain.refusal import Refusal

SHOWN: Final = 3  # problems of a folder told at once


def rights_read(folder: Path | None) -> tuple[LocalRight, ...]:
    """Return them all; raises Refusal when a file cannot be understood."""
    speak_french()
    read = read_local_rights(folder)
    if read.problems:
        told = " ; ".join(str(one) for one in read.problems[:SHOWN])
        todo = "`allervers check_local_rights DOSSIER` les dit tous."
        raise Refusal("local_rights", f"Des droits locaux ne se lisent pas : {told}", todo=todo)
    return read.rights


def speak_french() -> None:
    """Give Django what its translations need, and nothing else: no database, no application."""
    if not settings.configured:
        settings.configure(LANGUAGE_CODE="fr", USE_I18N=True, INSTALLED_APPS=[], LOGGING_CONFIG="")
        django.setup()
