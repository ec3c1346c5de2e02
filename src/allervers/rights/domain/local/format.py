"""The shape of a file of a local right, in French: what a social worker writes and a jurist reads.

Published as docs/reference/local-right.schema.json (a test keeps the two in step). Nothing here
reads a file (gateways/local/rights.py) nor decides a right (domain/local/findings.py).
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Final, Literal, Self

from data_inclusion.schema.v1 import Thematique
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from allervers.rights.domain.local.facts import FACTS

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=34)]
Departement = Annotated[str, StringConstraints(pattern=r"^([0-9]{2}|2[AB]|9[78][0-9])$")]
Commune = Annotated[str, StringConstraints(pattern=r"^[0-9][0-9AB][0-9]{3}$")]
Region = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}$")]
Epci = Annotated[str, StringConstraints(pattern=r"^[0-9]{9}$")]
Link = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=1000)]
Euros = Annotated[Decimal, Field(ge=0, le=999_999)]
Period = Literal["mois", "trimestre", "an", "une_fois"]
YesNo = Literal["oui", "non"]


def _known(fact: str) -> Callable[[str], str]:
    """Return the check of a choice: the files and the answers have one list (local_facts.py)."""

    def check(value: str) -> str:
        if value not in FACTS[fact].codes:
            words = ", ".join(FACTS[fact].codes)
            raise PydanticCustomError("literal_error", "not in the list", {"expected": words})
        return value

    return check


def _listed(fact: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": list(FACTS[fact].codes)})


Activity = Annotated[str, AfterValidator(_known("activite")), _listed("activite")]
Housing = Annotated[str, AfterValidator(_known("logement")), _listed("logement")]
Received = Annotated[str, AfterValidator(_known("recoit")), _listed("recoit")]
Situation = Annotated[str, AfterValidator(_known("situation")), _listed("situation")]
MOST: Final = 500  # lines of one list


class Strict(BaseModel):
    """What every part is: an unknown key is a mistake, said rather than dropped."""

    model_config: ClassVar = ConfigDict(extra="forbid", frozen=True)


class Bounds(Strict):
    """Un nombre, entre deux bornes ; une seule suffit."""

    au_moins: Decimal | None = Field(default=None, description="cette valeur ou plus")
    plus_de: Decimal | None = Field(
        default=None, description="plus que cette valeur, sans l'égaler"
    )
    au_plus: Decimal | None = Field(default=None, description="cette valeur ou moins")
    moins_de: Decimal | None = Field(
        default=None, description="moins que cette valeur, sans l'égaler"
    )

    @model_validator(mode="after")
    def one_each_side(self) -> Self:
        """Refuse no bound at all, two on one side, and ends upside down."""
        lows = [one for one in (self.au_moins, self.plus_de) if one is not None]
        highs = [one for one in (self.au_plus, self.moins_de) if one is not None]
        if not lows and not highs:
            raise ValueError("no_bound")
        if len(lows) > 1 or len(highs) > 1:
            raise ValueError("two_bounds")
        if lows and highs and lows[0] > highs[0]:
            raise ValueError("upside_down")
        return self


class ConditionFile(Strict):
    """Une condition : une seule clé. `toutes`, `une_de` et `sauf` en contiennent d'autres."""

    age: Bounds | None = Field(
        default=None, description="âge de la personne reçue, en années révolues"
    )
    age_conjoint: Bounds | None = Field(default=None, description="âge du conjoint, s'il y en a un")
    age_enfant: Bounds | None = Field(default=None, description="un enfant au moins a cet âge")
    enfants: Bounds | None = Field(default=None, description="nombre d'enfants à charge")
    couple: YesNo | None = Field(default=None, description="vit en couple")
    enceinte: YesNo | None = Field(default=None, description="une grossesse en cours")
    activite: list[Activity] | None = Field(
        default=None, min_length=1, description="l'une de celles-ci"
    )
    logement: list[Housing] | None = Field(
        default=None, min_length=1, description="l'un de ceux-ci"
    )
    loyer: Bounds | None = Field(default=None, description="loyer sans charges, en euros par mois")
    taux_incapacite: Bounds | None = Field(
        default=None, description="taux reconnu par la MDPH, de 0 à 100"
    )
    recoit: list[Received] | None = Field(
        default=None, min_length=1, description="le foyer reçoit l'une de ces aides"
    )
    quotient_familial: Bounds | None = Field(default=None, description="celui de la CAF, en euros")
    ressources: Bounds | None = Field(
        default=None, description="revenus nets du foyer par mois, hors aides, sur trois mois"
    )
    impot: Bounds | None = Field(
        default=None,
        description="impôt sur le revenu avant réductions, en euros par an ; 0 : non imposé",
    )
    residence_departement: Bounds | None = Field(
        default=None, description="années de résidence dans le département"
    )
    residence_commune: Bounds | None = Field(
        default=None, description="années de résidence dans la commune"
    )
    situation: list[Situation] | None = Field(
        default=None, min_length=1, description="la personne reçue est dans l'une de ces situations"
    )
    bourse_scolaire: YesNo | None = Field(
        default=None, description="un enfant reçoit une bourse de collège ou de lycée"
    )
    texte: Text | None = Field(
        default=None,
        description="une condition que personne ne sait calculer : reste « peut-être »",
    )
    toutes: list["ConditionFile"] | None = Field(
        default=None, min_length=1, description="toutes à la fois"
    )
    une_de: list["ConditionFile"] | None = Field(
        default=None, min_length=1, description="une au moins"
    )
    sauf: "ConditionFile | None" = Field(
        default=None, description="le contraire de cette condition"
    )

    @model_validator(mode="after")
    def one_key(self) -> Self:
        """Refuse nothing, and two conditions in one."""
        if len(self.model_fields_set) != 1:
            raise ValueError("not_one_key")
        return self


