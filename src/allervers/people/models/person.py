"""A person's file: who they are, how to reach them without harm, where they must not be found."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allervers.accounts.models import Member, Organisation
from allervers.people.models.sealed import SealedTextField
from allervers.people.models.words import SECTION_NAMES
from allervers.territory.models import Commune


class Person(models.Model):
    """Somebody whose file is kept ("dossier"): a pseudonym first, a name when they give it.

    What the file holds is elsewhere, one table for each kind of thing, one section for each row.
    """

    class State(models.TextChoices):
        ACTIVE = "active", _("actif")
        INTERMEDIATE = "intermediate", _("archive intermédiaire")
        FINAL = "final", _("clos définitivement")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # What the file is called by those who do not know the name: drawn, says nothing of anybody.
    pseudonym = models.CharField(max_length=40, unique=True)
    # Who answers for the file under the GDPR.
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="files")
    created_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="files_opened")
    created_at = models.DateTimeField()
    # The last contact that came from the person or their representative: what retention counts
    # from (CNIL, délib. 2021-028). An act of an agent is not one.
    last_contact_on = models.DateField(_("dernier contact venant de la personne"))
    state = models.CharField(max_length=12, choices=State.choices, default=State.ACTIVE)
    state_since = models.DateField()
    state_reason = SealedTextField(blank=True)
    # The person asked that their data be kept but not used (GDPR, art. 18).
    restricted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "last_contact_on"], name="person_due")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="intermediate") | ~Q(state_reason=""),
                name="person_intermediate_has_reason",
                violation_error_message=_("Dites pourquoi ce dossier doit encore être gardé."),
            ),
        ]

    def __str__(self) -> str:
        return self.pseudonym


class Identity(models.Model):
    """What the person said of who they are. Section `identity`. Nothing here is compulsory."""

    class Nationality(models.TextChoices):
        FRENCH = "french", _("française")
        EUROPEAN = "european", _("Union européenne")
        OTHER = "other", _("hors Union européenne")

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="identity"
    )
    given_names = models.CharField(_("prénoms"), max_length=150, blank=True)
    family_name = models.CharField(_("nom de famille"), max_length=150, blank=True)
    used_name = models.CharField(_("nom d’usage"), max_length=150, blank=True)
    born_on = models.DateField(_("date de naissance"), null=True, blank=True)
    # When the date is not known: an age, and the day it was said.
    age = models.PositiveSmallIntegerField(_("âge"), null=True, blank=True)
    age_said_on = models.DateField(null=True, blank=True)
    language = models.CharField(_("langue"), max_length=3, blank=True)  # ISO 639
    needs_interpreter = models.BooleanField(_("interprète nécessaire"), null=True, blank=True)
    nationality = models.CharField(
        _("nationalité"), max_length=8, choices=Nationality.choices, blank=True
    )
    # Names as they are compared: no accents, no case, no order (mapping/names.py).
    search_key = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=["search_key"], name="identity_search", opclasses=["gin_trgm_ops"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(age__isnull=True) | Q(age__lte=120, age_said_on__isnull=False),
                name="identity_age_said_on_a_day",
                violation_error_message=_("Un âge va de 0 à 120 ans, et se dit un jour donné."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()


class ContactPoint(models.Model):
    """One way to reach the person, and when it does no harm. Section `contact`."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("téléphone")
        EMAIL = "email", _("courriel")
        POST = "post", _("courrier postal")
        THROUGH = "through", _("par quelqu’un")

    class Channel(models.TextChoices):
        CALL = "call", _("appeler")
        VOICEMAIL = "voicemail", _("laisser un message vocal")
        SMS = "sms", _("envoyer un SMS")
        EMAIL = "email", _("écrire un courriel")
        LETTER = "letter", _("écrire une lettre")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(_("moyen"), max_length=8, choices=Kind.choices)
    value = SealedTextField(_("numéro ou adresse"))
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, null=True, blank=True)
    # Only the channels that the person said are safe; none said, none used.
    safe_channels = ArrayField(
        models.CharField(max_length=10, choices=Channel.choices), default=list, blank=True
    )
    # Local time; both null: the person was not asked. Nobody calls outside of them.
    safe_from = models.TimeField(_("à partir de"), null=True, blank=True)
    safe_until = models.TimeField(_("jusqu’à"), null=True, blank=True)
    safe_days = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)  # ISO 1–7
    caution = SealedTextField(_("attention"), blank=True)
    is_current = models.BooleanField(default=True)
    created_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person"], name="contact_point_of_person")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(safe_from__isnull=True, safe_until__isnull=True)
                | Q(safe_from__isnull=False, safe_until__isnull=False),
                name="contact_point_hours_both",
                violation_error_message=_("Donnez le début et la fin des heures sûres."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class ProtectedContact(models.Model):
    """Where a person in hiding is. Section `protection`: opened by two people, never by one.

    Apart from the household, from contact points, from every list, search and export.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="protected_contacts")
    sealed_value = models.BinaryField()  # mapping/sealed.py
    created_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person"], name="protected_of_person")]

    def __str__(self) -> str:
        return str(self.id)


class ProtectedOpening(models.Model):
    """A demand to read a protected contact: asked by one, agreed to by another, for an hour."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="openings")
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reason = SealedTextField(_("raison"))
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=models.F("asked_by")),
                name="opening_takes_two",
                violation_error_message=_("Une autre personne doit donner son accord."),
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, ends_at__isnull=True)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False, ends_at__isnull=False),
                name="opening_agreed_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}"


class FileKey(models.Model):
    """The key of one file, wrapped by a key of the host: without it, what is sealed is noise.

    With the row gone, what it sealed opens no more here. A backup made before holds the row too: it
    opens it with the host's key, until that backup is thrown away (docs/guides/heberger.md, 5:
    thirty days there) or the host's key that wrapped it is destroyed.
    """

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="key"
    )
    host_key = models.CharField(max_length=40)  # id of the host's key (ALLERVERS_FILE_KEYS)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.host_key


class Entry(models.Model):
    """One thing noted in the file, in one section: a visit, a call, what was said ("note")."""

    class Kind(models.TextChoices):
        NOTE = "note", _("note")
        MEETING = "meeting", _("entretien")
        CALL = "call", _("appel")
        ATTEMPT = "attempt", _("appel sans réponse")
        LETTER = "letter", _("courrier")
        STATEMENT = "statement", _("ce que dit la personne")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="entries")
    section = models.CharField(_("rubrique"), max_length=12, choices=SECTION_NAMES)
    kind = models.CharField(_("nature"), max_length=9, choices=Kind.choices)
    happened_on = models.DateField(_("jour"))
    is_from_person = models.BooleanField(_("la personne a pris contact"), default=False)
    # It tells of, or was told by, somebody else: masked when the person asks for their file.
    concerns_others = models.BooleanField(_("parle d’autres personnes"), default=False)
    sealed_text = models.BinaryField()
    author = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    # A correction is another entry; the former stays, struck out.
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "-happened_on"], name="entry_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.happened_on} {self.kind}"
