"""A message shown across the public site."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.tours.forms.fields import offer_choices
from allervers.tours.forms.versioned import VersionedForm
from allervers.tours.models import Notice


class InstantField(forms.DateTimeField):
    """A day and an hour, in French time."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
            input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%d/%m/%Y %Hh%M"],
            error_messages={
                "invalid": _("Écrivez une date et une heure comme 06/10/2026 9h30."),
                "required": _("Indiquez une date et une heure."),
            },
            **kwargs,
        )


class NoticeForm(VersionedForm):
    """How serious, what to say, from when to when."""

    starts_at = InstantField(label=_("Affiché à partir du"))
    ends_at = InstantField(
        label=_("Jusqu'au"), help_text=_("Le message disparaît seul à ce moment.")
    )

    class Meta:
        model = Notice
        fields = ("level", "title", "text", "starts_at", "ends_at")
        labels: ClassVar = {
            "level": _("Gravité"),
            "title": _("Titre"),
            "text": _("Message"),
        }
        help_texts: ClassVar = {
            "level": _("« Danger » pour un risque pour la santé ou la vie."),
            "title": _("Par exemple : vigilance canicule."),
            "text": _("Ce qui change, et ce qu'il faut faire. Phrases courtes."),
        }
        widgets: ClassVar = {"level": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "level", Notice.Level.choices)
        if self.is_new:
            self.initial.setdefault("starts_at", now)
