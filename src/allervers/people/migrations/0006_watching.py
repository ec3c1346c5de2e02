"""What watching adds: limits that PostgreSQL counts too, glass, approval by two, old lines let go.

Written by hand; the SQL is in _watching_sql.py.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from allervers.people.migrations._watching_sql import (
    APPROVING,
    GLASS,
    LETTING_GO,
    STAMP,
    VOLUME,
)

ACTS = [
    ("opened", "dossier ouvert"),
    ("listed", "liste affichée"),
    ("searched", "recherche"),
    ("wrote", "écriture"),
    ("printed", "impression ou export"),
    ("shared", "partage"),
    ("protected", "contact protégé lu"),
    ("refused", "accès refusé"),
    ("proved", "identité prouvée de nouveau"),
]


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the functions, the triggers and the policies."""
    for text in (STAMP, VOLUME, GLASS, APPROVING, LETTING_GO):
        schema_editor.execute(text, None)


class Migration(migrations.Migration):
    """Limits of volume, break-glass, approvals, retention of the journal."""

    dependencies: ClassVar = [("people", "0005_sharing")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="fileread",
            name="listed",
            field=ArrayField(models.UUIDField(), default=list, blank=True, db_default=[]),
        ),
        migrations.AlterField(
            model_name="fileread",
            name="act",
            field=models.CharField(choices=ACTS, max_length=9),
        ),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
