"""What the sheet says, in the language in force: the paper and the person's page say the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from allervers.rights.domain.waiting import step_order
from allervers.rights.exchange.sheet.places import Place, place_of
from allervers.rights.models import Finding
from allervers.rights.queries.sheet import SheetFacts
from allervers.rights.wording import finding_sentence, right_label
from allervers.rights.wording.claim_places import PLACES
from allervers.rights.wording.claim_sentences import claim_sentence
from allervers.tours.queries.public_cards import VisitCard
from allervers.ui import french
from allervers.ui.emergency import FAMILIES

FOUND: Final = frozenset({"entitled", "perhaps"})
# What a person may need tonight; the page of emergency numbers has them all.
URGENT: Final = ("112", "15", "17", "114", "115", "3919", "119")


@dataclass(frozen=True, slots=True)
class Date:
    """One visit to come."""

    visit_id: str
    when: str
    where: str


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses printed on the sheet, whole: the person's page, its form, the next visits."""

    page: str
    entry: str
    visits: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Every sentence of one sheet. Lists may be empty: a sentence then says what to do."""

    lang: str
    title: str
    met: str
    code: str
    expiry: str
    rights_intro: str
    rights: tuple[str, ...]
    rights_notes: tuple[str, ...]
    places: tuple[Place, ...]
    no_place: str
    dates: tuple[Date, ...]
    no_date: str
    urgent: tuple[str, ...]
    about: tuple[str, ...]
    words: dict[str, str]
    invented: str
    claims: tuple[str, ...] = ()


def sheet_of(facts: SheetFacts) -> Sheet:
    """Say the facts in the language in force."""
    found = in_order(facts.findings)
    return Sheet(
        lang=french.language(),
        title=_("Votre fiche"),
        met=_("Nous nous sommes vus le %(day)s.")
        % {"day": french.date_text(facts.encounter.met_at)},
        code=facts.code,
        expiry=_("Le code marche jusqu’au %(day)s.")
        % {"day": french.date_text(facts.encounter.code_expires_at)},
        rights_intro=rights_intro(facts, found),
        rights=tuple(right_lines(finding) for finding in found),
        rights_notes=tuple(rights_notes(facts, found)),
        claims=tuple(claim_sentence(claim, facts.today) for claim in facts.claims),
        places=tuple(place_of(referral) for referral in facts.referrals),
        no_place=_(
            "Aucune adresse n’a été choisie avec vous. L’équipe peut en chercher une "
            "à votre prochaine visite."
        ),
        dates=tuple(date_of(card) for card in facts.visits),
        no_date=_("Aucune date n’est annoncée pour le moment."),
        urgent=tuple(urgent_lines()),
        about=tuple(about()),
        words=words(),
        invented=_("Exemple inventé pour la démonstration.") if facts.is_invented else "",
    )


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """Return what is due or may be: what is due first, then what waiting loses, then euros."""
    found = [finding for finding in findings if finding.status in FOUND]
    return sorted(
        found,
        key=lambda one: (
            one.status != "entitled",
            *step_order(one.right, one.waiting, one.amount or one.low),
        ),
    )


def right_lines(finding: Finding) -> str:
    """Say one right, then where it is asked for."""
    said = finding_sentence(finding)
    where = PLACES.get(finding.right)
    return _("%(said)s Où demander ? %(where)s") % {"said": said, "where": where} if where else said


def rights_intro(facts: SheetFacts, found: list[Finding]) -> str:
    """Say by which rules the rights below were found, or that none was looked at or found."""
    if facts.screening is None:
        return _(
            "Nous n’avons pas encore vérifié vos droits. Revenez nous voir : c’est gratuit et "
            "cela prend dix minutes."
        )
    if not found and any(one.status == "not_asked" for one in facts.findings):
        return _("Nous n’avons pas fini de vérifier vos droits. Revenez nous voir : c’est gratuit.")
    if not found:
        return _(
            "Avec vos réponses, nous n’avons pas trouvé de nouveau droit. Si votre vie change, "
            "revenez nous voir."
        )
    return _("D’après vos réponses et les règles du logiciel %(rules)s :") % {
        "rules": facts.screening.rules
    }


def rights_notes(facts: SheetFacts, found: list[Finding]) -> list[str]:
    """Say who decides, and what was not looked at: what was not asked is never a no."""
    said = []
    if found:
        said.append(
            _("Ce sont des estimations. L’organisme qui paie regarde votre dossier et décide.")
        )
    unknown = [right_label(one.right) for one in facts.findings if one.status == "not_asked"]
    if unknown:
        said.append(
            _("Pas encore vérifié : %(rights)s. Nous pouvons le faire avec vous.")
            % {"rights": _(", ").join(unknown)}
        )
    return said


def date_of(card: VisitCard) -> Date:
    """Say one visit: the day and hours, then the place."""
    hours = french.hours_text(card.starts_at, card.ends_at)
    where = ", ".join(dict.fromkeys((card.unit.name, card.halt.name, card.halt.postal_line)))
    return Date(
        visit_id=str(card.id),
        when=_("%(day)s, %(hours)s") % {"day": french.date_text(card.day), "hours": hours},
        where=where,
    )


def urgent_lines() -> list[str]:
    """The numbers that cannot wait, as the page of emergency numbers says them."""
    lines = {line.number: line for family in FAMILIES for line in family.lines}
    return [
        _("%(number)s : %(purpose)s") % {"number": number, "purpose": lines[number].purpose}
        for number in URGENT
    ]


def about() -> list[str]:
    """What is on the sheet, who can read it, how to have it erased."""
    return [
        _("Cette fiche ne porte pas votre nom."),
        _(
            "Elle dit : les droits trouvés avec vous, les adresses choisies avec vous, "
            "nos prochains passages."
        ),
        _("Qui a le code peut lire la fiche : gardez-le pour vous."),
        _(
            "Pour effacer la fiche : ouvrez votre page avec le code et choisissez "
            "« Effacer ma fiche ». L’équipe peut aussi le faire pour vous."
        ),
    ]


def words() -> dict[str, str]:
    """The fixed words of the sheet."""
    return {
        "code": _("Votre code"),
        "scan": _("Scannez ce carré avec un téléphone : votre page s’ouvre."),
        "or": _("Ou tapez votre code sur cette page :"),
        "show": _("Montrez ce code à l’équipe : elle reprend là où vous en étiez."),
        "qr": _("Carré à scanner : il ouvre votre page."),
        "rights": _("Vos droits"),
        "claims": _("Vos démarches"),
        "places": _("Où aller"),
        "phone": _("Téléphone :"),
        "dates": _("Nos prochains passages"),
        "all_dates": _("Toutes les dates :"),
        "urgent": _("En cas d’urgence"),
        "about": _("Cette fiche et vous"),
    }
