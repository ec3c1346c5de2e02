"""A mark that imports renew, so that pages may keep what they counted from figures."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds a table of one row, which the first import after this makes."""

    dependencies = [("territory", "0002_small_areas")]

    operations = [
        migrations.CreateModel(
            name="GroundMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mark", models.UUIDField(default=uuid.uuid4)),
            ],
        ),
    ]
