"""The people who sign in, and their place in each organisation."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allervers.accounts.domain.role import Role
from allervers.accounts.models.organisation import Organisation

ROLE_NAMES = [
    (Role.COORDINATOR.value, _("coordination des tournées")),
    (Role.FIELD_WORKER.value, _("intervention à bord")),
    (Role.RECEPTIONIST.value, _("accueil")),
    (Role.PARTNER.value, _("partenaire")),
    (Role.ADMINISTRATOR.value, _("administration des comptes")),
    (Role.DPO.value, _("protection des données (DPO)")),
]


class UserManager(BaseUserManager["User"]):
    """Makes users who sign in with their e-mail address."""

    def create_user(self, email: str, password: str | None = None, *, name: str = "") -> "User":
        """Make a user; without a password, none will be accepted until one is set."""
        user = self.model(email=self.normalize_email(email).lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in. What they may do is said by their memberships, never here."""

    email = models.EmailField(_("courriel professionnel"), unique=True)
    name = models.CharField(_("prénom et nom"), max_length=150)
    is_active = models.BooleanField(default=True)
    is_invented = models.BooleanField(_("personnage de démonstration"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    objects = UserManager()

    def __str__(self) -> str:
        return self.name or self.email


class Member(models.Model):
    """A user's place in one organisation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="members")
    roles = ArrayField(models.CharField(max_length=15, choices=ROLE_NAMES))
    profession = models.CharField(_("métier"), max_length=100, blank=True)
    languages = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    skills = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    # Roles that one person asked for and a second one has not agreed to yet (actions/two_hands.py).
    waiting_roles = ArrayField(
        models.CharField(max_length=15, choices=ROLE_NAMES), default=list, blank=True
    )
    waiting_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    waiting_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                name="member_once_per_organisation",
                violation_error_message=_("Cette personne est déjà membre de l’organisation."),
            ),
            models.CheckConstraint(
                condition=Q(roles__len__gt=0) | Q(is_active=False),
                name="member_has_a_role",
                violation_error_message=_("Choisissez au moins un rôle."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.organisation})"
