"""Encounters joined to a file: hidden like it, removed with what they link."""

import uuid
from typing import ClassVar, Final

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# Whoever deletes an encounter does not see that it was joined: PostgreSQL removes the link.
LINKS: Final = """
ALTER TABLE reception_joinedencounter
  ADD CONSTRAINT joined_of_encounter FOREIGN KEY (encounter_id)
    REFERENCES reception_encounter ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT joined_of_person FOREIGN KEY (person_id)
    REFERENCES people_person ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT joined_of_consent FOREIGN KEY (consent_id)
    REFERENCES people_consent ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
"""
REACHED: Final = "person_id = ANY ((SELECT people_reached('rights'))::uuid[])"
AGREED: Final = (
    "EXISTS (SELECT FROM people_consent c WHERE c.id = consent_id AND c.person_id ="
    " reception_joinedencounter.person_id AND c.scope = 'claim_encounter'"
    " AND c.withdrawn_at IS NULL AND c.expires_on >= people_today())"
)
POLICIES: Final = f"""
ALTER TABLE reception_joinedencounter ENABLE ROW LEVEL SECURITY;
ALTER TABLE reception_joinedencounter FORCE ROW LEVEL SECURITY;
CREATE POLICY of_owner ON reception_joinedencounter TO CURRENT_USER USING (true);
CREATE POLICY seen ON reception_joinedencounter FOR SELECT USING ({REACHED} AND {AGREED});
CREATE POLICY added ON reception_joinedencounter FOR INSERT
  WITH CHECK (joined_by_id = (SELECT people_me()) AND {REACHED} AND {AGREED});
"""


def close(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Tie the rows to what they link, and hide them."""
    schema_editor.execute(LINKS, None)
    schema_editor.execute(POLICIES, None)


class Migration(migrations.Migration):
    """The link between an encounter and a file."""

    dependencies: ClassVar = [
        ("accounts", "0002_append_only_journal"),
        ("people", "0008_reach"),
        ("reception", "0001_initial"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name='JoinedEncounter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('joined_at', models.DateTimeField()),
                ('consent', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.consent')),
                ('encounter', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='joined', to='reception.encounter')),
                ('joined_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.member')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='joined_encounters', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('encounter', 'person'), name='encounter_joined_once')],
            },
        ),
        migrations.RunPython(close, migrations.RunPython.noop),
    ]
