"""What the orientation pages are given to show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.directory.wording.hours import hours_lines
from allervers.reception.queries import referrals
from allervers.reception.queries.referrals import Around, Group, Proposal
from allervers.reception.wording import referral as wording


@dataclass(frozen=True, slots=True)
class OrientPage:
    """What is proposed on the page, before it is put into words."""

    words: str
    corrected: str
    around: Around
    groups: list[Group]
    searched: list[Proposal]
    by_id: Mapping[str, Proposal]
    chosen: frozenset[str]


def page_of_words(encounter: Any, words: str, now: datetime) -> OrientPage:
    """Look up what the page proposes: by needs, or by words once some are typed."""
    standing = referrals.standing_of(encounter)
    needs, around = standing.needs, referrals.around_of(encounter)
    groups: list[Group] = []
    searched: list[Proposal] = []
    corrected = ""
    if words:
        searched, corrected = referrals.found_by_words(encounter, words, needs, around, now)
    else:
        groups = referrals.proposals_for(encounter, needs, around, now)
    by_id = referrals.by_id(groups, searched)
    return OrientPage(words, corrected, around, groups, searched, by_id, standing.chosen)


def orient_page(encounter: Any, page: OrientPage) -> dict[str, Any]:
    """Return the context of the page."""
    chosen = page.chosen
    return {
        "encounter": encounter,
        "page": page,
        "groups": [(_title(one), _cards(one.proposals, chosen)) for one in page.groups],
        "searched": _cards(page.searched, chosen),
    }


def _title(group: Group) -> str:
    if group.need.label:
        said = {"need": wording.label_of(group.need.thematique), "what": group.need.label}
        return _("%(need)s (suggéré par le bilan\u00a0: %(what)s)") % said
    return wording.label_of(group.need.thematique)


def _cards(proposals: Any, chosen: frozenset[str]) -> list[dict[str, Any]]:
    return [
        {
            **service_card(one.service),
            "reasons": wording.reasons_text(one.found.reasons),
            "is_chosen": one.service.pk in chosen,
        }
        for one in proposals
    ]


def service_card(service: Any) -> dict[str, Any]:
    """Return what is shown of a service; a source that dropped it is said so."""
    return {
        "id": service.pk,
        "name": service.nom,
        "structure": service.structure.nom,
        "address": wording.address_of(service),
        "phone": wording.phone_of(service),
        "hours": hours_of(service),
        "how": wording.how_to(service),
        "is_gone": service.gone_at is not None,
    }


def hours_of(service: Any) -> str:
    """Return the opening hours in words; as they were given when they are not understood."""
    given = service.horaires_accueil or service.structure.horaires_accueil
    return "\u00a0; ".join(hours_lines(given, timezone.localdate()) or [given])


def shown_referral(referral: Any) -> dict[str, Any]:
    """Return what is shown of one referral: the service, why, what was heard."""
    return {
        **service_card(referral.service),
        "referral": referral,
        "reasons": wording.frozen_reasons_text(referral.reasons),
        "outcomes": list(referral.outcomes.all()),
        "choices": referrals.outcome_choices(),
    }
