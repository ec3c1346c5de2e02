"""Who lives with whom, and who speaks for whom."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allervers.people.models.person import Person
from allervers.people.models.sealed import SealedTextField


class Household(models.Model):
    """People who live together. Holds no address: each person's contact is their own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)


class HouseholdMember(models.Model):
    """One person in a household, from a day to another. Seen by whom the person's file is open."""

    class Place(models.TextChoices):
        ADULT = "adult", _("adulte")
        CHILD = "child", _("enfant")
        SHARED_CHILD = "shared_child", _("enfant en garde alternée")
        RELATIVE = "relative", _("autre parent")
        HOSTED = "hosted", _("hébergé")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="households")
    place = models.CharField(_("place"), max_length=12, choices=Place.choices)
    since = models.DateField(_("depuis"))
    until = models.DateField(_("jusqu’au"), null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person"], name="household_of_person")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["household", "person"],
                condition=Q(until__isnull=True),
                name="household_member_once",
                violation_error_message=_("Cette personne est déjà dans ce foyer."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="household_member_ends_later",
                violation_error_message=_("La fin vient après le début."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.since}"


class Representation(models.Model):
    """Who decides for a person who may not alone: parents, guardian, the ASE by a judge."""

    class Kind(models.TextChoices):
        PARENT = "parent", _("parent, autorité parentale")
        GUARDIAN = "guardian", _("tuteur ou tutrice")
        CURATOR = "curator", _("curateur ou curatrice")
        ASE = "ase", _("aide sociale à l’enfance")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="representations")
    # Either a file of ours, or a name that the person gave.
    representative = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="represents"
    )
    name = SealedTextField(_("nom"), blank=True)
    kind = models.CharField(_("à quel titre"), max_length=8, choices=Kind.choices)
    since = models.DateField(_("depuis"))
    until = models.DateField(_("jusqu’au"), null=True, blank=True)
    # Dangerous or under inquiry: never informed of anything without the service's decision.
    is_not_to_be_told = models.BooleanField(_("ne pas informer"), default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(representative__isnull=False) | ~Q(name=""),
                name="representation_names_somebody",
                violation_error_message=_("Dites qui représente la personne."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.since}"


class Information(models.Model):
    """That the person was told what is kept and why (GDPR 13): an act, never a consent."""

    class Means(models.TextChoices):
        SPOKEN = "spoken", _("de vive voix")
        NOTICE = "notice", _("notice remise")
        EASY = "easy", _("notice facile à lire remise")
        INTERPRETER = "interpreter", _("par un interprète")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="informations")
    told_on = models.DateField(_("jour"))
    means = models.CharField(_("comment"), max_length=11, choices=Means.choices)
    language = models.CharField(_("langue"), max_length=3)
    # Whom: the person, or a representative.
    told_to = models.ForeignKey(
        Representation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    told_by = models.ForeignKey("accounts.Member", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.told_on} {self.means}"


class Consent(models.Model):
    """An agreement to one thing, that may be taken back at any moment (GDPR 7)."""

    class Scope(models.TextChoices):
        SHARE = "share", _("partager avec un partenaire")
        CLAIM_ENCOUNTER = "claim_encounter", _("joindre une rencontre anonyme au dossier")
        SMS = "sms", _("recevoir des SMS")
        EMAIL = "email", _("recevoir des courriels")
        PHOTO = "photo", _("être photographié")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    scope = models.CharField(_("à quoi"), max_length=15, choices=Scope.choices)
    purpose = SealedTextField(_("pourquoi"))
    # With whom, as said to the person; the share itself names its recipient.
    recipients = SealedTextField(_("avec qui"), blank=True)
    signed_by_person = models.BooleanField(_("donné par la personne elle-même"), default=True)
    signatory = models.ForeignKey(
        Representation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    means = SealedTextField(_("comment"))  # paper, spoken before a witness…
    given_on = models.DateField(_("donné le"))
    expires_on = models.DateField(_("valable jusqu’au"))
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey("accounts.Member", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person"], name="consent_of_person")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("given_on")),
                name="consent_expires_later",
                violation_error_message=_("L’accord prend fin après avoir été donné."),
            ),
            models.CheckConstraint(
                condition=Q(signed_by_person=True) | Q(signatory__isnull=False),
                name="consent_has_signatory",
                violation_error_message=_("Dites qui a donné l’accord."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.given_on}"
