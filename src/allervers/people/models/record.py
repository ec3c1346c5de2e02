"""Who read what, sealed; who broke the glass; what must be looked at at once."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from allervers.accounts.models import Member, Organisation
from allervers.people.models.person import Person
from allervers.people.models.sealed import SealedTextField
from allervers.people.models.sharing import Share
from allervers.people.models.words import PURPOSE_NAMES, SECTION_NAMES


class FileRead(models.Model):
    """One line of the journal of reads and acts, written in their transaction. Only ever added.

    It names people by their ids alone: erasing a file does not break the chain of seals.
    """

    class Act(models.TextChoices):
        OPENED = "opened", _("dossier ouvert")
        LISTED = "listed", _("liste affichée")
        SEARCHED = "searched", _("recherche")
        WROTE = "wrote", _("écriture")
        PRINTED = "printed", _("impression ou export")
        SHARED = "shared", _("partage")
        PROTECTED = "protected", _("contact protégé lu")
        REFUSED = "refused", _("accès refusé")
        PROVED = "proved", _("identité prouvée de nouveau")

    # By the database's clock, whatever the site says: a trigger refuses another hour.
    at = models.DateTimeField(db_default=Now())
    # Ordered by the database, for the sealer: the transaction that wrote the line.
    transaction = models.BigIntegerField(db_default=0)
    act = models.CharField(max_length=9, choices=Act.choices)
    # No foreign key to the file: the line outlives it, and the share. Null: a list or a search.
    person_ref = models.UUIDField(null=True, blank=True)
    organisation = models.ForeignKey(  # the file's, or the reader's for a list
        Organisation, on_delete=models.PROTECT, related_name="+"
    )
    member = models.ForeignKey(  # found by `file_read_of_member`
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    share = models.ForeignKey(  # a partner without an account, by a link
        Share, on_delete=models.DO_NOTHING, db_constraint=False, null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    purpose = models.CharField(max_length=16, choices=PURPOSE_NAMES)
    ground = models.CharField(max_length=40)  # code of the decision's reason
    sections = ArrayField(models.CharField(max_length=12, choices=SECTION_NAMES), default=list)
    # The site's own words; or `r1|id|digest` of a ReadReason, when somebody typed why.
    reason = models.CharField(max_length=300, blank=True)
    count = models.PositiveIntegerField(default=1)  # of files, for a list
    # Of a list or a search: which files it showed, for the limits of volume.
    listed = ArrayField(models.UUIDField(), default=list, blank=True, db_default=[])

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["member", "-at"], name="file_read_of_member"),
            models.Index(fields=["person_ref", "-at"], name="file_read_of_person"),
            models.Index(fields=["transaction", "id"], name="file_read_order"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(member__isnull=False) | Q(share__isnull=False),
                name="file_read_has_reader",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act}"


class ReadReason(models.Model):
    """Why somebody said that they opened a file ("raison écrite"): apart from the journal, sealed.

    The line names it with its digest: the chain proves it, and still holds once it is gone. The
    journal is never changed, this is: sealed again when the host changes its key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    # Those of the line, and by the same rule who sees it.
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person_ref = models.UUIDField(null=True, blank=True)
    text = SealedTextField()

    def __str__(self) -> str:
        return str(self.id)


class Seal(models.Model):
    """The link of the chain that holds one line: `digest` is made of the one before and the line.

    Written by the sealer only, in the order of transactions; never changed.
    """

    position = models.BigIntegerField(primary_key=True)  # 1, 2, 3… without a gap
    read_id = models.BigIntegerField(unique=True)
    digest = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.position)


class SealCheckpoint(models.Model):
    """Where the chain begins again after old lines were let go, by the rule of retention."""

    position = models.BigIntegerField(primary_key=True)  # of the last line that was let go
    digest = models.BinaryField(max_length=32)
    let_go_until = models.DateTimeField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.position)


class BreakGlass(models.Model):
    """Danger and contacts of one file, opened for four hours to somebody outside ("bris de glace").

    The referent and the DPO are told at once; a DPO reviews it within 72 hours.
    """

    class Verdict(models.TextChoices):
        JUSTIFIED = "justified", _("justifié")
        NOT_JUSTIFIED = "not_justified", _("non justifié")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="glass_broken")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reason = SealedTextField(_("raison"))
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    review_due_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=13, choices=Verdict.choices, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["member", "-opened_at"], name="glass_of_member")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="glass_has_reason"),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("member")),
                name="glass_reviewed_by_another",
                violation_error_message=_("Une autre personne doit relire cet accès."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opened_at:%Y-%m-%d %H:%M}"


