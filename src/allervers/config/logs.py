"""Logs: one JSON object a line in production, and nothing that names a person."""

from typing import Any


def logging_settings(level: str, *, structured: bool) -> dict[str, Any]:
    """Return Django's LOGGING: to standard error, where systemd or the launcher reads it."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
            },
            "plain": {"format": "%(levelname)s %(name)s: %(message)s"},
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "json" if structured else "plain",
            }
        },
        "loggers": {"procrastinate.blueprints": {"level": "WARNING"}},  # one line a command
        "root": {"handlers": ["stderr"], "level": level},
    }
