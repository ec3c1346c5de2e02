"""What is typed about a claim: which right, what happened, which list. Nothing here saves."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.rights.domain.claims.claim import (
    MOST_A_MONTH,
    MOST_ARREARS,
    NonTakeUp,
    State,
    Step,
    Wrong,
    wrong_with,
)
from allervers.rights.domain.claims.note import LONGEST
from allervers.rights.domain.claims.reminders import months_after
from allervers.rights.domain.claims.terms import terms_of
from allervers.rights.domain.right import RIGHTS, YEARLY
from allervers.rights.forms.question import MoneyField
from allervers.rights.mapping.claims import live_steps
from allervers.rights.models import Claim
from allervers.rights.wording import right_label
from allervers.rights.wording.claim_words import REASONS, wrong_sentence
from allervers.ui import french
from allervers.ui.forms import SafeForm

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)
ANY: Final = ("", _("toutes"))
ON: Final[Mapping[State, Any]] = {
    State.TODO: _("Reprise le"),
    State.SENT: _("Envoyée le"),
    State.DOCUMENTS: _("Pièces demandées le"),
    State.OPENED: _("Date de la décision"),
    State.REFUSED: _("Date où le refus a été reçu"),
    State.GIVEN_UP: _("Abandonnée le"),
    State.APPEAL: _("Recours envoyé le"),
}
DUE: Final[Mapping[State, Any]] = {
    State.TODO: _("À envoyer avant le"),
    State.SENT: _("Réponse attendue le"),
    State.DOCUMENTS: _("Pièces à donner avant le"),
    State.APPEAL: _("Réponse attendue le"),
}

MONTH, YEAR = _("Montant par mois, en euros"), _("Montant par an, en euros")
FIELDS: Final[Mapping[Wrong, str]] = {
    Wrong.IN_FUTURE: "on",
    Wrong.BEFORE_LAST: "on",
    Wrong.DUE_BEFORE: "due_on",
    Wrong.ENDS_BEFORE: "ends_on",
}


def day_field(label: Any, *, required: bool = False, hint: Any = "") -> forms.DateField:
    """Ask for a day."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("Choisissez le jour."),
            "invalid": _("Écrivez un jour, comme 2026-11-30."),
        },
    )


class ChangeForm(SafeForm):
    """What happened to a claim: the fields depend on the state it goes to.

    Its note is free: as on each form of the site, a number of social security is refused.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, claim: Claim, state: State, today: date, **kwargs: Any) -> None:
        """`claim` comes with its history."""
        kwargs["initial"] = {"version": claim.version, "on": today, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.state, self.right, self.today = state, claim.right, today
        self.history = live_steps(claim.changes.all())
        self.fields["on"] = day_field(ON[state], required=True)
        if state in DUE:
            self.fields["due_on"] = day_field(DUE[state], hint=self._due_hint())
        if state is State.OPENED:
            self._add_what_is_opened()
        if state is State.GIVEN_UP:
            self._add_reason()
        self.fields["note"] = forms.CharField(
            label=_("Note courte"),
            required=False,
            max_length=LONGEST,
            help_text=_("Sans nom ni numéro\u00a0: «\u00a0dossier déposé au guichet\u00a0»."),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            error_messages={"max_length": _("C’est trop long : 200 lettres au plus.")},
        )

    def _due_hint(self) -> Any:
        if self.state is State.SENT:
            usual = months_after(self.today, terms_of(self.right).answer.months)
            said = {"day": french.date_text(usual)}
            return _("Sans date, nous vous le rappelons le %(day)s.") % said
        if self.state is State.DOCUMENTS:
            return _("La date est sur la lettre. Sans date, nous vous le rappelons avant un mois.")
        return ""

    def _add_what_is_opened(self) -> None:
        lasts = terms_of(self.right).lasts
        self.fields["opened_from"] = day_field(_("Ouvert à partir du"))
        self.fields["amount"] = MoneyField(
            MOST_A_MONTH, label=YEAR if self.right in YEARLY else MONTH, required=False
        )
        self.fields["arrears"] = MoneyField(
            MOST_ARREARS,
            label=_("Rappel, en euros"),
            required=False,
            help_text=_("Ce qui est payé en une fois pour les mois passés."),
        )
        hint = _("Sans date : un an.") if lasts else _("Si la lettre en donne une.")
        self.fields["ends_on"] = day_field(_("Dernier jour du droit"), hint=hint)

    def _add_reason(self) -> None:
        self.fields["reason"] = forms.ChoiceField(
            label=_("Pourquoi ?"),
            choices=list(REASONS.items()),
            widget=forms.RadioSelect,
            error_messages={"required": _("Choisissez une raison.")},
        )

    def clean(self) -> dict[str, Any]:
        """Refuse days of another age."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if isinstance(value, date) and not FIRST_DAY <= value <= LAST_DAY:
                self.add_error(name, _("Cette date est impossible."))
        wrong = None if self.errors else wrong_with(self.history, self.step(), self.today)
        # From an old page, or sent twice: the action says so, or finds the same click.
        if wrong is not None and wrong is not Wrong.NOT_FROM_HERE:
            self.add_error(FIELDS.get(wrong), wrong_sentence(wrong))
        return cleaned

    def seen(self) -> int:
        """Return the version of the page."""
        return int(self.cleaned_data["version"])

    def note(self) -> str:
        """Return the note."""
        return str(self.cleaned_data["note"])

    def step(self) -> Step:
        """Return what was typed, as the domain reads it."""
        said = self.cleaned_data
        reason = said.get("reason")
        return Step(
            state=self.state,
            on=said["on"],
            reason=NonTakeUp(reason) if reason else None,
            due_on=said.get("due_on"),
            amount=_euros(said.get("amount")),
            arrears=_euros(said.get("arrears")),
            opened_from=said.get("opened_from"),
            ends_on=said.get("ends_on"),
        )


def _euros(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(value)


class VersionForm(forms.Form):
    """The version of a page that only has a button."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def seen(self) -> int:
        """Return the version of the page; one that nothing can be when it is nonsense."""
        return int(self.cleaned_data["version"]) if self.is_valid() else -1


class StartForm(forms.Form):
    """Which right to claim, chosen by hand; `local`: codes and names of local ones."""

    right = forms.ChoiceField(
        label=_("Quel droit demander ?"),
        error_messages={
            "required": _("Choisissez un droit."),
            "invalid_choice": _("Choisissez un droit dans la liste."),
        },
    )

    def __init__(self, *args: Any, local: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.local = dict(local)
        known = [(one.value, right_label(one.value)) for one in RIGHTS]
        self.fields["right"].choices = [("", _("choisir…")), *known, *local]  # type: ignore[attr-defined]

    def label(self) -> str:
        """Return the name of the right when it is a local one."""
        return self.local.get(self.cleaned_data["right"], "")


class ListForm(forms.Form):
    """Which claims to list; nonsense is no choice."""

    etat = forms.ChoiceField(label=_("État"), choices=[ANY, *Claim.State.choices], required=False)
    droit = forms.ChoiceField(label=_("Droit"), required=False)

    def __init__(self, *args: Any, rights: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = {code: label or right_label(code) for code, label in rights}
        choices = sorted(named.items(), key=lambda one: one[1])
        self.fields["droit"].choices = [("", _("tous")), *choices]  # type: ignore[attr-defined]

    def chosen(self, name: str) -> str:
        """Return what was chosen, or nothing."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))
