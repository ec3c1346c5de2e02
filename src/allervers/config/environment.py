"""What the host sets, read once, typed, and refused loudly when wrong.

Every variable is described in docs/reference/settings.md (a test compares the two).
"""

import logging
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

MODES = ("production", "demonstration", "development", "test")
SHORTEST_KEY = 32  # characters: what `python -c "import secrets; …token_urlsafe(48)"` far exceeds
CODE_DAYS = range(30, 1096)  # shorter, no right is open yet; longer, nobody remembers the sheet


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings that differ from one host to another."""

    mode: str
    secret_key: str
    old_secret_keys: list[str]
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
    engine_folder: Path
    local_rights: Path | None
    rights_url: str
    code_days: int
    file_keys: list[tuple[str, str]]
    retention: Path | None
    seal_folder: Path | None
    roads: Path | None
    roads_folder: Path


def database(url: str, variable: str) -> dict[str, Any]:
    """Turn postgresql://user:password@host:port/name?host=/socket into Django's settings."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = -1
    is_ours = parts.scheme in {"postgres", "postgresql"}
    if not is_ours or not parts.path.strip("/") or port == -1:
        raise ImproperlyConfigured(
            f"{variable} must look like postgresql://user:password@host:port/name. "
            "Aller-vers runs on PostgreSQL 15 or later only."
        )
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(port or query.pop("port", "")),
        "OPTIONS": query,
    }


def named_keys(pairs: list[str]) -> list[tuple[str, str]]:
    """Turn `name:key` pairs into names and keys (32 bytes in base64), the one in use first."""
    cut = [pair.strip().partition(":") for pair in pairs if pair.strip()]
    if not all(name.isalnum() and key for name, _colon, key in cut):
        raise ImproperlyConfigured(
            "ALLERVERS_FILE_KEYS must be name:key pairs separated by commas; a name has letters "
            "and digits only, a key is 32 bytes in base64. See docs/reference/settings.md."
        )
    return [(name, key) for name, _colon, key in cut]


def read_environment() -> Environment:
    """Read the variables; raise ImproperlyConfigured naming the one that is missing or wrong."""
    env = Env()
    try:
        mode = env.str("ALLERVERS_MODE", "production")
        url = env.str("DATABASE_URL")
        found = Environment(
            mode=mode,
            secret_key=env.str("ALLERVERS_SECRET_KEY"),
            old_secret_keys=env.list("ALLERVERS_OLD_SECRET_KEYS", default=[]),
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
            engine_folder=env.path("ALLERVERS_ENGINE_FOLDER", Path("var/engine")),
            rights_url=env.str("ALLERVERS_RIGHTS_URL", ""),
            local_rights=Path(folder)
            if (folder := env.str("ALLERVERS_LOCAL_RIGHTS", ""))
            else None,
            code_days=env.int("ALLERVERS_CODE_DAYS", 365),
            file_keys=named_keys(env.list("ALLERVERS_FILE_KEYS", default=[])),
            retention=Path(file) if (file := env.str("ALLERVERS_RETENTION", "")) else None,
            seal_folder=Path(seals) if (seals := env.str("ALLERVERS_SEAL_FOLDER", "")) else None,
            roads=Path(extract) if (extract := env.str("ALLERVERS_ROADS", "")) else None,
            roads_folder=env.path("ALLERVERS_ROADS_FOLDER", Path("var/roads")),
        )
    except EnvError as error:
        raise ImproperlyConfigured(f"{error}. See docs/reference/settings.md.") from error
    return checked(found)


def checked(found: Environment) -> Environment:
    """Refuse what would start but not be safe, naming the variable and what to write."""
    wrong = [
        (found.mode not in MODES, f"ALLERVERS_MODE must be one of {', '.join(MODES)}."),
        (
            len(found.secret_key) < SHORTEST_KEY,
            f"ALLERVERS_SECRET_KEY is too short: give at least {SHORTEST_KEY} random characters.",
        ),
        (
            any(len(key) < SHORTEST_KEY for key in found.old_secret_keys),
            f"ALLERVERS_OLD_SECRET_KEYS: each former key has at least {SHORTEST_KEY} characters.",
        ),
        (
            found.code_days not in CODE_DAYS,
            f"ALLERVERS_CODE_DAYS must be from {CODE_DAYS[0]} to {CODE_DAYS[-1]} days.",
        ),
        (
            found.log_level not in logging.getLevelNamesMapping(),
            "ALLERVERS_LOG_LEVEL must be DEBUG, INFO, WARNING, ERROR or CRITICAL.",
        ),
        (
            not found.base_url.startswith(("http://", "https://")),
            "ALLERVERS_BASE_URL must be the whole address of the site, https://… .",
        ),
        (
            not (found.rights_url + ":").startswith((":", "inside:", "http://", "unix:/")),
            "ALLERVERS_RIGHTS_URL must be http://127.0.0.1:8710, unix:/run/… , or nothing.",
        ),
        (
            not is_of_this_machine(found.rights_url),
            "ALLERVERS_RIGHTS_URL must be of this machine: answers would travel bare to another.",
        ),
        *(unsafe_in_production(found) if found.mode == "production" else ()),
    ]
    for is_wrong, sentence in wrong:
        if is_wrong:
            raise ImproperlyConfigured(f"{sentence} See docs/reference/settings.md.")
    return found


def is_of_this_machine(url: str) -> bool:
    """Whether an address over HTTP, if it is one, stays on this machine."""
    if not url.startswith("http:"):
        return True
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:  # a name: nobody knows where it leads
        return False


def unsafe_in_production(found: Environment) -> list[tuple[bool, str]]:
    """Say what is fine on a developer's machine and never on a public one."""
    return [
        (
            not found.base_url.startswith("https://"),
            "ALLERVERS_BASE_URL must start with https:// in production: posters carry it.",
        ),
        (
            not found.https,
            "ALLERVERS_HTTPS cannot be off in production: cookies would travel bare.",
        ),
        (
            "*" in found.hosts,
            "ALLERVERS_HOSTS must name the site in production: * believes anyone.",
        ),
        (
            found.rights_url.startswith("inside:"),
            "ALLERVERS_RIGHTS_URL must name the service: inside: loads the rules in each page.",
        ),
        (
            found.email_url.startswith(("console:", "memory:")),
            "ALLERVERS_EMAIL_URL must send in production (smtp://…), not end in the logs.",
        ),
    ]
