"""What public statistics let expect of each commune."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds a table that the previous release does not read."""

    dependencies: ClassVar = [
        ("rights", "0003_claims"),
        ("territory", "0001_initial"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="ExpectedNeed",
            fields=[
                (
                    "commune",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="expected_need",
                        serialize=False,
                        to="territory.commune",
                    ),
                ),
                ("households", models.PositiveIntegerField(null=True)),
                ("recipients_low", models.PositiveIntegerField()),
                ("recipients_high", models.PositiveIntegerField(null=True)),
                ("entitled_low", models.PositiveIntegerField()),
                ("entitled_high", models.PositiveIntegerField(null=True)),
                ("non_takers_low", models.PositiveIntegerField()),
                ("non_takers_high", models.PositiveIntegerField(null=True)),
                ("euros_month_low", models.PositiveIntegerField()),
                ("euros_month_high", models.PositiveIntegerField(null=True)),
                ("rules_euros_month_low", models.PositiveIntegerField()),
                ("rules_euros_month_high", models.PositiveIntegerField(null=True)),
                ("year", models.PositiveSmallIntegerField()),
                ("month", models.DateField()),
                ("rules", models.CharField(max_length=200)),
                ("source", models.CharField(max_length=200)),
                ("loaded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recipients_high__isnull", True),
                            ("recipients_high__gte", models.F("recipients_low")),
                            _connector="OR",
                        ),
                        name="need_recipients_is_a_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("entitled_high__isnull", True),
                            ("entitled_high__gte", models.F("entitled_low")),
                            _connector="OR",
                        ),
                        name="need_entitled_is_a_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("non_takers_high__isnull", True),
                            ("non_takers_high__gte", models.F("non_takers_low")),
                            _connector="OR",
                        ),
                        name="need_non_takers_is_a_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("euros_month_high__isnull", True),
                            ("euros_month_high__gte", models.F("euros_month_low")),
                            _connector="OR",
                        ),
                        name="need_euros_month_is_a_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rules_euros_month_high__isnull", True),
                            ("rules_euros_month_high__gte", models.F("rules_euros_month_low")),
                            _connector="OR",
                        ),
                        name="need_rules_euros_month_is_a_range",
                    ),
                ],
            },
        ),
    ]
