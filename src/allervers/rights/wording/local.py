"""Local rights in French: their names, their amounts, why a finding is what it is."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.rights.domain.finding import Status
from allervers.rights.domain.local.findings import LocalFound
from allervers.rights.domain.local.rights import PREFIX, LocalAmount, LocalRight
from allervers.rights.wording.local_conditions import change_text, condition_text
from allervers.ui import french

# Said of a finding; the words themselves are French data, kept with it.
LOCAL_WHY: Final[dict[str, str | Promise]] = {
    "local_why": gettext_lazy("Il faut : %(text)s."),
    "local_change": gettext_lazy("Ce qui l'ouvrirait : %(text)s."),
    "local_level": gettext_lazy("Niveau possible : %(text)s."),
    "local_check": gettext_lazy("À vérifier : %(text)s."),
    "local_with": gettext_lazy("À vérifier auprès de : %(text)s."),
}
PERIODS: Final = {
    "month": gettext_lazy("par mois"),
    "term": gettext_lazy("par trimestre"),
    "year": gettext_lazy("par an"),
    "once": gettext_lazy("une fois"),
}
LONGEST: Final = 500  # characters of one reason that is kept
_names: list[Callable[[], Mapping[str, str]]] = []


def name_with(names: Callable[[], Mapping[str, str]]) -> None:
    """Say, once at start, where the names of the local rights are read, by code."""
    _names[:] = [names]


def local_label(code: str) -> str:
    """Return the name of a local right; its code when no file has it any more."""
    for names in _names if code.startswith(PREFIX) else ():
        found = names().get(code)
        if found is not None:
            return found
    return code.removeprefix(PREFIX)


def amount_text(amount: LocalAmount) -> str:
    """Return « 25 € par an, à payer », « de 80 à 100 € par an et par enfant », « −75 % »."""
    said = _figures(amount)
    if said and amount.per_child:
        said = _("%(amount)s et par enfant") % {"amount": said}
    if said and amount.is_price:
        said = _("%(amount)s, à payer") % {"amount": said}
    return ". ".join(filter(None, (said, amount.words.rstrip("."))))


def _figures(amount: LocalAmount) -> str:
    period = str(PERIODS[amount.period])
    if amount.percentage is not None:
        return _("%(part)s %% de moins") % {"part": french.number_text(float(amount.percentage))}
    if amount.low is None or amount.high is None:
        return ""
    low, high = (f"{french.number_text(float(one))}{french.NO_BREAK}€" for one in
                 (amount.low, amount.high))  # fmt: skip
    said = {"low": low, "high": high, "period": period}
    if low == high:
        return _("%(low)s %(period)s") % said
    return _("de %(low)s à %(high)s %(period)s") % said


def amounts_of(right: LocalRight) -> list[str]:
    """Return what a right gives, level by level."""
    if right.amount is not None:
        return [amount_text(right.amount)]
    return [_level(one.name, one.amount) for one in right.levels]


def _level(name: str, amount: LocalAmount | None) -> str:
    if amount is None:
        return name
    return _("%(name)s : %(amount)s") % {"name": name, "amount": amount_text(amount)}


def local_reasons(found: LocalFound) -> list[dict[str, str]]:
    """Return the reasons as they are kept: why not, what would change it, what to check."""
    return [{"code": code, "text": text[:LONGEST]} for code, text in _reasons(found) if text]


def _reasons(found: LocalFound) -> Iterator[tuple[str, str]]:
    if found.status is Status.NOT_ENTITLED:
        for one in found.failed:
            why, change = condition_text(one), change_text(one)
            yield "local_why", why
            yield "local_change", change if change != why else ""
        return
    for level in found.levels:
        yield "local_level", _level(level.name, level.amount)
    for one in found.unsure:
        yield "local_check", condition_text(one)
    for text in found.of.to_check:
        yield "local_check", text.strip().rstrip(".")
    yield "local_with", found.of.check_with
