"""What `allervers check --database default` refuses before the site starts."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004 - Django's
from django.db import connection, connections

from allervers.people.domain.retention import RetentionError
from allervers.people.mapping.file_keys import host_keys
from allervers.people.mapping.retention_rules import retention_rules
from allervers.people.mapping.sealed import SealError
from allervers.people.queries.host_keys import problems_of_keys
from allervers.rights.gateways.local.rights import read_local_rights

OWNS_SOMETHING = """
    SELECT rolsuper OR rolbypassrls OR EXISTS (
        SELECT FROM pg_class JOIN pg_namespace space ON space.oid = relnamespace
        WHERE relowner = pg_roles.oid AND nspname = 'public')
    FROM pg_roles WHERE rolname = current_user
"""


@register(Tags.database)
def application_owns_nothing(databases: Sequence[str] | None, **_: Any) -> list[CheckMessage]:
    """Refuse a role that could change tables: a fault in a page must not be able to."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute(OWNS_SOMETHING)
            if cursor.fetchone() != (False,):
                found.append(
                    Error(
                        "DATABASE_URL connects as a superuser or as the owner of the tables.",
                        hint="Create a second role and give it to DATABASE_URL: "
                        "docs/guides/heberger.md.",
                        id="allervers.E001",
                    )
                )
    return found


@register(Tags.files)
def local_rights_are_read(**_: Any) -> list[CheckMessage]:
    """Tell each file of local rights that cannot be read; the site starts without its right."""
    return [
        Warning(str(one), hint="docs/reference/local-rights.md", id="allervers.W002")
        for one in read_local_rights(settings.LOCAL_RIGHTS).problems
    ]


@register(Tags.security)
def files_can_be_sealed(**_: Any) -> list[CheckMessage]:
    """Refuse production without a key of the host, or with one that is none."""
    try:
        host_keys()
    except SealError as error:
        hint = (
            "Draw one (openssl rand -base64 32), write ALLERVERS_FILE_KEYS=name:key in the site's "
            "settings, and keep a copy away from the database and its backups: "
            "docs/guides/heberger.md."
        )
        return [Error(str(error), hint=hint, id="allervers.E003")]
    return []


@register(Tags.database)
def sealed_files_open(databases: Sequence[str] | None, **_: Any) -> list[CheckMessage]:
    """Refuse a database whose files the host's keys do not open: another's, or a key let go."""
    if "default" not in (databases or ()) or files_can_be_sealed():
        return []
    with connection.cursor() as cursor:
        if "people_filekey" not in connection.introspection.table_names(cursor):
            return []
    hint = "Give back the key this database was sealed with: docs/guides/heberger.md, « Les clés »."
    return [Error(one, hint=hint, id="allervers.E004") for one in problems_of_keys()]


@register(Tags.files)
def retention_is_read(**_: Any) -> list[CheckMessage]:
    """Refuse durations that cannot be read: nothing would ever be due."""
    try:
        retention_rules()
    except RetentionError as error:
        hint = "ALLERVERS_RETENTION: copy ours, src/allervers/people/retention.yml."
        return [Error(str(error), hint=hint, id="allervers.E005")]
    return []
