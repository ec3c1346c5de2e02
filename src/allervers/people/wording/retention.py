"""What the pages of retention say of a rule, in plain words."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from allervers.people.domain.retention import Rule, Trigger
from allervers.people.queries.retention import Category
from allervers.ui.french import date_text

YEAR: Final = 12
TRIGGERS: Final = {
    Trigger.LAST_CONTACT: gettext_lazy("dernier contact venant de la personne"),
    Trigger.KEPT_UNTIL: gettext_lazy("jour écrit à l’archivage"),
}


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """One category as a line of the table."""

    of: str
    count: int
    long: str
    trigger: str
    source: str
    approval: str
    is_approved: bool


def category_row(one: Category) -> CategoryRow:
    """Say a category: its duration, since when, from which text, signed by whom."""
    rule = one.rule
    approval = (
        _("%(who)s, le %(day)s") % {"who": rule.approved_by, "day": date_text(rule.approved_on)}
        if one.is_approved and rule.approved_on
        else _("non signée : jamais détruite")
    )
    return CategoryRow(
        rule.of, one.count, long_text(rule.months), trigger_text(rule.trigger),
        f"{rule.source} [{rule.mark}]", approval, one.is_approved,
    )  # fmt: skip


def trigger_text(code: str) -> str:
    """Say the date that a delay runs from."""
    return str(TRIGGERS[Trigger(code)])


def long_text(months: int | None) -> str:
    """Say a duration."""
    if months is None:
        return _("non fixée")
    if months == 0:
        return _("jusqu’à ce jour")
    years, rest = divmod(months, YEAR)
    if rest:
        return ngettext("%(n)s mois", "%(n)s mois", months) % {"n": months}
    return ngettext("%(n)s an", "%(n)s ans", years) % {"n": years}


def duration_text(rule: Rule, on: date) -> str:
    """Say under which rule a file would end, and who signed it."""
    said = _("%(of)s : %(long)s après le %(trigger)s (%(source)s).") % {
        "of": rule.of.capitalize(), "long": long_text(rule.months),
        "trigger": trigger_text(rule.trigger), "source": rule.source,
    }  # fmt: skip
    if rule.is_approved(on):
        return said
    return f"{said} {_('Personne n’a signé cette durée : la destruction sera refusée.')}"
