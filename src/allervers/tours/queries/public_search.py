"""What the words of a resident may mean, and what passes there next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Min

from allervers.territory.domain.commune import Place
from allervers.territory.queries import places
from allervers.tours.models import Visit
from allervers.tours.queries import public

MOST_CHOICES: Final = 12


@dataclass(frozen=True, slots=True)
class Found:
    """`exact` when there is no doubt; otherwise what to choose from, and whether it is a guess."""

    exact: Place | None
    places: tuple[Place, ...]
    is_guess: bool


def find(words: str) -> Found:
    """Find the communes that these words may mean. At most six queries, all indexed."""
    found = tuple(places.find_places(words, MOST_CHOICES))
    asked = places.key_of(words)
    keys = {asked, places.name_key_in(words)}  # "Bagneux (92)" names Bagneux
    named = [one for one in found if keys & {places.key_of(one.name), one.code.lower()}]
    coded = [one for one in found if words.strip() in one.postal_codes]
    certain = named or coded
    if len(certain) == 1:
        return Found(certain[0], found, is_guess=False)
    if len(found) == 1 and is_beginning(asked, found[0]):
        return Found(found[0], found, is_guess=False)
    guess = not certain and not any(is_beginning(asked, one) for one in found)
    return Found(None, found, is_guess=guess)


def is_beginning(asked: str, place: Place) -> bool:
    """Whether the words begin the commune's name, an earlier name, or its postal code."""
    names = (places.key_of(place.name), places.key_of(place.matched_as))
    return bool(asked) and (
        any(asked in name for name in names)
        or any(code.startswith(asked) or code in asked for code in place.postal_codes)
    )


def next_in(codes: Sequence[str], now: datetime) -> dict[str, datetime]:
    """The start of the next visit that takes place in each of these communes. One query."""
    coming = public.upcoming(now).filter(status=Visit.Status.PUBLISHED, halt__commune__in=codes)
    rows = coming.order_by().values_list("halt__commune").annotate(first=Min("starts_at"))
    return dict(rows)
