"""What the host sets, read once, typed, and refused loudly when wrong.

Every variable is described in docs/reference/settings.md (a test compares the two).
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

MODES = ("production", "demonstration", "development", "test")


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings that differ from one host to another."""

    mode: str
    secret_key: str
    database: dict[str, Any]
    owner_database: dict[str, Any]
    hosts: list[str]
    base_url: str
    https: bool
    email_url: str
    email_from: str
    tiles_url: str
    geocoder_url: str
    log_level: str
    static_root: Path


def database(url: str, variable: str) -> dict[str, Any]:
    """Turn postgresql://user:password@host:port/name?host=/socket into Django's settings."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        msg = (
            f"{variable} must look like postgresql://user:password@host:port/name. "
            "Aller-vers runs on PostgreSQL 15 or later only."
        )
        raise ImproperlyConfigured(msg)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": query,
    }


def read_environment() -> Environment:
    """Read the variables; raise ImproperlyConfigured naming the one that is missing or wrong."""
    env = Env()
    try:
        mode = env.str("ALLERVERS_MODE", "production")
        url = env.str("DATABASE_URL")
        found = Environment(
            mode=mode,
            secret_key=env.str("ALLERVERS_SECRET_KEY"),
            database=database(url, "DATABASE_URL"),
            owner_database=database(env.str("DATABASE_OWNER_URL", url), "DATABASE_OWNER_URL"),
            hosts=env.list("ALLERVERS_HOSTS", default=["localhost", "127.0.0.1"]),
            base_url=env.str("ALLERVERS_BASE_URL", "http://localhost:8000").rstrip("/"),
            https=env.bool("ALLERVERS_HTTPS", mode == "production"),
            email_url=env.str("ALLERVERS_EMAIL_URL", "console://"),
            email_from=env.str("ALLERVERS_EMAIL_FROM", "aller-vers@localhost"),
            tiles_url=env.str("ALLERVERS_TILES_URL", ""),
            geocoder_url=env.str("ALLERVERS_GEOCODER_URL", ""),
            log_level=env.str("ALLERVERS_LOG_LEVEL", "INFO"),
            static_root=env.path("ALLERVERS_STATIC_ROOT", Path("var/static")),
        )
    except EnvError as error:
        raise ImproperlyConfigured(f"{error}. See docs/reference/settings.md.") from error
    return checked(found)


def checked(found: Environment) -> Environment:
    """Refuse what would start but not be safe."""
    if found.mode not in MODES:
        raise ImproperlyConfigured(f"ALLERVERS_MODE is {found.mode!r}; it must be one of {MODES}.")
    if len(found.secret_key) < 32:  # noqa: PLR2004 - Django's own floor is 50 characters for random keys
        raise ImproperlyConfigured(
            "ALLERVERS_SECRET_KEY is too short: give at least 32 random characters."
        )
    if found.mode == "production" and not found.base_url.startswith("https://"):
        raise ImproperlyConfigured(
            "ALLERVERS_BASE_URL must start with https:// in production: posters and calendars "
            "carry this address."
        )
    return found
