"""Invented services and encounters for the tests of orientation."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

from allervers.accounts.models import Member
from allervers.directory.models import Service, Source, Structure
from allervers.reception.models import Encounter

NOW = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)  # a Wednesday, 10:30 in France
FOOD = "equipement-et-alimentation--alimentation"
HOUSING = "logement-hebergement--acheter-un-logement"


def make_service(name: str, thematique: str = FOOD, **values: Any) -> Service:
    """Make a service near Bourg-Inventé (48.82, 2.27), in a structure of its own."""
    source, _made = Source.objects.get_or_create(
        code="invente", defaults={"name": "Source inventée", "is_invented": True}
    )
    times = {"first_read_at": NOW, "last_changed_at": NOW, "digest": "0" * 64}
    place = {"code_insee": "92040", "commune": "Bourg-Inventé", "latitude": 48.82}
    place |= {"longitude": 2.27, "point_status": "checked"}
    listed = {"nom": name, "date_maj": date(2026, 10, 1), "source": source, **times}
    slug = name.lower().replace(" ", "-").replace("é", "e")
    structure = Structure.objects.create(id=f"invente--s-{slug}", **listed)
    given = {"thematiques": [thematique], "modes_accueil": ["en-presentiel"], **place, **values}
    return Service.objects.create(id=f"invente--{slug}", structure=structure, **{**listed, **given})


def make_encounter(member: Member, *asked: str, **values: Any) -> Encounter:
    """Make an encounter at the desk of the member's organisation."""
    met_at = values.pop("met_at", NOW)
    given = {
        "submission": uuid.uuid4(),
        "organisation": member.organisation,
        "channel": "desk",
        "met_at": met_at,
        "saved_by": member,
        "code_digest": uuid.uuid4().hex,
        "code_expires_at": met_at + timedelta(days=90),
    }
    encounter = Encounter.objects.create(**{**given, **values})
    for thematique in asked:
        encounter.requests.create(thematique=thematique)
    return encounter
