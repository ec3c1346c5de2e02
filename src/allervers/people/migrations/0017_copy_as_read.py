"""A copy holds what was read again, and nothing written since.

Between the last reading and the day it is handed out, somebody may note in the file what another
person said: nobody would have decided whether it is masked.
"""

from typing import ClassVar

from django.db import migrations, models

STAYS = """
DROP TRIGGER people_rightsrequest_stays ON people_rightsrequest;
CREATE TRIGGER people_rightsrequest_stays BEFORE UPDATE ON people_rightsrequest
  FOR EACH ROW EXECUTE FUNCTION people_only_changes(
    'state', 'answered_at', 'released_by_id', 'sealed_answer', 'sealed_details', 'due_on',
    'extended_on', 'extension_means', 'sealed_extension', 'ready_at');
"""


class Migration(migrations.Migration):
    """When everything had been read again."""

    dependencies: ClassVar = [("people", "0016_reach_by_index")]
    operations: ClassVar = [
        migrations.AddField(
            "rightsrequest", "ready_at", models.DateTimeField(null=True, blank=True)
        ),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
    ]
