"""What `allervers bilan` prints: one line a right, the certain ones first, and why."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from textwrap import wrap
from typing import Final

from django.utils import dateformat

from allervers.rights.commands.bilan_local import Local, local_lines
from allervers.rights.domain.answers import Answers
from allervers.rights.domain.finding import Found, Status
from allervers.rights.domain.right import YEARLY
from allervers.rights.domain.screening import Screened
from allervers.rights.mapping.unkept import unkept
from allervers.rights.wording import missing_sentence, reason_sentences, right_label
from allervers.rights.wording.questions import wording_of
from allervers.rights.wording.reasons import WHY
from allervers.ui import french

SAID: Final = {
    Status.ENTITLED: "oui",
    Status.PERHAPS: "peut-être",
    Status.NOT_ASKED: "à demander",
    Status.NOT_ENTITLED: "non",
}
WIDTH: Final = 96


def table_of(found: Screened, local: Local, rules: str, answers: Answers, month: date) -> str:
    """Return the findings as text for a terminal."""
    head = f"Droits en {dateformat.format(month, 'F Y')}, d'après {rules}"
    lines = [head, ""]
    for status in SAID:
        for one in found.findings:
            if one.status is status:
                lines += lines_of(one, month)
    certain = sum_of(found)
    if certain:
        lines += ["", f"Certain : au moins {euros(certain)} par mois."]
    of_places = list(local_lines(local, SAID))
    lines += ["", *of_places] if of_places else []
    code = found.next_code or local.next_code
    if code is not None:
        lines += ["", f"À demander ensuite ({code}) : {wording_of(code).ask}"]
    elif answers.raw:
        lines += ["", "Plus aucune question ne changerait ces constats."]
    return "\n".join(lines) + "\n"


def lines_of(found: Found, month: date) -> Iterator[str]:
    """Give the line of a right, then why."""
    yield f"{SAID[found.status]:11} {right_label(found.right):58} {amount_of(found)}".rstrip()
    told = unkept(found, month)
    said = list(reason_sentences(told, WHY))
    if found.status is Status.PERHAPS and found.missing:
        said.append(missing_sentence(told))
    for sentence in said:
        yield from wrap(sentence, WIDTH, initial_indent=" " * 14, subsequent_indent=" " * 14)


def amount_of(found: Found) -> str:
    """Return « 651,69 € par mois », « de 0 à 273 € par mois », or nothing."""
    when = "par an" if found.right in YEARLY else "par mois"
    if found.amount is not None:
        return f"{euros(found.amount)} {when}"
    if found.low is None or found.high is None or not found.high:
        return ""
    about = "environ " if found.is_estimate else ""
    if found.low == found.high:
        return f"{about}{euros(found.low)} {when}"
    return f"{about}de {euros(found.low)} à {euros(found.high)} {when}"


def sum_of(found: Screened) -> Decimal:
    """Return the least that the certain monthly rights make together."""
    certain = [
        one.amount if one.amount is not None else one.low
        for one in found.findings
        if one.status is Status.ENTITLED and one.right not in YEARLY
    ]
    return sum((one for one in certain if one is not None), Decimal(0))


def euros(amount: Decimal) -> str:
    """Return « 1 234,50 € »."""
    return f"{french.number_text(float(amount), 2)}{french.NO_BREAK}€"
