"""Answers of the worker, as sentences."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from allervers.seasons.domain.moving import moves_of
from allervers.seasons.domain.planned import Planned, read, read_rule
from allervers.seasons.models import Computation
from allervers.seasons.queries.plans import planned_text
from allervers.seasons.wording.computing import SILENT
from allervers.seasons.wording.plan import people_text, signed
from allervers.seasons.wording.rules import blocking_text, broken_text
from allervers.ui import french

Names = Mapping[UUID, str]
LOST: Final = timedelta(minutes=10)
"""Without news for so long, the worker that answers is taken for dead."""
LEAST = 1.0
"""People under which a day more is not worth telling."""


def title_of(purpose: str) -> str:
    """Name the page of an answer."""
    return {
        "why": _("Ce que plus de moyens apporteraient"),
        "force": _("Pourquoi cette halte n'est pas visitée"),
        "replan": _("Solutions après un imprévu"),
    }[purpose]


def waiting_text(found: Computation, now: datetime) -> str:
    """Say where a question stands that has no answer yet, and what to do when it waits too long."""
    if found.state == Computation.State.RUNNING:
        if found.told_at and now - found.told_at > LOST:
            return _(
                "Pas de réponse depuis plus de dix minutes. Si la machine s'est arrêtée, la "
                "question est reprise d'elle-même ; sinon, prévenez l'hébergeur."
            )
        return _(
            "Le calcul est en cours. La page se met à jour toute seule, en moins de deux minutes "
            "le plus souvent."
        )
    if now - found.asked_at > SILENT:
        return _(
            "La question attend depuis plus de deux minutes : un calcul est peut-être en cours, "
            "qui peut durer un quart d'heure, ou le service de calcul est arrêté. La page se met à "
            "jour toute seule ; si rien ne vient, prévenez l'hébergeur."
        )
    return _(
        "La question attend son tour : si un calcul est en cours, elle passe juste après lui. La "
        "page se met à jour toute seule."
    )


def way_title(kind: str, *, is_bare: bool = False) -> str:
    """Name a proposal; `is_bare`: it only takes out what can no longer take place."""
    if is_bare:
        return _("Retirer ces passages, sans rien mettre à la place")
    return {
        "refill": _("Remplir la place libérée, sans rien déplacer d'autre"),
        "swap": _("Échanger quelques passages"),
        "freely": _("Tout revoir, sauf ce qui est verrouillé"),
        "": _("Imposer cette halte"),
        "exchange": _("Imposer cette halte, sans rien changer d'autre"),
        "around": _("Imposer cette halte, et tout revoir autour"),
    }[kind]


def way_lines(answer: Mapping[str, Any], way: Mapping[str, Any]) -> list[str]:
    """Say what a proposal brings."""
    lines = []
    if "lost" in answer:
        lines.append(_("perdu si rien n'est fait : %(p)s") % {"p": people_text(answer["lost"])})
        back = _("retrouvé : %(p)s") if round(way["reached"]) >= 0 else _("perdu en plus : %(p)s")
        lines.append(back % {"p": people_text(abs(way["reached"]))})
    else:
        lines.append(_("personnes touchées : %(p)s") % {"p": signed(way["reached"], 1)})
    lines.append(_("kilomètres : %(km)s") % {"km": signed(way["km"], 1)})
    lines.append(changes_text(way))
    if way["broken"]:
        lines.append(
            french.count_text(way["broken"], _("règle non respectée"), _("règles non respectées"))
        )
    return lines


def break_lines(way: Mapping[str, Any], names: Names) -> list[str]:
    """Say each rule that a proposal would break anew; answers of before did not keep them."""
    return [broken_text(read_rule(one), names) for one in way.get("breaks", [])]


def empty_lines(answer: Mapping[str, Any], asked: Mapping[str, Any]) -> list[str]:
    """Say which ways gave nothing better than those shown, and what was asked to stay."""
    lines = [
        _("%(way)s : rien de mieux que ce qui précède.") % {"way": way_title(kind)}
        for kind in answer.get("nothing_better", [])
    ]
    if lines and asked.get("keeps_announced"):
        lines.append(
            _(
                "Les autres passages annoncés sont restés en place, comme demandé. Pour chercher "
                "plus loin, replanifiez en laissant le calcul y toucher."
            )
        )
    return lines


def is_bare(way: Mapping[str, Any]) -> bool:
    """Whether a proposal puts nothing in the place of what it takes out."""
    return way.get("kind") == "refill" and not way["added"]


def changes_text(way: Mapping[str, Any]) -> str:
    """Count the visits that a proposal moves, takes out, puts in, or gives other hours."""
    removed, added = ([read(one) for one in way[name]] for name in ("removed", "added"))
    found = moves_of(removed, added)
    counted = (
        (len(found.moved), _("passage déplacé"), _("passages déplacés")),
        (len(found.removed), _("passage retiré"), _("passages retirés")),
        (len(found.added), _("passage ajouté"), _("passages ajoutés")),
        (len(way.get("retimed", [])), _("à une autre heure"), _("à une autre heure")),
    )
    told = [french.count_text(*one) for one in counted if one[0]]
    return ", ".join(told) or _("aucun passage ne change")


def moved_text(was: Planned, now: Planned, names: Names) -> str:
    """Say where a visit was, then only what changes: day, hours, unit."""
    parts = []
    if now.day != was.day:
        parts.append(french.date_text(now.day))
    if (now.starts, now.ends) != (was.starts, was.ends):
        parts.append(french.hours_text(now.starts, now.ends))
    if now.unit != was.unit:
        parts.append(names.get(now.unit, "?"))
    return _("%(was)s, devient : %(now)s") % {
        "was": planned_text(was, names),
        "now": ", ".join(parts),
    }


def why_lines(found: Any, names: Names) -> list[str]:
    """Say why a halt is not visited; nothing for another question."""
    answer = found.answer
    if found.purpose != "force":
        return []
    halt = names.get(UUID(found.asked["halt"]), _("cette halte"))
    if answer.get("rule"):
        rule = blocking_text(answer["rule"])
        return [_("%(halt)s ne peut pas être visitée : %(rule)s.") % {"halt": halt, "rule": rule}]
    lines = []
    if answer.get("displaces"):
        out = read(answer["displaces"])
        lines.append(
            _("Au mieux, %(halt)s prendrait la place de %(out)s, le %(day)s.")
            % {
                "halt": halt,
                "out": names.get(out.halt, "?"),
                "day": french.date_text(out.day),
            }
        )
    change = answer.get("change", 0.0)
    lines.append(
        _("Ce seul échange changerait la valeur du projet de %(change)s (en personnes).")
        % {"change": signed(change, 1)}
    )
    return lines


def more_of(answer: Mapping[str, Any], names: Names, towns: Mapping[str, str]) -> dict[str, Any]:
    """Say what one more day, unit or agreement, no fairness or other kilometres would change."""
    days = sorted(answer["weekdays"], key=lambda one: -one["people"])
    return {
        "days": [
            _("un %(day)s de plus avec %(unit)s : au plus %(people)s")
            % {
                "day": str(WEEKDAYS[one["weekday"]]).lower(),
                "unit": names.get(UUID(one["unit"]), "?"),
                "people": people_text(one["people"]),
            }
            for one in days
            if one["people"] >= LEAST
        ],
        "units": [
            _("une seconde unité comme %(unit)s, les mêmes jours : au plus %(people)s")
            % {
                "unit": names.get(UUID(one["unit"]), "?"),
                "people": people_text(one["people"]),
            }
            for one in answer["units"]
        ],
        **agreement_lines(answer, names),
        "floors": [
            _("%(commune)s : %(people)s ailleurs")
            % {"commune": towns.get(one["commune"], "?"), "people": people_text(one["price"])}
            for one in answer["floors"]
        ],
        "priced": answer["floors_priced"],
        "asked": answer["floors_asked"],
        "frontier": frontier_lines(answer["frontier"]),
    }


def agreement_lines(answer: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """Say what each agreement would bring, and how many were tried; none in older answers."""
    return {
        "agreements": [
            _("%(halt)s : %(people)s en %(visits)s (le plafond prouvé monte de %(most)s au plus)")
            % {
                "halt": names.get(UUID(one["halt"]), "?"),
                "people": people_text(one["people"]),
                "most": french.number_text(one["most"]),
                "visits": french.count_text(one["visits"], _("passage"), _("passages")),
            }
            for one in answer.get("agreements", [])
            if one["people"] >= LEAST
        ],
        "agreements_asked": answer.get("agreements_asked", 0),
        "agreements_tried": answer.get("agreements_tried", 0),
    }


def frontier_lines(points: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[str]]]:
    """Say each point of the frontier once: what a kilometre is worth, and what comes of it."""
    whole, seen = french.number_text, dict[tuple[str, ...], str]()
    for one in points:
        values = (whole(one["reached"]), whole(one["km"]), whole(one["communes"]))
        seen.setdefault(values, whole(one["per_km"], 2))
    return [(price, list(values)) for values, price in seen.items()]
