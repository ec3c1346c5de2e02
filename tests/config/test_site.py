"""What every answer carries, and the two addresses of a supervisor."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from pytest_django import Settings

from allervers.config.checks import application_owns_nothing
from allervers.config.owner import connected_as_owner
from allervers.config.policy import content_policy

SHOWN = [
    "DEBUG",
    "SECURE_HSTS_SECONDS",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SECURE_SSL_REDIRECT",
    "SECURE_REFERRER_POLICY",
    "X_FRAME_OPTIONS",
]
ASK = f"""
import json
from django.conf import settings
print(json.dumps({{name: getattr(settings, name) for name in {SHOWN!r}}}))
"""


def test_policy_of_content_allows_nothing_unsafe(client: Client) -> None:
    policy = client.get("/sante/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy.replace("https:", "")
    assert "*" not in policy


def test_policy_opens_to_the_host_of_the_tiles_only() -> None:
    policy = content_policy("https://tuiles.exemple.invalid/style.json")["DIRECTIVES"]
    opened = {name for name, sources in policy.items() if "exemple" in " ".join(sources)}
    assert opened == {"img-src", "connect-src"}
    assert "https://tuiles.exemple.invalid" in policy["connect-src"]


def test_tiles_without_encryption_are_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="https://"):
        content_policy("http://tuiles.exemple.invalid/style.json")


def test_alive_answers_without_a_database(client: Client) -> None:
    assert client.get("/sante/").json() == {"status": "alive"}


@pytest.mark.django_db
def test_ready_answers_once_the_database_does(client: Client) -> None:
    assert client.get("/sante/pret/").json() == {"status": "ready"}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/sante/", "/sante/pret/"])
def test_health_leaves_no_cookie(client: Client, path: str) -> None:
    assert not client.get(path).cookies


def test_health_answers_a_local_supervisor_without_https(
    client: Client, settings: Settings
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/sante/").status_code == 200
    assert client.get("/").status_code == 301


def test_transport_is_strict_once_encrypted(settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    answer = Client().get("/sante/", secure=True)
    assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_production_settings_are_the_safe_ones(root: Path) -> None:
    environment = {
        **os.environ,
        "ALLERVERS_MODE": "production",
        "ALLERVERS_BASE_URL": "https://tournees.exemple.invalid",
        "ALLERVERS_HOSTS": "tournees.exemple.invalid",
        "ALLERVERS_EMAIL_URL": "smtp://relais.exemple.invalid",
        "PYTHONPATH": str(root / "src"),
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True
    )
    assert list(json.loads(done.stdout).values()) == [
        False, 31_536_000, True, True, True, "same-origin", "DENY",
    ]  # fmt: skip


@pytest.mark.django_db
def test_site_of_a_role_that_owns_nothing_passes_the_check() -> None:
    assert application_owns_nothing(["default"]) == []


@pytest.mark.django_db(transaction=True)
def test_site_of_the_owner_is_refused() -> None:
    with connected_as_owner():
        assert [found.id for found in application_owns_nothing(["default"])] == ["allervers.E001"]


def test_migrating_without_an_owner_is_refused(settings: Settings) -> None:
    settings.OWNER_DATABASE = dict(connection.settings_dict)
    with pytest.raises(CommandError, match="DATABASE_OWNER_URL"):
        call_command("migrate_as_owner")


@pytest.mark.django_db(transaction=True)
def test_rights_are_granted_again_after_a_restore() -> None:
    call_command("prepare_database")
    call_command("prepare_database")
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('accounts_organisation', 'INSERT, TRUNCATE')")
        cursor.execute("SELECT has_table_privilege('accounts_organisation', 'TRUNCATE')")
        assert cursor.fetchone() == (False,)


@pytest.mark.django_db(transaction=True)
def test_temporary_tables_are_granted_to_the_application_by_name() -> None:
    """Hosts take everything away from everybody first: the imports need this one back."""
    call_command("prepare_database")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_database, aclexplode(datacl) AS given"
            " WHERE datname = current_database() AND given.privilege_type = 'TEMPORARY'"
            " AND given.grantee = current_user::regrole"
        )
        assert cursor.fetchone() == (1,)


def test_demonstration_is_refused_in_production(settings: Settings) -> None:
    settings.MODE = "production"
    with pytest.raises(CommandError, match="mots de passe publics"):
        call_command("load_demonstration")
