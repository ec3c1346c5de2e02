"""The weekly letter to who follows claims: how many wait and for what. Nothing about anybody."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from allervers.rights.domain.claims.reminders import Kind
from allervers.rights.wording.claim_words import TODO
from allervers.ui import french

ORDER: Final = (
    Kind.APPEAL, Kind.DOCUMENTS, Kind.RENEWAL, Kind.DECLARATION, Kind.NO_ANSWER, Kind.STILL_TO_DO,
)  # fmt: skip


class Waiting(NamedTuple):
    """What waits for a member: claims by what is to be done, and how many are late."""

    by_kind: Mapping[str, int]
    late: int

    @property
    def total(self) -> int:
        """How many claims wait."""
        return sum(self.by_kind.values())


def letter_subject(waiting: Waiting) -> str:
    """Return « 3 démarches attendent cette semaine »."""
    return f"{french.count_text(waiting.total, 'démarche attend', 'démarches attendent')}"


def letter_body(waiting: Waiting, page: str) -> str:
    """Say what waits, kind by kind, and where to look: no name, no right, no place."""
    lines = [
        f"- {TODO[kind]} : {waiting.by_kind[kind]}" for kind in ORDER if kind in waiting.by_kind
    ]
    late = [french.count_text(waiting.late, "est en retard.", "sont en retard.")]
    return "\n".join(
        [
            _("Bonjour,"),
            "",
            _("Dans les démarches que vous suivez, cette semaine :"),
            "",
            *lines,
            *(["", *late] if waiting.late else []),
            "",
            _("Les voir : %(page)s") % {"page": page},
            _("Ne plus recevoir ce courriel : au bas de la même page."),
        ]
    )
