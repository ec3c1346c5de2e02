"""From the shape of a file to a local right."""

from collections.abc import Sequence
from typing import Any, Final

from allervers.rights.domain.local.facts import FACTS, Sort
from allervers.rights.domain.local.format import (
    AmountFile,
    Bounds,
    ConditionFile,
    LocalRightFile,
    TerritoryFile,
)
from allervers.rights.domain.local.rights import (
    All,
    Among,
    Between,
    Claiming,
    Condition,
    Free,
    Level,
    LocalAmount,
    LocalRight,
    LocalSource,
    Not,
    OneOf,
    Territory,
)

PERIODS: Final = {"mois": "month", "trimestre": "term", "an": "year", "une_fois": "once"}


def right_of(file: LocalRightFile) -> LocalRight:
    """Return the right that a validated file describes."""
    free = tuple(Free(text) for text in file.conditions_libres)
    conditions = _all(file.conditions)
    return LocalRight(
        slug=file.identifiant,
        label=file.nom,
        payer=file.payeur,
        summary=file.resume or "",
        territory=_territory(file.territoire),
        conditions=All((*conditions.parts, *free)),
        levels=tuple(
            Level(one.nom, _all(one.conditions), _amount(one.montant)) for one in file.niveaux
        ),
        amount=_amount(file.montant),
        sources=tuple(
            LocalSource(one.titre, one.date, one.lien or "", one.reference or "")
            for one in file.sources
        ),
        claiming=Claiming(
            how=file.demande.comment or "",
            documents=tuple(file.demande.documents),
            link=file.demande.lien or "",
            delay=file.demande.delai or "",
        ),
        thematiques=tuple(one.value for one in file.thematiques),
        check_with=file.a_verifier.aupres_de if file.a_verifier else "",
        to_check=tuple(file.a_verifier.quoi) if file.a_verifier else (),
        reviewed_by=file.revue.par if file.revue else "",
        reviewed_on=file.revue.le if file.revue else None,
        begins=file.valable.du,
        ends=file.valable.au,
        origin=file.origine or "",
    )


def _all(conditions: Sequence[ConditionFile]) -> All:
    return All(tuple(condition_of(one) for one in conditions))


def condition_of(file: ConditionFile) -> Condition:
    """Return the condition that one key says."""
    name = next(iter(file.model_fields_set))
    value: Any = getattr(file, name)
    if name == "texte":
        return Free(value)
    if name == "sauf":
        return Not(condition_of(value))
    if name in ("toutes", "une_de"):
        parts = tuple(condition_of(one) for one in value)
        return All(parts) if name == "toutes" else OneOf(parts)
    if FACTS[name].sort in (Sort.NUMBER, Sort.CHILD):
        return _between(name, value)
    return Among(name, (value,) if isinstance(value, str) else tuple(value))


def _between(fact: str, bounds: Bounds) -> Between:
    return Between(
        fact,
        low=bounds.au_moins if bounds.plus_de is None else bounds.plus_de,
        high=bounds.au_plus if bounds.moins_de is None else bounds.moins_de,
        is_over=bounds.plus_de is not None,
        is_under=bounds.moins_de is not None,
    )


def _territory(file: TerritoryFile) -> Territory:
    return Territory(
        departements=tuple(file.departements),
        communes=tuple(file.communes),
        regions=tuple(file.regions),
        epcis=tuple(file.epcis),
        unresolved=file.a_preciser or "",
    )


def _amount(file: AmountFile | None) -> LocalAmount | None:
    if file is None:
        return None
    return LocalAmount(
        low=file.euros if file.de is None else file.de,
        high=file.euros if file.a is None else file.a,
        percentage=file.pourcentage,
        period=PERIODS[file.periode],
        per_child=file.par == "enfant",
        is_price=file.sens == "paye",
        words=file.precision or "",
    )
