"""What a review found open: conventions bind two, columns that do not change, names not forged.

Written by hand; the SQL is in _review_sql.py. A convention recorded before has to be agreed to.
"""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from allervers.people.migrations._review_sql import (
    ALIKE,
    CONVENTIONS,
    FILES,
    FOLLOWING,
    JOURNAL,
    SITE,
)
from allervers.people.migrations._review_two_sql import TWO


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the functions, the triggers and the policies."""
    for text in (SITE, CONVENTIONS, FOLLOWING, FILES, TWO, JOURNAL, ALIKE):
        schema_editor.execute(text, None)


class Migration(migrations.Migration):
    """Close what a page never needed."""

    dependencies: ClassVar = [
        ("accounts", "0002_append_only_journal"),
        ("people", "0009_team_stays"),
    ]
    operations: ClassVar = [
        migrations.AddField(
            "convention",
            "agreed_by",
            models.ForeignKey(
                "accounts.Member", on_delete=django.db.models.deletion.PROTECT, null=True,
                blank=True, related_name="+",
            ),
        ),
        migrations.AddField(
            "convention", "agreed_at", models.DateTimeField(null=True, blank=True)
        ),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
