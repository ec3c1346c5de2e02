"""What subjects above give as worth an orientation: they push, the reception never asks."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from allervers.reception.models import Encounter, Suggestion


@transaction.atomic
def replace_suggestions(
    *, encounter_id: UUID, origin_prefix: str, suggestions: Sequence[tuple[str, str, str]]
) -> None:
    """Put these (origin, thematique, French label) in place of those of the same prefix.

    `origin_prefix` names who suggests ("rights:"): what others suggested stays.
    """
    Encounter.objects.select_for_update().only("id").get(pk=encounter_id)
    Suggestion.objects.filter(encounter_id=encounter_id, origin__startswith=origin_prefix).delete()
    Suggestion.objects.bulk_create(
        [
            Suggestion(encounter_id=encounter_id, origin=origin, thematique=thematique, label=label)
            for origin, thematique, label in suggestions
        ],
        ignore_conflicts=True,
    )
