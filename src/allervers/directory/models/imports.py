"""Where the directory comes from, and the report of each import."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from allervers.accounts.models import Member


class Source(models.Model):
    """A producer of the directory: what data·inclusion calls `source` ("dora", "soliguide")."""

    code = models.SlugField(_("code"), primary_key=True, max_length=60)
    name = models.CharField(_("nom"), max_length=150)
    url = models.URLField(_("adresse"), max_length=500, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True)
    is_invented = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class DirectoryImport(models.Model):
    """One file taken in: what was read, created, changed, gone, refused."""

    class Format(models.TextChoices):
        V1_JSON = "v1_json", _("data·inclusion v1 (JSON)")
        V1_TABLE = "v1_table", _("data·inclusion v1 (tableau)")
        V0_JSON = "v0_json", _("data·inclusion v0 (JSON)")
        MEDNUM = "mednum", _("lieux de médiation numérique")
        FRANCE_SERVICES = "france_services", _("liste France services")
        SOCIAL_2019 = "social_2019", _("annuaire social (CSV)")

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente")
        RUNNING = "running", _("en cours")
        DONE = "done", _("terminé")
        REFUSED = "refused", _("refusé en entier")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="imports"
    )
    format = models.CharField(max_length=15, choices=Format.choices, blank=True)
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    # Kept until the import is over: a worker reads it.
    content = models.BinaryField(null=True)
    # Whether records of this source that the file no longer holds are to be marked gone.
    is_complete = models.BooleanField(_("liste complète"), default=False)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    refusal = models.TextField(blank=True)  # why the whole file was refused
    refusal_code = models.CharField(max_length=60, blank=True)
    # A person said yes to marking gone more than half of a source.
    accepts_many_gone = models.BooleanField(default=False)
    asked_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    rows_done = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(null=True, blank=True)
    # Records, structures and services together; `read` = created + changed + unchanged + refused.
    read = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    warned = models.PositiveIntegerField(default=0)  # of those taken, with something set aside

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-asked_at"], name="directory_import_recent")]

    def __str__(self) -> str:
        return self.file_name


class DirectoryImportRow(models.Model):
    """What an import did with one record; unchanged ones leave no row."""

    class Outcome(models.TextChoices):
        CREATED = "created", _("créée")
        CHANGED = "changed", _("modifiée")
        GONE = "gone", _("disparue")
        REFUSED = "refused", _("refusée")
        WARNED = "warned", _("prise avec réserve")

    taken_from = models.ForeignKey(DirectoryImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(null=True)  # place in the file, from 1
    outcome = models.CharField(max_length=7, choices=Outcome.choices)
    kind = models.CharField(max_length=9)  # "structure" or "service"
    record_id = models.CharField(max_length=255, blank=True)
    title = models.CharField(max_length=200, blank=True)
    # Changed: {"champ": [before, after]}. Refused and warned: [{"field", "what", "why", "todo"}].
    detail = models.JSONField(default=dict)
    row = models.JSONField(null=True)  # refused and warned: the row as it was read, whole

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["taken_from", "outcome", "number"], name="directory_import_row")
        ]

    def __str__(self) -> str:
        return f"{self.taken_from_id} {self.number} {self.outcome}"
