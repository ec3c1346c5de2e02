"""What to know before planning, as sentences: what is wrong, and what to do about it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allervers.seasons.domain.matters import Kind, Matter, Named
from allervers.seasons.wording.audiences import audience_text
from allervers.ui import french

MOST_NAMED: Final = 12
Said = tuple[str | Promise, str | Promise]
_NUMBERS: Final[Said] = (
    _("Un nombre de la saison n'est pas utilisable."),
    _("Relisez les valeurs supposées et les chiffres du besoin, puis vérifiez de nouveau."),
)

SAID: Final[dict[str, Said]] = {
    "no_unit": (
        _("Aucune unité ne peut rouler cette saison."),
        _("Ajoutez une unité à la saison, avec ses jours et ses horaires."),
    ),
    "no_halt": (
        _("Aucune halte ne peut être visitée."),
        _("Choisissez des haltes dont la position est vérifiée."),
    ),
    "no_day": (
        _("Il ne reste aucun jour à planifier."),
        _("Changez les dates de la saison, ses jours de la semaine ou ses vacances."),
    ),
    "no_visit": (
        _("Aucun passage n'est possible : aucune unité ne peut aller à une halte ouverte."),
        _("La page « Vérifier et calculer » dit pourquoi, dans « Bon à savoir » : corrigez-le."),
    ),
    "no_depot": (
        _("On ne sait pas d'où part l'unité : son dépôt n'a pas de position."),
        _("Complétez la fiche de l'unité : latitude et longitude du dépôt."),
    ),
    "no_need": (
        _("On ne sait pas où sont les personnes à rencontrer autour de ces haltes."),
        _(
            "Faites charger le besoin du territoire par l'hébergeur, ou choisissez des haltes là "
            "où il est connu. Rien n'est supposé à sa place."
        ),
    ),
    "school_unknown": (
        _("Les vacances scolaires ne sont pas publiées pour toute la saison ; d'abord le :"),
        _("Finissez la saison avant cette date, ou roulez toute l'année."),
    ),
    "audience_unknown": (
        _("Rien de publié ne dit combien de ces personnes vivent ici : rien n'est supposé."),
        _("Comptez un autre public dans « Dates et règles », ou faites charger ses chiffres."),
    ),
    "audience_lacking": (
        _("Publics que rien de publié ne compte partout :"),
        _("Le calcul ne les y cherche pas ; « Estimation » dit entre quelles bornes ils sont."),
    ),
    "no_point": (
        _("Leur position n'est pas vérifiée : ces haltes sont laissées de côté."),
        _("Corrigez leur position dans la commune, puis vérifiez de nouveau."),
    ),
    "retired": (
        _("Retirées du service : elles sont laissées de côté."),
        _("Remettez-les en service, ou retirez-les de la saison."),
    ),
    "no_agreement": (
        _("La commune n'a donné aucun accord pour ces dates : ces haltes restent fermées."),
        _(
            "Demandez l'accord, ou choisissez dans « Dates et règles » de planifier comme s'il "
            "était donné."
        ),
    ),
    "to_ask": (
        _("Accords à demander : le plan fait comme s'ils étaient donnés."),
        _("Un passage n'est annoncé au public qu'une fois l'accord de la commune reçu."),
    ),
    "drafts": (
        _("Passages encore en brouillon pour ces unités : le calcul ne les connaît pas."),
        _("Annoncez ceux à garder, supprimez les autres : deux passages ne se croisent pas."),
    ),
    "given": (
        _("Passages déjà annoncés ou passés : le plan les garde à leur place."),
        _("Rien à faire."),
    ),
    "theme_not_counted": (
        _("Édition à thème de la saison, dont le public n'est pas compté à part :"),
        _(
            "Le calcul cherche tout le monde, car un thème n'empêche personne de venir. Pour "
            "chercher d'abord ce public, donnez-lui un poids dans « Dates et règles »."
        ),
    ),
    "theme_unknown": (
        _("Édition à thème de la saison, pour un public que rien de publié ne compte :"),
        _("Le calcul cherche tout le monde. Choisissez vous-même les haltes qui lui conviennent."),
    ),
    "themes_given": (
        _("Éditions à thème de passages déjà annoncés : ils comptent comme ouverts à tous."),
        _(
            "Rien ne dit qu'un thème ferme une halte aux autres. Si une halte n'est que pour un "
            "public, dites-le sur sa ligne, dans « Haltes »."
        ),
    ),
    "at_town_hall": (
        _("Un passage y est annoncé, sans position connue : il est compté à la mairie."),
        _("Placez ces haltes sur leur fiche pour des trajets justes."),
    ),
    "estimated": (
        _("Trajets estimés : à vol d'oiseau × 1,3, à la vitesse supposée."),
        _("L'hébergeur peut nommer un réseau de routes (voir la documentation)."),
    ),
    "off_network": (
        _("Loin de toute route connue : leurs trajets sont estimés."),
        _("Vérifiez leur position."),
    ),
    "unreadable": (
        _("La saison ne peut pas être lue par le planificateur :"),
        _("Réduisez la saison (jours, haltes) ou corrigez la valeur nommée."),
    ),
    "locks": (
        _("Des passages déjà annoncés se contredisent :"),
        _("Déplacez ou annulez l'un d'eux dans sa tournée, puis vérifiez de nouveau."),
    ),
    "too_short": (
        _("Un passage ne tient pas dans leurs horaires."),
        _("Élargissez les horaires de ces haltes, ou raccourcissez le passage."),
    ),
    "no_common_day": (
        _("Jamais ouvertes un jour où une unité roule et où la commune est d'accord."),
        _("Changez leurs jours, ceux des unités, ou demandez l'accord pour d'autres dates."),
    ),
    "no_unit_fits": (
        _("Aucune unité n'a ce qu'elles demandent (place, prise, compétence, partenaire)."),
        _("Complétez l'unité (équipement, compétences) ou retirez ce besoin de la halte."),
    ),
    "reaches_nobody": (
        _("Personne à rencontrer à portée de marche, d'après les chiffres connus."),
        _("Vérifiez leur position, ou élargissez le rayon dans ce qui est supposé."),
    ),
    "reaches_no_halt": (
        _("Ne peut atteindre aucune halte dans sa journée : elle resterait au dépôt."),
        _("Vérifiez son dépôt, ses horaires, ses kilomètres par jour et ceux des haltes."),
    ),
    "seats": (
        _("Moins de places assises que de personnes à bord (équipe et partenaires)."),
        _("Changez les jours des partenaires, ou le nombre de places de l'unité."),
    ),
    "returns": (
        _("Doivent être revues plus tôt que leur espacement ne le permet."),
        _("Dans « Dates et règles », « pas après » doit dépasser « pas avant »."),
    ),
    "duration": (
        _("La durée du passage ou l'espacement est impossible."),
        _("Corrigez la durée du passage."),
    ),
    "shift": (
        _("Les horaires de l'unité sont impossibles."),
        _("Corrigez l'heure de départ et l'heure de retour."),
    ),
    "too_large": (
        _("La saison est trop grande pour être planifiée d'un coup."),
        _("Raccourcissez la période, ou séparez le territoire en deux saisons."),
    ),
    "not_finite": _NUMBERS,
    "negative": _NUMBERS,
}
_RULES: Final[Said] = (_("Dates et règles"), "seasons:season_edit")
WHERE: Final[dict[str, Said]] = {
    "no_unit": (_("Ajouter une unité"), "seasons:unit_add"),
    "no_halt": (_("Ajouter des haltes"), "seasons:halts_add"),
    "reaches_nobody": (_("Ce qui est supposé"), "seasons:suppositions"),
    **dict.fromkeys(
        (
            "no_day",
            "school_unknown",
            "audience_unknown",
            "no_agreement",
            "theme_not_counted",
            "returns",
            "duration",
            "too_large",
        ),
        _RULES,
    ),
}
"""Where to put right what is of the whole season: words of a link, name of its page."""
OTHERWISE: Final[Said] = (
    _("La saison ne peut pas être planifiée telle quelle :"),
    _("Prévenez l'hébergeur, avec les mots ci-dessus : c'est un défaut du logiciel."),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a matter is about: its words, and where to put it right."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A matter ready to be shown; `more` counts what is not named, `where` is empty or one link."""

    code: str
    what: str
    todo: str
    lines: tuple[Line, ...]
    more: int
    where: tuple[Line, ...] = ()


