"""The bodies that people act for."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """A body that carries tours, welcomes them, goes on board, or hosts the platform."""

    class Kind(models.TextChoices):
        CARRIER = "carrier", _("porteur de tournées")
        COMMUNE = "commune", _("commune")
        PARTNER = "partner", _("partenaire à bord")
        HOST = "host", _("hébergeur")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("nom"), max_length=150)
    kind = models.CharField(_("rôle dans les tournées"), max_length=10, choices=Kind.choices)
    # The Insee code, not a foreign key: accounts stands below territory.
    commune_code = models.CharField(_("code Insee de la commune"), max_length=5, blank=True)
    phone = models.CharField(_("téléphone public"), max_length=20, blank=True)
    email = models.EmailField(_("courriel de contact"), blank=True)
    website = models.URLField(_("site internet"), blank=True)
    is_active = models.BooleanField(default=True)
    is_invented = models.BooleanField(_("organisation inventée"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "name"],
                name="organisation_name_unique",
                violation_error_message=_("Une organisation de ce nom existe déjà."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="commune") | Q(commune_code__regex=r"^[0-9][0-9AB][0-9]{3}$"),
                name="organisation_commune_has_code",
                violation_error_message=_("Une commune doit porter son code Insee (5 caractères)."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
