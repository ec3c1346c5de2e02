"""Between the rows of an encounter and what was said of it."""

from allervers.reception.domain.encounter import EncounterFacts
from allervers.reception.models import Encounter


def to_facts(encounter: Encounter) -> EncounterFacts:
    """Return what a stored encounter says. One query."""
    return EncounterFacts(
        submission=encounter.submission,
        channel=encounter.channel,
        visit_id=encounter.visit_id,
        commune_code=encounter.commune_id or "",
        requests=frozenset(encounter.requests.values_list("thematique", flat=True)),
        audience=encounter.audience,
        age_band=encounter.age_band,
        is_first_time=encounter.is_first_time,
        language=encounter.language,
        needs_interpreter=encounter.needs_interpreter,
    )


def set_answers(encounter: Encounter, facts: EncounterFacts) -> None:
    """Write what was said on the row (not saved, without its requests)."""
    encounter.channel = facts.channel
    encounter.visit_id = facts.visit_id
    encounter.commune_id = facts.commune_code or None
    encounter.audience = facts.audience
    encounter.age_band = facts.age_band
    encounter.is_first_time = facts.is_first_time
    encounter.language = facts.language
    encounter.needs_interpreter = facts.needs_interpreter
