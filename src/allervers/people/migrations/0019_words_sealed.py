"""Short texts about somebody are sealed at rest, as notes are; why a file was opened, too.

In their own columns: `v1|key|base64`. Texts written before stay in clear until `seal_words` has
passed, since the owner of the tables holds no key. A site of the release before shows what is
already sealed as it is, and fails nowhere. `people_words` and `people_seal_words` show and change
these texts alone, to the task of keys alone: the rows stay closed to it.
"""

import uuid
from typing import ClassVar, Final

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from allervers.people.migrations._words_sql import GUARDS, PLACES, REASONS
from allervers.people.models.sealed import SealedTextField

FIELDS: Final = (
    ("archive", "reason", "pourquoi le garder", False),
    ("breakglass", "reason", "raison", False),
    ("consent", "means", "comment", False),
    ("consent", "purpose", "pourquoi", False),
    ("consent", "recipients", "avec qui", True),
    ("contactpoint", "caution", "attention", True),
    ("contactpoint", "value", "numéro ou adresse", False),
    ("person", "state_reason", None, True),
    ("protectedopening", "reason", "raison", False),
    ("representation", "name", "nom", True),
    ("share", "asked", "ce qui est demandé", True),
    ("share", "informed_whom", "qui a été informé", True),
    ("share", "outcome", "suite donnée", True),
    ("share", "reason", "raison", True),
)


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the functions, the triggers and the policies."""
    for text in (PLACES, GUARDS, REASONS):
        schema_editor.execute(text, None)


class Migration(migrations.Migration):
    """Columns of sealed text, and the reasons of the journal apart from it."""

    dependencies: ClassVar = [("people", "0018_told_to_a_dpo")]
    operations: ClassVar = [
        migrations.RunSQL("DROP POLICY only_asked ON people_share", migrations.RunSQL.noop),
        *(
            migrations.AlterField(
                model, name, SealedTextField(blank=is_blank, verbose_name=said)
            )
            for model, name, said, is_blank in FIELDS
        ),
        migrations.CreateModel(
            name="ReadReason",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("person_ref", models.UUIDField(blank=True, null=True)),
                ("text", SealedTextField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+",
                        to="accounts.member",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
        ),
        migrations.AlterField(
            "fileread", "reason", models.CharField(blank=True, max_length=300)
        ),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]  # fmt: skip
