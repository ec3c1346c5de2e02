"""What is typed in a concern, and to which file its recipient joins it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.people.queries.share_recipients import Candidate
from allervers.ui.forms import SafeForm


class ConcernForm(SafeForm):
    """A concern: to whom, about whom, what was seen or heard."""

    recipient = forms.ChoiceField(
        label=_("À qui l’envoyer"),
        help_text=_("Des professionnels tenus au secret, de votre organisme ou d’un partenaire."),
        error_messages={"required": _("Choisissez qui la recevra.")},
    )
    pseudonym = forms.CharField(
        label=_("Nom de code du dossier, si vous le connaissez"),
        help_text=_(
            "Si ce dossier existe, c’est la personne qui le suit qui reçoit votre texte. Nous ne "
            "vous dirons pas si c’est le cas."
        ),
        max_length=40,
        required=False,
    )
    about = forms.CharField(
        label=_("De qui s’agit-il\u00a0?"),
        help_text=_("Le nom s’il est connu, sinon ce qui permet de savoir de qui vous parlez."),
        max_length=200,
        error_messages={"required": _("Dites de qui il s’agit.")},
    )
    text = forms.CharField(
        label=_("Ce que vous avez vu ou entendu"),
        help_text=_("Les faits, les mots entendus, le jour. Vous ne pourrez plus relire ce texte."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Dites ce qui vous inquiète.")},
    )
    is_urgent = forms.BooleanField(
        label=_("C’est urgent\u00a0: à lire aujourd’hui"), required=False
    )

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        """Offer who may receive it."""
        super().__init__(*args, **kwargs)
        field = self.fields["recipient"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells mypy
        field.choices = [("", _("Choisissez")), *((str(c.member_id), _said(c)) for c in candidates)]

    def recipient_id(self) -> UUID:
        """Return who was chosen."""
        return UUID(self.cleaned_data["recipient"])


def _said(one: Candidate) -> str:
    return f"{one.name}, {one.profession_label} ({one.organisation})"


class AttachForm(SafeForm):
    """To which file a concern is joined."""

    person = forms.ChoiceField(label=_("Dossier"), required=False)

    def __init__(self, *args: Any, files: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        """Offer the files of one's caseload."""
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells mypy
        field.choices = [("", _("Aucun dossier")), *((str(pk), name) for pk, name in files)]

    def person_id(self) -> UUID | None:
        """Return the file chosen, or none."""
        said = self.cleaned_data["person"]
        return UUID(said) if said else None