class TerritoryFile(Strict):
    """Où il faut habiter, par code Insee (EPCI : code Siren). `france` : partout."""

    france: Literal["oui"] | None = None
    departements: list[Departement] = Field(default=[], max_length=MOST)
    communes: list[Commune] = Field(default=[], max_length=40_000)
    regions: list[Region] = Field(default=[], max_length=MOST)
    epcis: list[Epci] = Field(
        default=[],
        max_length=MOST,
        description="le logiciel n'en connaît pas les communes : écrivez-les",
    )
    a_preciser: Short | None = Field(
        default=None, description="le lieu en mots, s'il n'est pas établi"
    )

    @model_validator(mode="after")
    def somewhere(self) -> Self:
        """Refuse a right of nowhere."""
        if not any(getattr(self, name) for name in type(self).model_fields):
            raise ValueError("nowhere")
        return self


class AmountFile(Strict):
    """Combien : des euros, une fourchette, un pourcentage de réduction, ou des mots."""

    euros: Euros | None = None
    de: Euros | None = None
    a: Euros | None = None
    pourcentage: Annotated[Decimal, Field(ge=0, le=100)] | None = None
    periode: Period = "an"
    par: Literal["foyer", "enfant"] = Field(
        default="foyer", description="enfant : pour chacun de cet âge"
    )
    sens: Literal["recu", "paye"] = Field(
        default="recu", description="paye : ce que la personne paie"
    )
    precision: Text | None = None

    @model_validator(mode="after")
    def one_way(self) -> Self:
        """Refuse two amounts in one, half a range, and no amount at all."""
        has_range = self.de is not None or self.a is not None
        if has_range and (self.de is None or self.a is None or self.de > self.a):
            raise ValueError("bad_range")
        ways = (self.euros is not None, has_range, self.pourcentage is not None)
        if sum(ways) > 1:
            raise ValueError("two_amounts")
        if not any(ways) and not self.precision:
            raise ValueError("no_amount")
        return self


class LevelFile(Strict):
    """Un niveau : le premier dont les conditions sont remplies est donné. Le meilleur d'abord."""

    nom: Short
    conditions: list[ConditionFile] = Field(default=[], max_length=MOST)
    montant: AmountFile | None = None


class SourceFile(Strict):
    """D'où vient ce qui est écrit."""

    titre: Text
    date: Short = Field(description="comme on la connaît : « juillet 2020 », « sans date »")
    lien: Link | None = None
    reference: Text | None = None


class ClaimingFile(Strict):
    """Comment demander."""

    comment: Text | None = None
    documents: list[Short] = Field(default=[], max_length=50)
    lien: Link | None = None
    delai: Text | None = None


class CheckFile(Strict):
    """Ce qui n'est pas établi, et qui le dira. Le droit reste « peut-être » tant que c'est là."""

    aupres_de: Short
    quoi: list[Text] = Field(default=[], max_length=50)


class ReviewFile(Strict):
    """Qui a relu ce fichier en le comparant à sa source, et quand."""

    par: Short
    le: date


class ValidFile(Strict):
    """Du, au : en dehors, le droit n'est pas proposé."""

    du: date | None = None
    au: date | None = None


class LocalRightFile(Strict):
    """Un droit local : un fichier, relu par un travailleur social et par un juriste."""

    identifiant: Slug = Field(description="le nom du fichier, sans .yaml")
    nom: Short
    payeur: Short = Field(description="l'institution qui paie")
    resume: Text | None = Field(
        default=None, description="une phrase, pour qui ne connaît pas ce droit"
    )
    territoire: TerritoryFile
    conditions: list[ConditionFile] = Field(
        default=[], max_length=MOST, description="toutes à la fois"
    )
    conditions_libres: list[Text] = Field(
        default=[],
        max_length=50,
        description="en mots, que personne ne calcule : le droit est « peut-être »",
    )
    niveaux: list[LevelFile] = Field(default=[], max_length=20)
    montant: AmountFile | None = Field(
        default=None, description="absent : le montant n'est pas connu"
    )
    demande: ClaimingFile = ClaimingFile()
    thematiques: list[Thematique] = Field(
        default=[], max_length=5, description="de data·inclusion : où orienter"
    )
    sources: list[SourceFile] = Field(min_length=1, max_length=20)
    a_verifier: CheckFile | None = None
    revue: ReviewFile | None = Field(default=None, description="absente : à revoir")
    valable: ValidFile = ValidFile()
    origine: Text | None = Field(
        default=None, description="d'une importation : données de qui, licence"
    )

    @model_validator(mode="after")
    def amount_once(self) -> Self:
        """Refuse an amount beside those of the levels."""
        if self.niveaux and self.montant is not None:
            raise ValueError("amount_and_levels")
        return self
