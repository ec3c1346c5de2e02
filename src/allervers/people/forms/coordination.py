"""What is typed to ask a commune for a coordinator, and to name one."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.people.queries.share_recipients import Candidate
from allervers.ui.forms import SafeForm


class AskCoordinationForm(SafeForm):
    """Which commune is asked."""

    commune = forms.ChoiceField(
        label=_("Commune"),
        help_text=_("Le maire désigne le coordonnateur. Il ne saura ni qui, ni pourquoi."),
        error_messages={"required": _("Choisissez la commune.")},
    )

    def __init__(self, *args: Any, communes: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        """Offer the communes of the platform."""
        super().__init__(*args, **kwargs)
        field = self.fields["commune"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells mypy
        field.choices = [("", _("Choisissez")), *((str(pk), name) for pk, name in communes)]

    def commune_id(self) -> UUID:
        """Return the commune chosen."""
        return UUID(self.cleaned_data["commune"])


class NameCoordinatorForm(SafeForm):
    """Who coordinates, and by which act."""

    coordinator = forms.ChoiceField(
        label=_("Coordonnateur"),
        help_text=_("Des professionnels tenus au secret, des organismes avec qui vous travaillez."),
        error_messages={"required": _("Choisissez le coordonnateur.")},
    )
    act = forms.CharField(
        label=_("Référence de l’acte du maire"),
        max_length=200,
        error_messages={"required": _("Donnez la référence de l’acte.")},
    )

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        """Offer who may coordinate."""
        super().__init__(*args, **kwargs)
        field = self.fields["coordinator"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells mypy
        said = (
            (str(c.member_id), f"{c.name}, {c.profession_label} ({c.organisation})")
            for c in candidates
        )
        field.choices = [("", _("Choisissez")), *said]

    def member_id(self) -> UUID:
        """Return who was chosen."""
        return UUID(self.cleaned_data["coordinator"])
