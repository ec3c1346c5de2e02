"""Nothing in the logs names a person, whoever wrote the line."""

import json
import logging
import sys

import pytest

from allervers.config.logs import PlainFormatter, StructuredFormatter, scrub


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("sign-in of chloe.martin@exemple.invalid failed", "sign-in of [courriel] failed"),
        ("from 192.168.1.20", "from [ip]"),
        ("from 2001:db8::8a2e:370:7334 refused", "from [ip] refused"),
        ("GET /passages/?ou=12+rue+des+Lilas HTTP", "GET /passages/?[…] HTTP"),
        ("rappeler le 06 12 34 56 78", "rappeler le [téléphone]"),
        ("rappeler +33612345678", "rappeler [téléphone]"),
        ("Gone: /compte/invitation/0123456789abcdef/", "Gone: /compte/invitation/[secret]/"),
        ("/compte/mot-de-passe/nouveau/1-dif4aq-0287/", "/compte/mot-de-passe/nouveau/[secret]/"),
        ("/espace/mon-calendrier/0123-4567:sAz_9.ics", "/espace/mon-calendrier/[secret]"),
        ("Not Found: /fiche/K7QF2-M9X4T/", "Not Found: /fiche/[code]/"),
        ("Gone: /ar/fiche/k7qf2 m9x4t/effacer/", "Gone: /ar/fiche/[code]/effacer/"),
        ("/fiche/K7QF2-M9X4T.pdf", "/fiche/[code]"),
        ("Not Found: /fiche//K7QF2M9X4T", "Not Found: /fiche//[code]"),
        ("Not Found: /k7qf2-M9X4T/", "Not Found: /[code]/"),
        ("numéro 1 85 05 78 006 084 91", "numéro [nir]"),
    ],
)
def test_personal_data_is_taken_out(text: str, scrubbed: str) -> None:
    assert scrub(text) == scrubbed


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-21 22:10:31,618 started in 0.25 s",
        "visit 6f1c0a52-5d0e-4a6e-9a54-0123456789ab moved",
        "Django 5.2.19, passage /passages/2026/",
        "Pourquoi ? Parce que.",
        "job 1234567 done",
    ],
)
def test_the_rest_is_left_alone(text: str) -> None:
    assert scrub(text) == text


def record(message: str, *arguments: object, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord("tests", logging.ERROR, "file.py", 1, message, arguments, None)
    made.__dict__.update(extra)
    return made


def test_arguments_and_tracebacks_are_scrubbed() -> None:
    one = record("sent to %s", "denis@exemple.invalid")
    try:
        raise ValueError("Key (email)=(aicha@exemple.invalid) already exists")  # noqa: TRY301
    except ValueError:
        one.exc_info = sys.exc_info()
    written = PlainFormatter().format(one)
    assert "exemple.invalid" not in written
    assert "[courriel]" in written


def test_structured_line_is_json_without_the_request() -> None:
    formatter = StructuredFormatter("%(levelname)s %(message)s")
    line = formatter.format(record("Not Found: /x?ou=ici", request=object(), ip="10.0.0.7"))
    assert json.loads(line) == {
        "levelname": "ERROR",
        "message": "Not Found: /x?[…]",
        "ip": "[ip]",
    }


@pytest.mark.parametrize("path", ["/passages/?ou=Lilas", "/compte/invitation/0123456789abcdef"])
def test_line_stays_json_when_an_address_between_quotes_is_scrubbed(path: str) -> None:
    record = logging.LogRecord("site", logging.INFO, "", 0, f'asked "{path}" twice', None, None)
    assert json.loads(StructuredFormatter("%(message)s").format(record))["message"].endswith(
        '" twice'
    )
