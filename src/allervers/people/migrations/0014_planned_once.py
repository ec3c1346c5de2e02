"""What a reach is computed by is planned once by each connection, not at each call.

`people_grants()` runs several times in a page, for one file most often: PostgreSQL planned its
statements again each time, for the values at hand, and spent more on it than on reading the rows.
The rule itself is that of 0008, unchanged.
"""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Plans of the reach that do not depend on the values."""

    dependencies: ClassVar = [("people", "0013_requests_seen")]
    operations: ClassVar = [
        migrations.RunSQL(
            "ALTER FUNCTION people_grants() SET plan_cache_mode = force_generic_plan",
            "ALTER FUNCTION people_grants() RESET plan_cache_mode",
        )
    ]
