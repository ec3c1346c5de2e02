"""What a member opened is counted by the owner of the tables: for the page as for the trigger.

Written by hand. `people_is_shown` and `people_volume` ran for the page in the name of the
application, and for the trigger of the journal in the owner's. PostgreSQL plans again what another
role planned where row-level security depends on it: each line of the journal had both planned
twice. Now the page counts as the owner too, and only what its own member opened: whoever asks for
another's count is refused, and the application no longer reaches the two functions by themselves.
"""

from typing import ClassVar, Final

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

VOLUME: Final = """
CREATE OR REPLACE FUNCTION people_volume_with(who uuid, moment timestamptz, today timestamptz,
    files uuid[], OUT of_hour bigint, OUT of_day bigint, OUT since_proof bigint,
    OUT proved_at timestamptz, OUT last_at timestamptz, OUT is_stopped boolean)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF who IS DISTINCT FROM people_member() THEN
    RAISE EXCEPTION 'What another member opened is not counted here.' USING ERRCODE = '42501';
  END IF;
  is_stopped := EXISTS (SELECT FROM people_professional p
    WHERE p.member_id = who AND p.stopped_why = 'volume' AND p.stopped_at IS NOT NULL);
  IF people_is_shown(who, files, today, 9223372036854775807) THEN RETURN; END IF;
  SELECT v.of_hour, v.of_day, v.since_proof, v.proved_at, v.last_at
    INTO of_hour, of_day, since_proof, proved_at, last_at FROM people_volume(who, moment) v;
END $$;

REVOKE EXECUTE ON FUNCTION people_volume(uuid, timestamptz) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION people_is_shown(uuid, uuid[], timestamptz, bigint) FROM PUBLIC;
"""


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Replace the function of the page; close the two it stands on."""
    schema_editor.execute(VOLUME, None)


class Migration(migrations.Migration):
    """One role counts, so that PostgreSQL keeps its plans."""

    dependencies: ClassVar = [("people", "0022_reach_kept")]
    operations: ClassVar = [migrations.RunPython(make, migrations.RunPython.noop)]
