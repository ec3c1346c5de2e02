"""What keeping adds: deadlines, archives kept apart, an end by two, keys turned, rights sealed.

Written by hand for what PostgreSQL decides; the SQL is in _keeping_sql.py.
"""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from allervers.people.migrations._keeping_sql import ENDING, FACTS, MORE, POLICIES, STATES
from allervers.people.migrations._keeping_tables import TABLES


def close(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the functions; close each new table, then open what each policy says."""
    run = schema_editor.execute
    for text in (FACTS, STATES, ENDING, MORE):
        run(text, None)
    for table, (seen, added, changed, removed) in POLICIES.items():
        run(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY", None)
        run(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY", None)
        run(f"CREATE POLICY of_owner ON {table} TO CURRENT_USER USING (true)", None)
        run(f"CREATE POLICY seen ON {table} FOR SELECT USING ({seen})", None)
        run(f"CREATE POLICY added ON {table} FOR INSERT WITH CHECK ({added})", None)
        if changed:
            run(f"CREATE POLICY changed ON {table} FOR UPDATE USING ({changed})", None)
        if removed:
            run(f"CREATE POLICY removed ON {table} FOR DELETE USING ({removed})", None)


class Migration(migrations.Migration):
    """Tables, functions and policies of what is kept, and let go."""

    dependencies: ClassVar = [("people", "0006_watching")]
    operations: ClassVar = [
        *TABLES,
        migrations.RunPython(close, migrations.RunPython.noop),
    ]
