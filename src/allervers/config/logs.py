"""Logs: one JSON object a line in production, and nothing that names a person.

The scrubbing is done on the finished line, so that a traceback, an argument or a library's own
message cannot carry what a message of ours would not (GDPR art. 5(1)(c), data minimisation).
"""

import logging
import re
from ipaddress import ip_address
from typing import Any

from pythonjsonlogger.json import JsonFormatter

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# What follows the path of an address: searches are typed by people ("?ou=12 rue …").
# Neither pattern takes a backslash: in JSON it belongs to the quotation mark that follows.
QUERY = re.compile(r"(/[^\s?\"'<>]*)\?[^\s\"'<>\\]+")
# Addresses that open something by themselves: whoever reads the logs must not be able to.
SECRET_LINK = re.compile(r"(/(?:invitation|nouveau|mon-calendrier|partage)/)[^\s/\"'<>\\]{12,}")
# The code of a sheet, however it was typed: up to the next slash, for it may hold spaces.
SHEET_CODE = re.compile(r"(/fiche/+)[^/\"'<>\\\n]{4,}")
# The same as printed, wherever it stands: typed right after the name of the site, say.
_FIVE = "[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{5}"
PRINTED_CODE = re.compile(rf"(?<![\w-]){_FIVE}-{_FIVE}(?![\w-])")
# French telephone numbers, and the fifteen digits of a social security number.
NUMBER = re.compile(r"(?<![\w-])(?:\+33|0)[\s.-]?[1-9](?:[\s.-]?\d{2}){4}(?![\w-])")
NIR = re.compile(
    r"(?<![\w-])[12][\s]?\d{2}[\s]?\d{2}[\s]?\d[\dAB](?:[\s]?\d{3}){2}[\s]?\d{2}(?!\w)"
)
MAYBE_IP = re.compile(
    r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+)(?![\w:])"
)


def scrub(text: str) -> str:
    """Take out e-mail and IP addresses, telephone and NIR numbers, query strings, secret links."""
    text = EMAIL.sub("[courriel]", text)
    text = QUERY.sub(r"\1?[…]", text)
    text = SHEET_CODE.sub(r"\1[code]", SECRET_LINK.sub(r"\1[secret]", text))
    text = PRINTED_CODE.sub("[code]", text)
    text = NIR.sub("[nir]", NUMBER.sub("[téléphone]", text))
    return MAYBE_IP.sub(lambda found: hidden_ip(found[0]), text)


def hidden_ip(text: str) -> str:
    """Hide an IP address; leave what only looks like one (an hour)."""
    try:
        ip_address(text)
    except ValueError:
        return text
    return "[ip]"


class PlainFormatter(logging.Formatter):
    """One readable line."""

    def format(self, record: logging.LogRecord) -> str:
        """Format, then scrub all of it."""
        return scrub(super().format(record))


class StructuredFormatter(JsonFormatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Format, then scrub all of it; the request is an object that says too much."""
        record.__dict__.pop("request", None)
        return scrub(super().format(record))


def logging_settings(level: str, *, structured: bool) -> dict[str, Any]:
    """Return Django's LOGGING: to standard error, where systemd or the launcher reads it."""
    here = "allervers.config.logs"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": f"{here}.StructuredFormatter",
                "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
                "datefmt": "%Y-%m-%dT%H:%M:%S%z",
                "json_ensure_ascii": False,
            },
            "plain": {
                "()": f"{here}.PlainFormatter",
                "format": "%(levelname)s %(name)s: %(message)s",
            },
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "json" if structured else "plain",
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django would mail errors to administrators, and print them twice.
            "django": {"handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
            # Else two lines for each job that went well; those that fail are errors.
            "procrastinate": {"level": "WARNING"},
        },
    }
