"""Says in French why a service is proposed."""

from collections.abc import Iterable
from functools import cache

from data_inclusion.schema import v1
from django.utils.translation import gettext as _

from allervers.directory.domain.service_query import Reason
from allervers.ui.french import distance_text


@cache
def labels() -> dict[str, str]:
    """Return the label of each value of data·inclusion's lists."""
    lists = (v1.Thematique, v1.Public, v1.ModeAccueil, v1.TypeService, v1.Frais)
    more = (v1.ModeMobilisation, v1.PersonneMobilisatrice, v1.ReseauPorteur, v1.Categorie)
    return {one.value: one.label for each in (*lists, *more) for one in each}


def label(value: str) -> str:
    """Return the label of a value, or the value itself when no list has it."""
    return labels().get(value, value)


def reason_text(reason: Reason) -> str:
    """Return one reason as a short French phrase, without its final stop."""
    detail = reason.detail
    if reason.code == "everyday":
        said = {"said": detail[0], "meant": label(detail[1])}
        return _("vous cherchez « %(said)s » : %(meant)s") % said
    if reason.code == "words":
        return _("contient « %(words)s »") % {"words": ", ".join(detail)}
    if reason.code in {"thematique", "public"}:
        return label(detail[0])
    if reason.code == "distance":
        return _("à %(distance)s") % {"distance": distance_text(float(detail[0]) * 1000)}
    return plain_text(reason.code)


def plain_text(code: str) -> str:
    """Return the phrase of a reason that has no detail."""
    phrases = {
        "remote": _("à distance, par téléphone ou par internet"),
        "same_commune": _("dans votre commune"),
        "zone": _("ouvert aux habitants de votre commune"),
        "zone_to_check": _("réservé à une intercommunalité : vérifiez que vous en dépendez"),
        "open": _("ouvert à ce moment"),
        "hours_unknown": _("horaires non connus : téléphonez avant de venir"),
    }
    return str(phrases[code])


def reason_texts(reasons: Iterable[Reason]) -> list[str]:
    """Return the reasons as French phrases."""
    return [reason_text(reason) for reason in reasons]


def labels_list(values: Iterable[str]) -> list[str]:
    """Return the labels of values, in their order."""
    return [label(value) for value in values]
