"""Sharing in plain French: grounds with their article, secrecy, sections, states."""

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.people.domain.ground import Ground
from allervers.people.domain.profession import Secrecy
from allervers.people.domain.section import Section
from allervers.people.domain.share_life import Life
from allervers.people.mapping.grounds import ground_texts
from allervers.people.models import Consent
from allervers.people.models.words import SECTION_NAMES
from allervers.ui import french

SECTIONS: Final = dict(SECTION_NAMES)
TAGS: Final = {
    Life.ASKED: (gettext_lazy("attend une réponse"), "warning"),
    Life.ACCEPTED: (gettext_lazy("accepté"), "success"),
    Life.REFUSED: (gettext_lazy("refusé"), "danger"),
    Life.DONE: (gettext_lazy("terminé"), ""),
    Life.REVOKED: (gettext_lazy("clos"), ""),
}


def secrecy_text(secrecy: Secrecy) -> str:
    """Say whether somebody is bound to secrecy."""
    texts = {
        Secrecy.PROFESSION: _("tenu au secret professionnel par son métier"),
        Secrecy.MISSION: _("tenu au secret professionnel par sa mission"),
        Secrecy.NONE: _("pas tenu au secret professionnel"),
    }
    return texts[secrecy]


def section_names(sections: Iterable[str]) -> list[str]:
    """Name sections, in the order of the file."""
    wanted = {Section(one) for one in sections}
    return [str(SECTIONS[one.value]) for one in Section if one in wanted]


def sections_text(sections: Iterable[str]) -> str:
    """List sections: « identité, situation et logement »."""
    names = section_names(sections)
    if len(names) < 2:  # noqa: PLR2004 - one name needs no « et »
        return "".join(names)
    return _("%(most)s et %(last)s") % {"most": ", ".join(names[:-1]), "last": names[-1]}


def ground_text(ground: str) -> str:
    """Return a ground in plain words, as sharing.yml tells it to a jurist too."""
    return curled(ground_texts()[Ground(ground)].title)


def curled(text: str) -> str:
    """Write a sentence of sharing.yml as screens do: ’ for '."""
    return text.replace("'", "’")


def consent_text(consent: Consent) -> str:
    """Say one agreement in a line."""
    said = {
        "day": french.short_date_text(consent.given_on),
        "until": french.short_date_text(consent.expires_on),
        "purpose": consent.purpose,
        "who": consent.recipients,
    }
    return _("Accord du %(day)s, jusqu’au %(until)s\u00a0: %(purpose)s, avec %(who)s") % said
