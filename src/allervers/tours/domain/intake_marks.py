"""Cut a text where its words justify something, so that a page can highlight them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive letters of a text, and the fields they justify (none: plain text)."""

    words: str
    fields: tuple[str, ...] = ()


def marked(text: str, evidence: Iterable[Mapping[str, object]]) -> list[Stretch]:
    """Return the whole text in stretches; spans may overlap or lie outside, they are bounded.

    Stretches that touch are one: "Vicq, place du Four" is one place, its first word the commune.
    """
    spans = [_span(one, len(text)) for one in evidence]
    edges = {0, len(text)}
    for start, end, _ in spans:
        edges |= {start, end}
    cuts = sorted(edges)
    stretches: list[Stretch] = []
    for start, end in pairwise(cuts):
        fields = tuple(
            sorted({name for first, last, name in spans if first <= start and end <= last})
        )
        if stretches and fields and stretches[-1].fields:
            before = stretches.pop()
            both = tuple(sorted({*before.fields, *fields}))
            stretches.append(Stretch(before.words + text[start:end], both))
        else:
            stretches.append(Stretch(text[start:end], fields))
    return stretches


def _span(one: Mapping[str, object], length: int) -> tuple[int, int, str]:
    start, end = one.get("start"), one.get("end")
    first = min(max(start if isinstance(start, int) else 0, 0), length)
    last = min(max(end if isinstance(end, int) else 0, first), length)
    return first, last, str(one.get("field", ""))
