"""What a change by hand took out and put in, to be undone; questions about a season."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table, one more purpose."""

    dependencies: ClassVar = [
        ("accounts", "0002_append_only_journal"),
        ("seasons", "0002_agreements_counted_on"),
    ]

    operations: ClassVar = [
        migrations.AlterField(
            model_name="computation",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("plan", "planifier la saison"),
                    ("force", "imposer une halte"),
                    ("replan", "replanifier après un imprévu"),
                    ("why", "expliquer la saison"),
                ],
                default="plan",
                max_length=7,
            ),
        ),
        migrations.CreateModel(
            name="PlanChange",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("taken_out", models.JSONField(blank=True, default=list)),
                ("put_in", models.JSONField(blank=True, default=list)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="accounts.member",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="seasons.seasonplan",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["plan", "-made_at"], name="plan_change_by_plan")],
            },
        ),
    ]
