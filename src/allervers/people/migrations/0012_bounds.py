"""Shares begin as proposals, readers do not write, the journal's hour is the database's, and more.

Written by hand; the SQL is in _bounds_sql.py. Also an alert of a concern that nobody opens, and
the delay of an answer to a person made longer once (GDPR 12(3)).
"""

from typing import ClassVar

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models.functions import Now

from allervers.people.migrations import _bounds_sql as bounds

KINDS = [
    ("soft_limit", "beaucoup de dossiers ouverts"),
    ("hard_stop", "accès arrêté : trop de dossiers ouverts"),
    ("glass", "bris de glace"),
    ("review_late", "bris de glace non relu à temps"),
    ("chain_broken", "journal des lectures altéré"),
    ("convention_ends", "convention qui prend fin"),
    ("concern_late", "fait préoccupant que personne n’ouvre"),
]
TEXTS = (
    bounds.PROPOSED, bounds.WRITING, bounds.HOUR, bounds.CONCERNS, bounds.NAMING, bounds.DELAYS,
)


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the functions, the triggers and the policies."""
    for text in (*TEXTS, *bounds.writers()):
        schema_editor.execute(text, None)


class Migration(migrations.Migration):
    """Bounds that a second review asked for."""

    dependencies: ClassVar = [("people", "0011_coordinator_bound")]
    operations: ClassVar = [
        migrations.AlterField(
            "alert", "kind", models.CharField(max_length=15, choices=KINDS)
        ),
        migrations.AlterField("fileread", "at", models.DateTimeField(db_default=Now())),
        migrations.AddField(
            "rightsrequest", "extended_on", models.DateField(null=True, blank=True)
        ),
        migrations.AddField(
            "rightsrequest",
            "extension_means",
            models.CharField("prévenue comment", max_length=120, blank=True, default=""),
        ),
        migrations.AddField("rightsrequest", "sealed_extension", models.BinaryField(default=bytes)),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
