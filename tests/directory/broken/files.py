"""Broken files of the directory, of our own making: their bytes, and a word of what is said."""

import json
from typing import Final

from tests.directory.imports.files import as_csv, as_json, service, structure

GOOD: Final = as_json(structure(), service())
HEADERS: Final = as_csv(structure()).split(b"\r\n")[0]


def _json(**more: object) -> bytes:
    return as_json(structure(**more))


def _surrogate() -> bytes:
    return json.dumps([structure(nom="", **{"a\ud800b": 1})]).encode()


# Refused whole: nothing is written. The word is in the sentence shown.
REFUSED: Final[dict[str, tuple[bytes, str]]] = {
    "blank": (b"  \n\n ", "vide"),
    "only a mark": (b"\xef\xbb\xbf", "vide"),
    "cut inside a value": (GOOD[:-40], "avant sa fin"),
    "cut between rows": (GOOD[: GOOD.index(b"}") + 1], "avant sa fin"),
    "cut after a comma": (GOOD[: GOOD.index(b"}") + 1] + b",", "avant sa fin"),
    "two lists in one file": (GOOD + GOOD, "abîmé"),
    "comma too many": (GOOD[:-1] + b",]", "abîmé"),
    "single quotes": (str([structure()]).encode(), "abîmé"),
    "one object a line": (b"\n".join([_json()[1:-1]] * 2), "n'a pas de liste"),
    "web page of an error": (b"<!DOCTYPE html><html><body>502</body></html>", "page web"),
    "xml": (b"<?xml version='1.0'?><places/>", "page web"),
    "workbook": (b"PK\x03\x04" + bytes(400), "classeur"),
    "bomb in an archive": (b"\x1f\x8b" + bytes(400), "archive"),
    "old workbook": (b"\xd0\xcf\x11\xe0" + bytes(400), "ancien classeur"),
    "lock of a spreadsheet": (b"\x05User\x00 \x00U\x00s\x00e\x00r" + bytes(100), "illisibles"),
    "picture": (b"\x89PNG\r\n" + bytes(100), "image"),
    "pdf": (b"%PDF-1.7 rien", "PDF"),
    "parquet": (b"PAR1" + bytes(50), "Parquet"),
    "nul bytes": (GOOD.replace(b"Valombre", b"Val\x00ombre"), "caractères nuls"),
    "abyss of lists": (b"[" * 1_000_000, "imbriqués"),
    "abyss in a value": (b'[{"id": ' + b"[" * 1_000_000 + b"]" * 1_000_000 + b"}]", "imbriqués"),
    "number without end": (b'[{"id": ' + b"9" * 5_000 + b"}]", "trop grand"),
    "number out of range": (b'[{"id": "a", "nom": "b", "source": 1e999}]', "trop grand"),
    "key given twice": (b'[{"id": "a", "id": "b", "nom": "c"}]', "deux fois"),
    "list given twice": (b'{"items": [], "items": []}', "deux fois"),
    "list of texts": (b'["a", "b"]', "pas une liste de lignes"),
    "mixed list": (GOOD[:-1] + b", 12]", "pas une liste de lignes"),
    "no list at all": (b'{"message": "not found", "status": 404}', "n'a pas de liste"),
    "empty list": (b"[]", "aucune ligne"),
    "empty lists": (b'{"structures": [], "services": []}', "aucune ligne"),
    "headers only": (HEADERS + b"\r\n", "aucune ligne"),
    "one column": (b"nom\nMaison\n", "une colonne"),
    "plain words": (b"Bonjour, voici notre liste de partenaires\n" * 3, "format"),
    "columns of something else": (b"article;prix;stock\nvis;2;30\n", "format"),
    "same header twice": (b"id;nom;nom;source\n1;a;b;c\n", "titres"),
    "quote never closed": (HEADERS + b'\r\n"essai--1;essai;Maison\n', "guillemet"),
    "endless cell": (HEADERS + b"\r\n" + b"x" * 1_100_000 + b";", "trop longue"),
    "too many columns": (b";".join(b"c%d" % n for n in range(400)) + b"\n", "titres"),
    "opened as utf-16 by half": (b"\xff\xfei\x00d\x00;", "illisibles"),
    "nul in the names": (b'[{"a\\u0000b": 1, "c": 2}]', "Ses colonnes sont : ab, c."),
    "half a letter in the names": (b'[{"a\\ud800b": 1, "c": 2}]', "Ses colonnes sont : ab, c."),
    "other object": (json.dumps({"a": 1}).encode(), "n'a pas de liste"),
}

# Read: rows that can be are taken, the others are refused one by one. (bytes, taken, refused, word)
READ: Final[dict[str, tuple[bytes, int, int, str]]] = {
    "mark twice": (b"\xef\xbb\xbf\xef\xbb\xbf" + GOOD, 2, 0, ""),
    "letters of windows": (
        as_csv(structure(nom="Été à l'œuvre"), encoding="cp1252"), 1, 0, "",
    ),
    "letters opened wrongly": (
        as_csv(structure(nom="Élan inventé")).decode("cp1252", "ignore").encode(), 1, 0, "",
    ),
    "nan literals": (_json(latitude=float("nan"), longitude=float("inf")), 1, 0, ""),
    "swapped columns": (_json(latitude=1.101, longitude=46.601), 1, 0, "inversées"),
    "lambert": (_json(latitude=6617000, longitude=554000), 1, 0, "Lambert-93"),
    "formula cells": (as_csv(structure(nom='=HYPERLINK("http://x.invalid")')), 1, 0, ""),
    "identifier too long": (_json(id="essai--" + "x" * 500), 0, 1, "255 caractères"),
    "identifier too long with its source": (_json(id="x" * 252), 0, 1, "255 caractères"),
    "identifier of a structure too long": (
        as_json(structure(), service(structure_id="x" * 252)), 1, 1, "255 caractères",
    ),
    "nul in a name": (_json(nom="", **{"a\0b": 1}), 0, 1, "Il manque le nom"),
    "half a letter in a name": (_surrogate(), 0, 1, "Il manque le nom"),
    "cell that is an object": (_json(nom={"fr": "Maison"}), 0, 1, "Il manque le nom"),
    "cells that are lists": (_json(adresse=["1 rue", "2 rue"]), 1, 0, ""),
    "lists with holes": (as_json(structure(), service(thematiques=[None, {}, 4])), 2, 0, "4"),
    "too many cells": (as_csv(structure()) + b"essai--2;essai;Autre" + b";x" * 40, 1, 1, "date"),
    "too few cells": (as_csv(structure()) + b"essai--2;essai\r\n", 1, 1, "Il manque le nom"),
    "nothing but identifiers": (b'[{"id": "essai--1", "nom": null, "source": "x"}]', 0, 1, "nom"),
    "booleans": (_json(latitude=True, longitude=False, siret=True), 1, 0, ""),
    "one number for an identifier": (_json(id=7), 1, 0, ""),
    "title above the headers": (b"Liste de 2026\r\n" + as_csv(structure()), 1, 0, ""),
    "no source": (as_json({k: v for k, v in structure().items() if k != "source"}), 1, 0, ""),
    "words for a source": (_json(source="Mairie inventée"), 1, 0, "n'est pas un code"),
    "impossible day": (_json(date_maj="2026-02-31"), 0, 1, "n'est pas une date"),
}  # fmt: skip
