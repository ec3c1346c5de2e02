"""One question, one form: reads what was typed into the value that is kept."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.rights.domain.answers import Answers, Json
from allervers.rights.domain.question import NONE, Kind, Question
from allervers.rights.domain.validity import YEAR, read_figure
from allervers.rights.wording.questions import wording_of
from allervers.territory.queries.places import find_places

UNWRITTEN: Final = gettext_lazy(
    "Écrivez une réponse, ou choisissez « Ne sait pas » ou « Ne pas demander »."
)
UNCHOSEN: Final = gettext_lazy("Choisissez une réponse, ou « Ne sait pas » ou « Ne pas demander ».")
NUMERIC: Final = {"inputmode": "numeric", "autocomplete": "off", "class": "answer-number"}
DECIMAL: Final = {"inputmode": "decimal", "autocomplete": "off", "class": "answer-number"}
PASSES: Final = ("unknown", "skip")
LONGEST: Final = 60  # characters of what is typed


class QuestionForm(forms.Form):
    """The answer to one question, and the version of the check that the page was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(
        self, *args: Any, question: Question, answers: Answers, commune: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.answers = question, answers
        FIELDS[question.kind](self)
        shown = _shown(question, answers, commune)
        for name, value in shown.items():
            self.initial.setdefault(name, value)

    def passes(self) -> str:
        """Return "unknown" or "skip" when the question is passed over without a value."""
        then = self.data.get("then", "") if self.is_bound else ""
        return then if then in PASSES and self.seen() >= 0 else ""

    def seen(self) -> int:
        """Return the version of the page; −1 when it is not a number."""
        text = str(self.data.get("version", ""))
        return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST else -1

    def value(self) -> Json:
        """Return the answer of a valid form, as it is kept."""
        given = self.cleaned_data
        if self.question.kind is Kind.RECEIVED:
            return {"amount": str(given["answer"]), "months": given["months"]}
        found: Json = READERS.get(self.question.kind, _as_it_is)(given["answer"])
        return found


def _as_it_is(value: Any) -> Any:
    return value


READERS: Final[Mapping[Kind, Callable[[Any], Any]]] = {
    Kind.MONEY: str,
    Kind.CHILDREN: lambda ticked: [int(one) for one in ticked],
}


def _shown(question: Question, answers: Answers, commune: str) -> dict[str, Any]:
    """Return what the fields show at first: the answer kept, or the encounter's commune."""
    code = question.code
    if question.kind is Kind.COMMUNE:
        return {"answer": answers.text(code) or commune}
    if not answers.is_known(code):
        return {}
    kept = answers.raw[code]
    received = answers.received(code)
    if received is not None:
        return {"answer": _figure(received.amount), "months": received.months}
    euros = answers.euros(code) if question.kind is Kind.MONEY else None
    if euros is not None:
        return {"answer": _figure(euros)}
    if question.kind is Kind.AGES:
        return {"answer": " ".join(str(one) for one in answers.ages(code))}
    return {"answer": kept}


def _figure(amount: Decimal) -> str:
    return f"{amount:.2f}".replace(".", ",").removesuffix(",00")


class TypedField(forms.CharField):
    """A text read into something else: its length and letters are judged as they were typed."""

    def to_python(self, value: Any) -> Any:
        """Return the text, once judged."""
        text = super().to_python(value) or ""
        super().run_validators(text)
        return text

    def run_validators(self, value: Any) -> None:
        """Leave alone what the text was read into: it has no length."""


class WholeField(TypedField):
    """A whole number between two bounds, said when it is beyond them."""

    def __init__(self, lowest: int, highest: int, **kwargs: Any) -> None:
        self.lowest, self.highest = lowest, highest
        kwargs.setdefault("widget", forms.TextInput(attrs=NUMERIC))
        super().__init__(max_length=LONGEST, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Read the number."""
        text = super().to_python(value) or ""
        if not text:
            return text
        figure = read_figure(text)
        if figure is None or figure != int(figure):
            raise ValidationError(_("Écrivez un nombre entier, en chiffres."))
        if not self.lowest <= figure <= self.highest:
            said = {"lowest": self.lowest, "highest": self.highest}
            raise ValidationError(_("Écrivez un nombre de %(lowest)s à %(highest)s.") % said)
        return int(figure)


class MoneyField(TypedField):
    """Euros, written as French people do: « 1 234,50 € »."""

    def __init__(self, highest: Decimal, **kwargs: Any) -> None:
        self.highest = highest
        super().__init__(max_length=LONGEST, widget=forms.TextInput(attrs=DECIMAL), **kwargs)

    def to_python(self, value: Any) -> Any:
        """Read the amount."""
        text = super().to_python(value) or ""
        if not text:
            return text
        figure = read_figure(text)
        if figure is None:
            raise ValidationError(_("Écrivez un montant comme 650 ou 1 234,50."))
        if figure > self.highest:
            raise ValidationError(
                _("Ce montant est trop grand. Vérifiez : le plus grand possible est %(highest)s.")
                % {"highest": _figure(self.highest)}
            )
        return figure


class AgesField(TypedField):
    """Ages separated by spaces, as many as there are children."""

    def __init__(self, count: int, highest: int, **kwargs: Any) -> None:
        self.count, self.highest = count, highest
        super().__init__(max_length=LONGEST, widget=forms.TextInput(attrs=NUMERIC), **kwargs)

    def to_python(self, value: Any) -> Any:
        """Read the ages."""
        text = super().to_python(value) or ""
        if not text:
            return text
        words = text.replace(",", " ").replace(";", " ").replace("ans", " ").split()
        if not all(one.isascii() and one.isdigit() and int(one) <= self.highest for one in words):
            said = {"highest": self.highest}
            raise ValidationError(_("Écrivez des âges de 0 à %(highest)s : 2 7 12.") % said)
        if len(words) != self.count:
            said = {"count": self.count, "found": len(words)}
            raise ValidationError(
                _("Il faut %(count)s âges, un pour chaque enfant ; %(found)s sont écrits.") % said
            )
        return [int(one) for one in words]


class CommuneField(forms.CharField):
    """A commune by its name, its postal code or its Insee code; answers the Insee code."""

    def to_python(self, value: Any) -> Any:
        """Find the one commune that is meant."""
        text = super().to_python(value) or ""
        if not text:
            return text
        found = find_places(text, 5)
        exact = [one for one in found if text.strip() in {one.code, one.label}] or found
        if not exact:
            raise ValidationError(_("Aucune commune ne porte ce nom. Essayez le code postal."))
        if len(exact) > 1 and exact[0].name.casefold() != text.strip().casefold():
            choices = ", ".join(f"{one.name} ({one.code})" for one in exact)
            raise ValidationError(
                _("Plusieurs communes répondent : %(choices)s. Écrivez le code entre parenthèses.")
                % {"choices": choices}
            )
        return exact[0].code


def _label(form: QuestionForm) -> dict[str, Any]:
    said = wording_of(form.question.code)
    label = _("Réponse")
    return {
        "label": f"{label} ({said.unit})" if said.unit else label,
        "help_text": said.why,
        "error_messages": {"required": UNWRITTEN},
    }


def _choices(question: Question) -> list[tuple[str, str]]:
    words = wording_of(question.code).choices
    return [(one, str(words.get(one, one))) for one in question.choices]


def _choice(form: QuestionForm) -> None:
    form.fields["answer"] = forms.ChoiceField(
        choices=_choices(form.question),
        widget=forms.RadioSelect,
        **{**_label(form), "error_messages": {"required": UNCHOSEN, "invalid_choice": UNCHOSEN}},
    )


class ManyField(forms.MultipleChoiceField):
    """Several choices; « aucun » goes with nothing else."""

    def validate(self, value: Sequence[str]) -> None:
        """Refuse « aucun » beside something."""
        super().validate(value)
        if NONE in value and len(value) > 1:
            raise ValidationError(_("« Aucun » ne va pas avec une autre case : décochez-la."))


def _many(form: QuestionForm) -> None:
    form.fields["answer"] = ManyField(
        choices=_choices(form.question),
        widget=forms.CheckboxSelectMultiple,
        **{**_label(form), "error_messages": {"required": UNCHOSEN, "invalid_choice": UNCHOSEN}},
    )


def _children(form: QuestionForm) -> None:
    ages = form.answers.ages("children_ages")
    choices = [
        (str(place), _("Enfant %(place)s (%(age)s ans)") % {"place": place + 1, "age": age})
        for place, age in enumerate(ages)
    ]
    form.fields["answer"] = forms.MultipleChoiceField(
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        **_label(form),
    )


def _whole(form: QuestionForm) -> None:
    question = form.question
    form.fields["answer"] = WholeField(int(question.lowest), int(question.highest), **_label(form))


def _money(form: QuestionForm) -> None:
    form.fields["answer"] = MoneyField(form.question.highest, **_label(form))


def _ages(form: QuestionForm) -> None:
    count = form.answers.number("children") or 0
    form.fields["answer"] = AgesField(count, int(form.question.highest), **_label(form))


def _received(form: QuestionForm) -> None:
    form.fields["answer"] = MoneyField(form.question.highest, **_label(form))
    form.fields["months"] = WholeField(
        1,
        YEAR,
        label=_("Pendant combien de mois, sur les 12 derniers ?"),
        help_text=_("12 si cette aide est reçue depuis un an ou plus."),
        error_messages={"required": UNWRITTEN},
    )


def _commune(form: QuestionForm) -> None:
    form.fields["answer"] = CommuneField(max_length=100, **_label(form))


FIELDS: Final[Mapping[Kind, Callable[[QuestionForm], None]]] = {
    Kind.CHOICE: _choice,
    Kind.WHOLE: _whole,
    Kind.MONEY: _money,
    Kind.AGES: _ages,
    Kind.CHILDREN: _children,
    Kind.MANY: _many,
    Kind.RECEIVED: _received,
    Kind.COMMUNE: _commune,
}
