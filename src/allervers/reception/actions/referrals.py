"""Sending a person to services, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.directory.models import Service
from allervers.reception.actions.guards import not_found, require_reception
from allervers.reception.models import Encounter, Referral, ReferralOutcome
from allervers.reception.models.referral import Outcome
from allervers.reception.queries.encounters import encounter_for
from allervers.reception.queries.referrals import referral_for
from allervers.ui.domain.refusal import Refusal

MOST: Final = 20  # services chosen at once: more is no advice
AT_ONCE: Final = timedelta(minutes=1)  # the same outcome again within it is the same click


@dataclass(frozen=True, slots=True)
class Chosen:
    """Why a service is chosen, frozen as it was said: reasons are [{"code", "detail"}]."""

    thematique: str = ""
    reasons: tuple[tuple[str, tuple[str, ...]], ...] = ()
    distance_km: float | None = None


@transaction.atomic
def choose_services(
    *, viewer: Viewer, encounter_id: UUID, service_ids: Mapping[str, Chosen], now: datetime
) -> list[Referral]:
    """Put services on the person's sheet; those already there stay as they are.

    A service withdrawn before comes back, with the reasons of today. Refuses a service that does
    not exist or that its source dropped (`service_gone`).
    """
    require_reception(viewer)
    encounter = encounter_for(viewer, encounter_id)
    if encounter is None:
        raise not_found()
    # Two devices at once: the second waits, and finds what the first wrote.
    Encounter.objects.select_for_update(no_key=True).get(pk=encounter_id)
    _require_known(service_ids)
    return [_chosen(viewer, encounter_id, one, why, now) for one, why in service_ids.items()]


def _require_known(services: Mapping[str, Chosen]) -> None:
    if not services or len(services) > MOST:
        raise Refusal(
            code="no_service" if not services else "too_many_services",
            what=_("Choisissez au moins un service.") if not services else _("C’est trop."),
            why=_("Une fiche utile tient en quelques adresses\u00a0: vingt au plus."),
            todo=_("Cochez les services à mettre sur la fiche."),
        )
    said = [one for one in services if "\x00" not in one]  # PostgreSQL takes no NUL
    there = Service.objects.filter(pk__in=said, gone_at=None).count()
    if there < len(services):
        raise Refusal(
            code="service_gone",
            what=_("Un des services choisis n’est plus dans l’annuaire."),
            why=_("Sa source l’a retiré depuis que la page est ouverte."),
            todo=_("Revenez à la liste\u00a0: elle est à jour."),
        )


def _chosen(
    viewer: Viewer, encounter_id: UUID, service_id: str, why: Chosen, now: datetime
) -> Referral:
    frozen = {
        "thematique": why.thematique,
        "reasons": [{"code": code, "detail": list(detail)} for code, detail in why.reasons],
        "distance_km": why.distance_km,
        "made_by_id": viewer.member_id,
        "made_at": now,
    }
    referral, is_new = Referral.objects.get_or_create(
        encounter_id=encounter_id, service_id=service_id, defaults=frozen
    )
    if not is_new and referral.withdrawn_at is not None:
        for name, value in {**frozen, "withdrawn_at": None}.items():
            setattr(referral, name, value)
        referral.save(update_fields=[*frozen, "withdrawn_at"])
    return referral


@transaction.atomic
def record_outcome(
    *, viewer: Viewer, referral_id: UUID, outcome: str, now: datetime
) -> ReferralOutcome:
    """Write what was heard of a referral; the last one heard counts, none is erased.

    The same outcome again within a minute is the same click: one row.
    """
    referral = _locked(viewer, referral_id)
    if outcome not in Outcome.values or referral.withdrawn_at is not None:
        raise Refusal(
            code="outcome_not_recorded",
            what=_("Cette suite n’a pas été enregistrée."),
            why=_("Elle n’existe pas, ou le service a été retiré de la fiche."),
            todo=_("Revenez à la rencontre et choisissez dans la liste."),
        )
    last = referral.outcomes.order_by("-recorded_at", "-id").first()
    if last is not None and last.outcome == outcome and now - last.recorded_at < AT_ONCE:
        return last
    referral.outcome, referral.outcome_at = outcome, now
    referral.save(update_fields=["outcome", "outcome_at"])
    return ReferralOutcome.objects.create(
        referral=referral, outcome=outcome, recorded_by_id=viewer.member_id, recorded_at=now
    )


@transaction.atomic
def withdraw(*, viewer: Viewer, referral_id: UUID, now: datetime) -> Referral:
    """Take a service off the sheet; its history stays. Doing it twice changes nothing."""
    referral = _locked(viewer, referral_id)
    if referral.withdrawn_at is None:
        referral.withdrawn_at = now
        referral.save(update_fields=["withdrawn_at"])
    return referral


def _locked(viewer: Viewer, referral_id: UUID) -> Referral:
    require_reception(viewer)
    if referral_for(viewer, referral_id) is None:
        raise not_found()
    return Referral.objects.select_for_update(no_key=True).get(pk=referral_id)
