"""Whether another file seems to be about the same person, told without telling which.

Written by hand. The function reads every file as the owner of the tables; it answers with the
organisations that hold one that looks the same, and nothing else: same day of birth, names alike.
Files that the asker reaches are left out (the page shows them), and so are, always, those of people
in hiding. Who asks, and why, is written by the action that asks (actions/comparing.py).
"""

from typing import ClassVar, Final

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ALIKE: Final = """
CREATE FUNCTION people_alike(file uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
  SELECT DISTINCT p.organisation_id FROM people_identity mine
    JOIN people_identity other ON other.born_on = mine.born_on
     AND other.search_key % mine.search_key AND similarity(other.search_key, mine.search_key) >= 0.5
    JOIN people_person p ON p.id = other.person_id AND p.state = 'active'
     AND p.restricted_at IS NULL
   WHERE mine.person_id = file AND mine.search_key <> ''
     AND file = ANY (people_reached('identity'))
     AND NOT other.person_id = ANY (people_reached())
     AND NOT EXISTS (SELECT FROM people_protectedcontact c WHERE c.person_id = other.person_id)
   ORDER BY 1 LIMIT 3
$$;
"""


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the function."""
    schema_editor.execute(ALIKE, None)


class Migration(migrations.Migration):
    """Files that look the same."""

    dependencies: ClassVar = [("people", "0003_row_level_security")]
    operations: ClassVar = [migrations.RunPython(make, migrations.RunPython.noop)]
