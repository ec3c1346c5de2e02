"""Sharing in plain French: grounds with their article, secrecy, sections, states."""

from collections.abc import Iterable
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.people.domain.coordination import NeedState
from allervers.people.domain.ground import Ground
from allervers.people.domain.profession import Secrecy
from allervers.people.domain.section import Section
from allervers.people.domain.share_life import Life
from allervers.people.models.words import SECTION_NAMES

SECTIONS: Final = dict(SECTION_NAMES)
GROUNDS: Final[dict[Ground, tuple[Promise, Promise]]] = {
    Ground.CASF_L226_2_2: (
        gettext_lazy("Protection de l’enfance, entre professionnels tenus au secret"),
        gettext_lazy("Code de l’action sociale et des familles, article L226-2-2"),
    ),
    Ground.CASF_L121_6_2: (
        gettext_lazy("Action sociale, entre professionnels qui interviennent pour la personne"),
        gettext_lazy("Code de l’action sociale et des familles, article L121-6-2"),
    ),
    Ground.CSP_L1110_4_II: (
        gettext_lazy(
            "Soins et accompagnement, entre professionnels identifiés de la prise en charge"
        ),
        gettext_lazy("Code de la santé publique, article L1110-4, II"),
    ),
    Ground.CSP_L1110_4_III_TEAM: (
        gettext_lazy("Soins et accompagnement, dans la même équipe"),
        gettext_lazy("Code de la santé publique, article L1110-4, III"),
    ),
    Ground.CSP_L1110_4_III_CONSENT: (
        gettext_lazy("Soins et accompagnement, hors de l’équipe, avec l’accord de la personne"),
        gettext_lazy("Code de la santé publique, article L1110-4, III"),
    ),
    Ground.CASF_L226_2_1: (
        gettext_lazy("Information préoccupante, à la cellule qui les recueille (CRIP)"),
        gettext_lazy("Code de l’action sociale et des familles, article L226-2-1"),
    ),
    Ground.CONSENT: (
        gettext_lazy("Accord de la personne, pour ce que le secret ne protège pas"),
        gettext_lazy("Règlement général sur la protection des données, article 7"),
    ),
    Ground.CPP_40: (
        gettext_lazy("Crime ou délit appris dans ses fonctions : avis au procureur"),
        gettext_lazy("Code de procédure pénale, article 40"),
    ),
}
TAGS: Final = {
    Life.ASKED: (gettext_lazy("attend une réponse"), "warning"),
    Life.ACCEPTED: (gettext_lazy("accepté"), "success"),
    Life.REFUSED: (gettext_lazy("refusé"), "danger"),
    Life.DONE: (gettext_lazy("terminé"), ""),
    Life.REVOKED: (gettext_lazy("clos"), ""),
}
NEEDS: Final = {
    NeedState.ASKED: (gettext_lazy("à nommer"), "warning"),
    NeedState.NAMED: (gettext_lazy("coordonnateur nommé"), "success"),
    NeedState.ENDED: (gettext_lazy("terminé"), ""),
}


def secrecy_text(secrecy: Secrecy) -> str:
    """Say whether somebody is bound to secrecy."""
    texts = {
        Secrecy.PROFESSION: _("tenu au secret professionnel par son métier"),
        Secrecy.MISSION: _("tenu au secret professionnel par sa mission"),
        Secrecy.NONE: _("pas tenu au secret professionnel"),
    }
    return texts[secrecy]


def sections_text(sections: Iterable[str]) -> str:
    """List sections in the order of the file: « identité, situation et logement »."""
    wanted = {Section(one) for one in sections}
    names = [str(SECTIONS[one.value]) for one in Section if one in wanted]
    if len(names) < 2:  # noqa: PLR2004 - one name needs no « et »
        return "".join(names)
    return _("%(most)s et %(last)s") % {"most": ", ".join(names[:-1]), "last": names[-1]}


def ground_text(ground: str) -> str:
    """Return a ground in plain words."""
    return str(GROUNDS[Ground(ground)][0])


def article_text(ground: str) -> str:
    """Return the article of a ground."""
    return str(GROUNDS[Ground(ground)][1])
