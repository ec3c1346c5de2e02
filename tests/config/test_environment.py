"""Settings fail loudly: the variable, what is wrong, where to read."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from allervers.config.email import email_settings
from allervers.config.environment import database, read_environment

GOOD = {
    "ALLERVERS_MODE": "production",
    "ALLERVERS_SECRET_KEY": "k" * 50,
    "ALLERVERS_BASE_URL": "https://tournees.exemple.invalid/",
    "ALLERVERS_HOSTS": "tournees.exemple.invalid",
    "ALLERVERS_EMAIL_URL": "smtp://u:p@relais.exemple.invalid",
    "DATABASE_URL": "postgresql://app:secret@base.exemple.invalid:5432/allervers",
}


@pytest.fixture(autouse=True)
def good(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_OWNER_URL", "ALLERVERS_STATIC_ROOT", "ALLERVERS_LOG_LEVEL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)


def test_production_is_read() -> None:
    found = read_environment()
    assert found.https
    assert found.base_url == "https://tournees.exemple.invalid"
    assert found.database["USER"] == "app"


@pytest.mark.parametrize("name", ["ALLERVERS_SECRET_KEY", "DATABASE_URL"])
def test_missing_variable_is_named(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv(name)
    with pytest.raises(ImproperlyConfigured, match=name):
        read_environment()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("ALLERVERS_MODE", "prod", "one of production"),
        ("ALLERVERS_SECRET_KEY", "short", "at least 32"),
        ("ALLERVERS_BASE_URL", "http://tournees.exemple.invalid", "must start with https"),
        ("ALLERVERS_BASE_URL", "tournees.exemple.invalid", "whole address"),
        ("ALLERVERS_HTTPS", "false", "cookies would travel bare"),
        ("ALLERVERS_HTTPS", "perhaps", "ALLERVERS_HTTPS"),
        ("ALLERVERS_HOSTS", "*", "believes anyone"),
        ("ALLERVERS_EMAIL_URL", "console://", "end in the logs"),
        ("ALLERVERS_LOG_LEVEL", "LOUD", "must be DEBUG"),
        ("ALLERVERS_OLD_SECRET_KEYS", f"{'k' * 50},short", "each former key"),
        ("ALLERVERS_CODE_DAYS", "29", "from 30 to 1095"),
        ("ALLERVERS_CODE_DAYS", "1096", "from 30 to 1095"),
        ("ALLERVERS_CODE_DAYS", "a year", "ALLERVERS_CODE_DAYS"),
        ("ALLERVERS_RIGHTS_URL", "http://droits.exemple.invalid:8710", "travel bare"),
        ("ALLERVERS_RIGHTS_URL", "http://192.0.2.7:8710", "travel bare"),
        ("ALLERVERS_RIGHTS_URL", "http://[::1", "of this machine"),
        ("DATABASE_URL", "sqlite:///db.sqlite3", "PostgreSQL 15"),
        ("DATABASE_URL", "postgresql://app@base:port/allervers", "must look like"),
        ("DATABASE_OWNER_URL", "postgresql://base", "DATABASE_OWNER_URL"),
    ],
)
def test_wrong_value_is_refused_with_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=sentence):
        read_environment()


def test_database_address_keeps_socket_and_options() -> None:
    found = database("postgresql://app:p%40ss@/allervers?host=/run/postgresql&sslmode=require", "X")
    assert (found["HOST"], found["PASSWORD"]) == ("/run/postgresql", "p@ss")
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_email_by_smtp_is_encrypted() -> None:
    found = email_settings("smtp://moi:s%2Fcret@relais.exemple.invalid")
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"]) == (587, True)
    assert found["EMAIL_HOST_PASSWORD"] == "s/cret"


def test_email_by_smtps_uses_its_port() -> None:
    found = email_settings("smtps://relais.exemple.invalid")
    assert (found["EMAIL_PORT"], found["EMAIL_USE_SSL"]) == (465, True)


def test_email_without_encryption_stays_on_the_machine() -> None:
    assert not email_settings("smtp://localhost:25?tls=no")["EMAIL_USE_TLS"]
    with pytest.raises(ImproperlyConfigured, match="relay on this machine"):
        email_settings("smtp://relais.exemple.invalid?tls=no")


@pytest.mark.parametrize("url", ["", "smtp://", "file://", "pigeon://voyageur"])
def test_email_address_that_sends_nowhere_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="must look like"):
        email_settings(url)


@pytest.mark.parametrize("url", ["console://", "memory://", "file:///var/spool/courriels"])
def test_email_address_for_developers_is_accepted(url: str) -> None:
    assert email_settings(url)["EMAIL_BACKEND"].startswith("django.core.mail.backends.")
