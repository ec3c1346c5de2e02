"""The theme that the visits of a season wear once published."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds a column, empty: a season has no theme until somebody chooses one."""

    dependencies = [("seasons", "0006_other_windows"), ("tours", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="season",
            name="edition",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="seasons",
                to="tours.edition",
            ),
        ),
    ]
