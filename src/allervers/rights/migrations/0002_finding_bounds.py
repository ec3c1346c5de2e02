"""A finding says between which amounts it stands, and what a month of delay loses."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds columns that the previous release neither reads nor has to fill."""

    dependencies: ClassVar = [("rights", "0001_initial")]

    operations: ClassVar = [
        *(
            migrations.AddField(
                model_name="finding",
                name=name,
                field=models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True),
            )
            for name in ("low", "high", "waiting")
        ),
        migrations.AddField(
            model_name="finding",
            name="is_estimate",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
