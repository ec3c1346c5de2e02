"""Who works with the commune but not with the organisation that holds the file is not named.

Named, they would read nothing: a caseload opens only between organisations of one convention. The
function is that of 0009, but for that line.
"""

from typing import ClassVar, Final

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

NAMING: Final = """
CREATE OR REPLACE FUNCTION people_name_coordinator(
    wanted uuid, chosen uuid, act_reference text, opened varchar[], follow_up uuid)
  RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  need people_coordinationneed;
BEGIN
  SELECT * INTO need FROM people_coordinationneed n
   WHERE n.id = wanted AND n.commune_organisation_id = people_commune_of() FOR UPDATE;
  IF need.id IS NULL OR need.named_on IS NOT NULL OR need.ended_on IS NOT NULL
     OR act_reference = '' OR NOT people_is_approved(chosen) OR NOT EXISTS (
       SELECT FROM people_person p JOIN accounts_member m ON m.id = chosen
        WHERE p.id = need.person_id
          AND people_work_together(p.organisation_id, m.organisation_id)) THEN
    RETURN false;
  END IF;
  INSERT INTO people_followup
    (id, person_id, member_id, kind, sections, act, since, given_by_id, created_at)
  VALUES (follow_up, need.person_id, chosen, 'coordinator', opened, act_reference,
          people_today(), people_member(), now())
  ON CONFLICT (person_id, member_id) WHERE until IS NULL DO UPDATE SET
    act = EXCLUDED.act,
    sections = ARRAY(SELECT DISTINCT unnest(people_followup.sections || EXCLUDED.sections));
  UPDATE people_coordinationneed SET coordinator_id = chosen, named_on = people_today()
   WHERE id = need.id;
  RETURN true;
END $$;
"""


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Replace the function."""
    schema_editor.execute(NAMING, None)


class Migration(migrations.Migration):
    """Naming a coordinator who would read nothing is refused."""

    dependencies: ClassVar = [("people", "0010_review")]
    operations: ClassVar = [migrations.RunPython(make, migrations.RunPython.noop)]
