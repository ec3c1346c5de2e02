"""What keeping adds to tables, functions and policies: the rotation of keys reaches concerns."""

from typing import ClassVar, Final

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

KEYS: Final = "(SELECT people_setting('task')) = 'keys'"


def allow(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let the task of keys read concerns and seal them again."""
    run = schema_editor.execute
    run(f"CREATE POLICY of_keys ON people_concern FOR SELECT USING ({KEYS})", None)
    run(f"CREATE POLICY sealed_again ON people_concern FOR UPDATE USING ({KEYS})", None)


class Migration(migrations.Migration):
    """Policies of what is kept, and let go."""

    dependencies: ClassVar = [("people", "0006_watching")]
    operations: ClassVar = [migrations.RunPython(allow, migrations.RunPython.noop)]
