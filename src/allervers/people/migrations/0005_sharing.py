"""What sharing adds to tables, functions and policies."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Nothing yet."""

    dependencies: ClassVar = [("people", "0004_files")]
    operations: ClassVar = []
