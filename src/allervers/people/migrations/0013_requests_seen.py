"""What a person asks of their file is seen by who follows it and its DPO, not by who reads a part.

Written by hand. With the key of the file, which any reader of a section has, a row could be opened.
Redactions are seen through their request: they follow.
"""

from typing import ClassVar, Final

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SEEN: Final = """
CREATE POLICY by_followers ON people_rightsrequest AS RESTRICTIVE FOR SELECT USING (
  NOT people_is_site('people_rightsrequest'::regclass)
  OR person_id = ANY ((SELECT people_followed_by_me())::uuid[])
  OR person_id = ANY ((SELECT people_watched())::uuid[]));
"""


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the policy."""
    schema_editor.execute(SEEN, None)


class Migration(migrations.Migration):
    """Requests are not seen by a share nor through a broken glass."""

    dependencies: ClassVar = [("people", "0012_bounds")]
    operations: ClassVar = [migrations.RunPython(make, migrations.RunPython.noop)]
