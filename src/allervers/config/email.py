"""Where e-mails go, from one address: console://, smtp://, smtps://, file:// or memory://."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BACKENDS = "django.core.mail.backends"
PORTS = {"smtp": 587, "smtps": 465}


def email_settings(url: str) -> dict[str, Any]:
    """Turn the address into Django's settings; refuse what would not send, saying why.

    smtp:// uses STARTTLS (port 587); `?tls=no` is for a relay on the same machine only.
    """
    parts = urlsplit(url)
    match parts.scheme:
        case "console":
            return {"EMAIL_BACKEND": f"{BACKENDS}.console.EmailBackend"}
        case "memory":
            return {"EMAIL_BACKEND": f"{BACKENDS}.locmem.EmailBackend"}
        case "file" if parts.path:
            return {
                "EMAIL_BACKEND": f"{BACKENDS}.filebased.EmailBackend",
                "EMAIL_FILE_PATH": unquote(parts.path),
            }
        case "smtp" | "smtps" if parts.hostname:
            has_tls = parse_qs(parts.query).get("tls", ["yes"])[-1] != "no"
            if not has_tls and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
                break_promise = "tls=no is for a relay on this machine: e-mails carry invitations."
                raise ImproperlyConfigured(f"ALLERVERS_EMAIL_URL: {break_promise}")
            return {
                "EMAIL_BACKEND": f"{BACKENDS}.smtp.EmailBackend",
                "EMAIL_HOST": parts.hostname,
                "EMAIL_PORT": parts.port or PORTS[parts.scheme],
                "EMAIL_HOST_USER": unquote(parts.username or ""),
                "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
                "EMAIL_USE_SSL": parts.scheme == "smtps",
                "EMAIL_USE_TLS": parts.scheme == "smtp" and has_tls,
                "EMAIL_TIMEOUT": 10,
            }
    raise ImproperlyConfigured(
        f"ALLERVERS_EMAIL_URL begins with {parts.scheme or 'nothing'}://; it must look like "
        "smtp://user:password@host:587, smtps://…, file:///folder or console://."
    )
