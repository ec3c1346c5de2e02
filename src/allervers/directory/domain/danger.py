"""Words that call for a telephone number before any service: despair, blows, a night outside.

A number too many harms nobody; one missing may. Hence broad patterns, and no ranking.
"""

from collections.abc import Sequence
from typing import Final

from allervers.directory.domain.everyday_meaning import places_of

# The number (those of ui/emergency.py), then patterns written as everyday_words.py says.
DANGERS: Final = (
    ("3114", ("suicid* | envie finir | veux finir | vais finir | en finir | envie mourir"
             " | veux mourir | vouloir mourir | envie crever | veux crever | me tuer | me pendre"
             " | plus envie vivre | plus vivre | marre vivre | marre vie | envie rien vivre")),
    ("3919", ("mari frapp* | mari tap* | mari bat | mari cogn* | copain frapp* | copain tap*"
             " | compagnon frapp* | conjoint frapp* | ex frapp* | ex menac* | mari menac*"
             " | mari viol*"
             " | femme battue | viol* conjug* | viol* | mari peur | me frapp* | me tap* | me bat")),
    ("119", ("enfant* frapp* | enfant* battu* | enfant* danger | enfant* maltrait* | enfant* tap*"
            " | pere frapp* | mere frapp* | fils frapp* | fille frapp* | inceste"
             " | parents frapp*")),
    ("115", ("dor* rue | dor* dehors | dor* voiture | nuit dehors | sans abri | a la rue"
            " | ou dormir | nulle part dorm* | mis* porte | mis* dehors")),
    ("17", "menac* mort | veut tuer | va tuer | couteau"),
)  # fmt: skip
PATTERNS: Final = tuple(
    (number, tuple(tuple(one.split()) for one in text.split("|"))) for number, text in DANGERS
)


def numbers_for(words: Sequence[str]) -> tuple[str, ...]:
    """Return the numbers to call, given all the folded words of a question, in their order."""
    said = list(words)
    return tuple(
        number
        for number, patterns in PATTERNS
        if any(places_of(pattern, said) for pattern in patterns)
    )
