"""Cards made by hand, for documents that need no database."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from allervers.tours.queries.public_cards import HaltCard, PartnerCard, UnitCard, VisitCard
from tests.tours.public.world import PARIS

FIRST = datetime(2026, 12, 1, 9, 30, tzinfo=PARIS)
HALT = HaltCard(
    slug="place-du-puits",
    name="Place du Puits",
    commune_code="16317",
    commune_name="Villeneuve-l’Inventée",
    postal_codes=("16140",),
    address="12 rue du Four",
    directions="en face de la boulangerie",
    latitude=45.95,
    longitude=-0.01,
    is_step_free=True,
)
UNIT = UnitCard(
    slug="bus-bleu",
    name="Bus bleu",
    kind="bus",
    kind_label="bus",
    carrier="Association inventée",
    phone="0199000000",
    carrier_phone="",
    is_step_free=True,
    is_invented=False,
)
PARTNER = PartnerCard("Mission locale inventée", "emploi, formation", (), is_confirmed=True)


def card(weeks: int = 0, **more: object) -> VisitCard:
    """A published visit, so many weeks after the first."""
    starts = FIRST + timedelta(weeks=weeks)
    made = VisitCard(
        id=UUID(int=weeks + 1),
        status="published",
        starts_at=starts,
        ends_at=starts + timedelta(hours=3),
        pause_starts_at=None,
        pause_ends_at=None,
        by_appointment=False,
        reason="",
        reason_label="",
        reason_text="",
        note="",
        sequence=0,
        changed_at=FIRST,
        halt=HALT,
        unit=UNIT,
        edition=None,
        moved_to=None,
        partners=(PARTNER,),
    )
    return replace(made, **more)  # type: ignore[arg-type]
