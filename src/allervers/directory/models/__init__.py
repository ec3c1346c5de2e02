"""Tables of the directory: what exists, where it was read, what was corrected here."""

from allervers.directory.models.imports import DirectoryImport, DirectoryImportRow, Source
from allervers.directory.models.listed import Correction, Service, Structure
from allervers.directory.models.search import LexiconWord, ServiceIndex

__all__ = [
    "Correction",
    "DirectoryImport",
    "DirectoryImportRow",
    "LexiconWord",
    "Service",
    "ServiceIndex",
    "Source",
    "Structure",
]
