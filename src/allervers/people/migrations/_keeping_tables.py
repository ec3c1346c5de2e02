"""The tables that keeping adds, and what it changes of others."""

import uuid
from typing import Final

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

TABLES: Final[list[Operation]] = [
    migrations.CreateModel(
        name="Archive",
        fields=[
            (
                "id",
                models.UUIDField(
                    default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                ),
            ),
            ("reason", models.CharField(max_length=300, verbose_name="pourquoi le garder")),
            ("keep_until", models.DateField(verbose_name="jusqu’au")),
            ("decided_at", models.DateTimeField()),
        ],
    ),
    migrations.CreateModel(
        name="Deadline",
        fields=[
            (
                "id",
                models.UUIDField(
                    default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                ),
            ),
            ("category", models.CharField(max_length=40)),
            ("trigger", models.CharField(max_length=20)),
            ("trigger_on", models.DateField()),
            ("kept_until", models.DateField()),
            (
                "next_state",
                models.CharField(
                    choices=[
                        ("active", "actif"),
                        ("intermediate", "archive intermédiaire"),
                        ("final", "clos définitivement"),
                    ],
                    max_length=12,
                ),
            ),
            ("proposed_at", models.DateTimeField()),
            ("closed_at", models.DateTimeField(blank=True, null=True)),
        ],
    ),
    migrations.CreateModel(
        name="Destruction",
        fields=[
            (
                "id",
                models.UUIDField(
                    default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                ),
            ),
            ("category", models.CharField(max_length=40)),
            ("rule", models.CharField(max_length=300)),
            ("rule_approved_by", models.CharField(max_length=120)),
            ("rule_approved_on", models.DateField()),
            (
                "visa",
                models.CharField(max_length=120, verbose_name="visa des archives départementales"),
            ),
            ("asked_at", models.DateTimeField()),
            ("agreed_at", models.DateTimeField(blank=True, null=True)),
            ("refused_at", models.DateTimeField(blank=True, null=True)),
            ("done_at", models.DateTimeField(blank=True, null=True)),
        ],
    ),
    migrations.RemoveConstraint(
        model_name="rightsrequest",
        name="rights_request_refused_with_reason",
    ),
    migrations.RemoveField(
        model_name="rightsrequest",
        name="answer",
    ),
    migrations.RemoveField(
        model_name="rightsrequest",
        name="details",
    ),
    migrations.AddField(
        model_name="rightsrequest",
        name="medical",
        field=models.CharField(
            choices=[
                ("direct", "à la personne elle-même"),
                ("doctor", "à un médecin qu’elle choisit"),
            ],
            default="direct",
            max_length=6,
        ),
    ),
    migrations.AddField(
        model_name="rightsrequest",
        name="sealed_answer",
        field=models.BinaryField(default=bytes),
    ),
    migrations.AddField(
        model_name="rightsrequest",
        name="sealed_details",
        field=models.BinaryField(default=bytes),
    ),
    migrations.AlterField(
        model_name="fileread",
        name="share",
        field=models.ForeignKey(
            blank=True,
            db_constraint=False,
            null=True,
            on_delete=django.db.models.deletion.DO_NOTHING,
            related_name="+",
            to="people.share",
        ),
    ),
    migrations.AlterField(
        model_name="redaction",
        name="why",
        field=models.CharField(
            choices=[
                ("said", "signalée à l’écriture : parle d’autres personnes"),
                ("added", "ajoutée à la relecture : parle d’autres personnes"),
                ("judgement", "ajoutée à la relecture : jugement sur une personne nommée"),
            ],
            max_length=20,
        ),
    ),
    migrations.AddConstraint(
        model_name="rightsrequest",
        constraint=models.CheckConstraint(
            condition=models.Q(
                models.Q(("state", "refused"), _negated=True),
                models.Q(("sealed_answer", b""), _negated=True),
                _connector="OR",
            ),
            name="rights_request_refused_with_reason",
            violation_error_message="Un refus se motive.",
        ),
    ),
    migrations.AddField(
        model_name="archive",
        name="decided_by",
        field=models.ForeignKey(
            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.member"
        ),
    ),
    migrations.AddField(
        model_name="archive",
        name="person",
        field=models.ForeignKey(
            on_delete=django.db.models.deletion.CASCADE, related_name="archives", to="people.person"
        ),
    ),
    migrations.AddField(
        model_name="deadline",
        name="person",
        field=models.ForeignKey(
            on_delete=django.db.models.deletion.CASCADE,
            related_name="deadlines",
            to="people.person",
        ),
    ),
    migrations.AddField(
        model_name="destruction",
        name="agreed_by",
        field=models.ForeignKey(
            blank=True,
            null=True,
            on_delete=django.db.models.deletion.PROTECT,
            related_name="+",
            to="accounts.member",
        ),
    ),
    migrations.AddField(
        model_name="destruction",
        name="asked_by",
        field=models.ForeignKey(
            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.member"
        ),
    ),
    migrations.AddField(
        model_name="destruction",
        name="person",
        field=models.ForeignKey(
            on_delete=django.db.models.deletion.PROTECT,
            related_name="destructions",
            to="people.person",
        ),
    ),
    migrations.AddConstraint(
        model_name="archive",
        constraint=models.CheckConstraint(
            condition=models.Q(("reason", ""), _negated=True),
            name="archive_has_reason",
            violation_error_message="Dites pourquoi ce dossier doit encore être gardé.",
        ),
    ),
    migrations.AddConstraint(
        model_name="deadline",
        constraint=models.UniqueConstraint(
            condition=models.Q(("closed_at__isnull", True)),
            fields=("person",),
            name="deadline_once",
        ),
    ),
    migrations.AddConstraint(
        model_name="destruction",
        constraint=models.CheckConstraint(
            condition=models.Q(
                ("agreed_by__isnull", True),
                models.Q(("agreed_by", models.F("asked_by")), _negated=True),
                _connector="OR",
            ),
            name="destruction_takes_two",
            violation_error_message="Une autre personne doit donner son accord.",
        ),
    ),
    migrations.AddConstraint(
        model_name="destruction",
        constraint=models.CheckConstraint(
            condition=models.Q(
                models.Q(("visa", ""), _negated=True),
                models.Q(("rule_approved_by", ""), _negated=True),
            ),
            name="destruction_is_approved",
        ),
    ),
    migrations.AddConstraint(
        model_name="destruction",
        constraint=models.UniqueConstraint(
            condition=models.Q(("refused_at__isnull", True)),
            fields=("person",),
            name="destruction_once",
            violation_error_message="La destruction de ce dossier est déjà demandée.",
        ),
    ),
]