class Alert(models.Model):
    """Something that a DPO, or the referent of a file, has to look at now."""

    class Kind(models.TextChoices):
        SOFT_LIMIT = "soft_limit", _("beaucoup de dossiers ouverts")
        HARD_STOP = "hard_stop", _("accès arrêté : trop de dossiers ouverts")
        GLASS = "glass", _("bris de glace")
        REVIEW_LATE = "review_late", _("bris de glace non relu à temps")
        CHAIN_BROKEN = "chain_broken", _("journal des lectures altéré")
        CONVENTION_ENDS = "convention_ends", _("convention qui prend fin")
        CONCERN_LATE = "concern_late", _("fait préoccupant que personne n’ouvre")
        ACCOUNT_RESET = "account_reset", _("compte rendu à quelqu’un par une autre personne")
        DPO_GONE = "dpo_gone", _("rôle de DPO retiré")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=15, choices=Kind.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    # Null: for the DPOs of the organisation; else for this member (a referent).
    to = models.ForeignKey(
        Member, on_delete=models.CASCADE, null=True, blank=True, related_name="people_alerts"
    )
    about_member = models.ForeignKey(
        Member, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    details = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    handled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "-at"], name="alert_recent")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind}"


class RightsRequest(models.Model):
    """What a person asks of their own file (GDPR 15 to 21), within a month."""

    class Kind(models.TextChoices):
        ACCESS = "access", _("recevoir une copie du dossier")
        CORRECT = "correct", _("corriger")
        RESTRICT = "restrict", _("limiter l’usage")
        OBJECT = "object", _("s’opposer")

    class State(models.TextChoices):
        OPEN = "open", _("à traiter")
        REDACTING = "redacting", _("à relire")
        READY = "ready", _("prêt")
        GRANTED = "granted", _("accordé")
        REFUSED = "refused", _("refusé")

    class Medical(models.TextChoices):
        DIRECT = "direct", _("à la personne elle-même")
        DOCTOR = "doctor", _("à un médecin qu’elle choisit")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="rights_requests")
    kind = models.CharField(_("demande"), max_length=8, choices=Kind.choices)
    sealed_details = models.BinaryField(default=bytes)  # what is asked, in the person's words
    received_on = models.DateField(_("reçue le"))
    due_on = models.DateField()
    # Made two months longer, once, in the first one, the person being told why (GDPR 12(3)).
    extended_on = models.DateField(null=True, blank=True)
    extension_means = models.CharField(
        _("prévenue comment"), max_length=120, blank=True, default=""
    )
    sealed_extension = models.BinaryField(default=bytes)
    identity_checked = models.CharField(_("identité vérifiée comment"), max_length=120)
    # What is medical goes to the person, or to a doctor of their choice (CRPA, L311-6).
    medical = models.CharField(max_length=6, choices=Medical.choices, default=Medical.DIRECT)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    handled_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    released_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Everything was read again until then: what is written later is no part of the copy.
    ready_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    sealed_answer = models.BinaryField(default=bytes)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("handled_by")),
                name="rights_request_released_by_another",
                violation_error_message=_("Une seconde personne doit relire avant la remise."),
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(sealed_answer=b""),
                name="rights_request_refused_with_reason",
                violation_error_message=_("Un refus se motive."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.received_on}"


class Redaction(models.Model):
    """One thing of a file that may concern somebody else: kept or masked before handing out."""

    class Choice(models.TextChoices):
        KEEP = "keep", _("remettre")
        MASK = "mask", _("masquer")

    class Why(models.TextChoices):
        SAID = "said", _("signalée à l’écriture : parle d’autres personnes")
        ADDED = "added", _("ajoutée à la relecture : parle d’autres personnes")
        JUDGEMENT = "judgement", _("ajoutée à la relecture : jugement sur une personne nommée")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(RightsRequest, on_delete=models.CASCADE, related_name="redactions")
    entry = models.ForeignKey("people.Entry", on_delete=models.CASCADE, related_name="+")
    choice = models.CharField(max_length=4, choices=Choice.choices, blank=True)
    # Why it was put in the queue, or masked: a category of ours, never a word of the entry.
    why = models.CharField(max_length=20, choices=Why.choices)
    decided_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "entry"], name="redaction_once"),
        ]

    def __str__(self) -> str:
        return self.choice
