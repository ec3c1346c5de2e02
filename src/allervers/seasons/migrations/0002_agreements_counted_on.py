"""Which town agreements a plan counts on, and how many people a crew is."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns."""

    dependencies: ClassVar = [("seasons", "0001_initial")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="season",
            name="agreements",
            field=models.CharField(
                choices=[
                    ("given", "les accords donnés seulement"),
                    ("asked", "les accords donnés, et ceux demandés comme s'ils étaient donnés"),
                    (
                        "any",
                        "toutes les haltes, sauf refus : les accords seront demandés ensuite",
                    ),
                ],
                default="given",
                max_length=5,
                verbose_name="accords des communes",
            ),
        ),
        migrations.AddField(
            model_name="seasonunit",
            name="crew",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="personnes de l'équipe"
            ),
        ),
    ]