def told(matter: Matter, season_id: object) -> Told:
    """Say one matter; the first names only when there are many."""
    what, todo = SAID.get(matter.code, OTHERWISE)
    shown = tuple(line_of(one, season_id) for one in matter.names[:MOST_NAMED])
    more = len(matter.names) - len(shown)
    return Told(matter.code, str(what), str(todo), shown, more, where_of(matter.code, season_id))


def where_of(code: str, season_id: object) -> tuple[Line, ...]:
    """Lead to the page of the season where a matter is put right, when it has one."""
    if code not in WHERE:
        return ()
    label, page = WHERE[code]
    return (Line(str(label), reverse(str(page), args=[season_id])),)


def line_of(one: Named, season_id: object) -> Line:
    """Say one name, with the page where it can be changed."""
    match one.kind:
        case Kind.HALT:
            return Line(one.name, reverse("staff:halt", args=[one.id]))
        case Kind.UNIT:
            return Line(one.name, reverse("staff:unit", args=[one.id]))
        case Kind.SEASON_HALT:
            return Line(one.name, reverse("seasons:halt_edit", args=[season_id, one.id]))
        case Kind.SEASON_UNIT:
            return Line(one.name, reverse("seasons:unit_edit", args=[season_id, one.id]))
    return Line(plain_name(one))


def plain_name(one: Named) -> str:
    """Say a name without a page: an audience with the points that lack it, a date, plain words."""
    if one.kind is not Kind.AUDIENCE:
        return text_of(one.name)
    lacking = str(_("nulle part connues"))
    if one.id:
        points = french.count_text(int(one.id), str(_("lieu")), str(_("lieux")))
        lacking = str(_("inconnues dans %(points)s")) % {"points": points}
    return f"{audience_text(one.name)} ({lacking})"


def text_of(text: str) -> str:
    """Say a date in words; leave the rest as it is."""
    try:
        return french.date_text(date.fromisoformat(text))
    except ValueError:
        return text


def plain(matter: Matter) -> str:
    """Say a matter in one sentence, for a note kept with a problem or a failure."""
    what, todo = SAID.get(matter.code, OTHERWISE)
    names = ", ".join(plain_name(one) for one in matter.names[:MOST_NAMED])
    more = len(matter.names) - MOST_NAMED
    names += f" (+ {more})" if more > 0 else ""
    return " ".join(part for part in (str(what), f"{names}." if names else "", str(todo)) if part)
