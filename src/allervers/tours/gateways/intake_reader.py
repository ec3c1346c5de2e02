"""Recognise what a file is, and read it with the gateway that knows it."""

from allervers.tours.domain.intake import Recognised
from allervers.tours.gateways.france_services import read_france_services
from allervers.tours.gateways.intake_file import decode
from allervers.tours.gateways.mednum_bus import NEEDED, holds_rows, read_mednum_bus
from allervers.tours.gateways.spreadsheet import read_spreadsheet


def read_file(content: bytes, *, departement: str = "") -> Recognised:
    """Read a file of any known kind, or raise a `Refusal` that says what is wrong with it."""
    text = decode(content)
    start = text.lstrip()[:1]
    head = text.lstrip().split("\n", 1)[0].lower() if start not in {"[", "{"} else ""
    if start == "{" and holds_rows(text):
        return Recognised("mednum_bus", read_mednum_bus(text))
    if start == "{" or "h_lundi" in head:
        return Recognised("france_services", read_france_services(text, departement=departement))
    is_bus = all(name in head for name in NEEDED) and ("ouverture" in head or "code_insee" in head)
    if start == "[" or is_bus:
        return Recognised("mednum_bus", read_mednum_bus(text))
    return Recognised("spreadsheet", read_spreadsheet(text))
