"""What a scan says in French, on the error output: the result is in files."""

import sys
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from allervers.rights.domain.needs import NEEDS
from allervers.rights.domain.right import RIGHTS
from allervers.rights.domain.scan.columns import BIRTHS, BY_CODE, BY_NAME
from allervers.rights.gateways.scan.chunks import Source
from allervers.rights.gateways.scan.output import Counts, refused_path


def say(sentence: str) -> None:
    """Write one sentence."""
    sys.stderr.write(f"{sentence}\n")


def say_source(source: Source, supposed: Mapping[str, str]) -> None:
    """Say how the file is read, which columns are not, and what their absence costs."""
    if source.delimiter:
        shown = "tabulation" if source.delimiter == "\t" else source.delimiter
        say(f"CSV séparé par « {shown} » ; décimales avec point ou virgule.")
    for name in source.names:
        if name not in BY_NAME:
            near = get_close_matches(name, BY_NAME, 1)
            hint = f" (vouliez-vous dire « {near[0]} » ?)" if near else ""
            say(f"Colonne ignorée : « {name} »{hint}.")
    for name, value in supposed.items():
        say(f"Supposé là où c'est vide : {name} = {value}.")
    absent = absent_codes(source, supposed)
    if absent:
        say(f"Colonnes absentes : {', '.join(absent)}.")
        lacking = [right for right in RIGHTS if NEEDS[right] & set(absent)]
        say(f"Sans elles, ces droits ne seront pas tous certains : {', '.join(lacking)}.")


def absent_codes(source: Source, supposed: Mapping[str, str]) -> list[str]:
    """Return the questions that no column of the file answers."""
    there = {*source.known, *supposed}
    absent = []
    for code, columns in BY_CODE.items():
        names = {one.name for one in columns}
        births = {BIRTHS[code]} if code in BIRTHS else set()
        is_year = code.endswith("_year") and _steady(code) in there
        is_steady = code.endswith("steady")
        if not (births & there or names - births <= there or is_year or is_steady):
            absent.append(code)
    return absent


def _steady(code: str) -> str:
    return "partner_steady" if code.startswith("partner_") else "steady"


def say_end(counts: Counts, path: Path, seconds: float) -> None:
    """Say what was found, and what was set aside."""
    say(f"{counts.found} foyers calculés en {seconds:.1f} s : {path}")
    if counts.refused:
        twice = f", dont {counts.twice} identifiants en double" if counts.twice else ""
        say(f"{counts.refused} lignes mises de côté{twice} : {refused_path(path)}")
    say(f"{counts.rows} lignes lues = {counts.found} calculées + {counts.refused} mises de côté.")


def say_memory(peak: int) -> None:
    """Say the most memory that a process held, in kB, where the machine says it."""
    if peak:
        said = f"{peak / 1e6:.2f}".replace(".", ",")
        say(f"Mémoire : {said} Go au plus par processus de calcul.")
