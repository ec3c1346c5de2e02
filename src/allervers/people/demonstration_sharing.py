"""What happens between the invented people's professionals: shares, a concern, a broken glass.

Written by the actions of the screens, so that each page of the demonstration has something to show.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.alerts import handle_alert
from allervers.people.actions.concerns import Told, send_concern
from allervers.people.actions.coordination import ask_coordination
from allervers.people.actions.glass import break_glass, search_glass
from allervers.people.actions.share_answers import accept
from allervers.people.actions.share_dialogue import NewConsent, Stranger, Terms, begin
from allervers.people.actions.share_proposing import propose
from allervers.people.domain.access import PARIS
from allervers.people.domain.ground import Ground, Purpose
from allervers.people.domain.profession import Profession
from allervers.people.domain.section import Section
from allervers.people.domain.sharing import ATTESTED
from allervers.people.models import Person, Share
from allervers.people.queries.acting import acting
from allervers.people.queries.alerts import waiting_alerts_of
from allervers.people.queries.glass import Words

Viewers = dict[str, Viewer]
QUARTER: Final = timedelta(days=90)
FORTNIGHT: Final = timedelta(days=14)
ALOUD: Final = "de vive voix, au bureau"
PARTNER: Final = Stranger(
    "Sacha Exemple", "Caisse de retraite (inventée)", "sacha.partenaire@exemple.invalid",
    Profession.BENEFIT_OFFICER,
)  # fmt: skip
DANGER: Final = "Voisine inquiète au téléphone : personne ne répond depuis trois jours."


def load_sharing(files: dict[str, UUID], viewers: Viewers, now: datetime) -> None:
    """Propose, accept and refer; tell a concern; ask to be coordinated; break the glass twice."""
    denis = viewers["denis"]
    asked = "Un premier rendez-vous, avec sa mère."
    told = _share(files["yanis"], viewers["bruno"], denis.member_id, asked, now)
    accept(viewer=denis, share_id=told.pk, now=now)
    asked = "Dire s’il a droit à un parcours d’emploi."
    _share(files["amadou"], viewers["bruno"], denis.member_id, asked, now)
    _share(files["marcel"], viewers["bruno"], PARTNER, "Vérifier ses trimestres avec lui.", now)
    about = "Un élève de la halte numérique (inventé)"
    text = "Vient seul chaque soir. A dit mardi qu’il n’avait pas mangé à midi."
    concern = Told(viewers["bruno"].member_id, about, text)
    send_concern(viewer=viewers["rachid"], told=concern)
    town = viewers["gaelle"].organisation_id
    ask_coordination(viewer=viewers["bruno"], person_id=files["nour"], commune_id=town, now=now)
    _break(files["marcel"], viewers["aicha"], viewers["bruno"], now)
    _break(files["rosa"], viewers["bruno"], viewers["aicha"], now)
    _handle_one(viewers["farid"], now)


def _share(
    person_id: UUID, sender: Viewer, to: UUID | Stranger, asked: str, now: datetime
) -> Share:
    """Share what is open to whom nothing binds, with the agreement of the person."""
    day = now.astimezone(PARIS).date()
    dialogue = begin(viewer=sender, person_id=person_id, to=to, now=now)
    offer = next(one for one in dialogue.offers if one.ground is Ground.CONSENT)
    by = next((one.pk for one in dialogue.speakers), None)
    terms = Terms(
        ground=Ground.CONSENT,
        purpose=Purpose.FOLLOW_UP,
        sections=offer.sections & {Section.IDENTITY, Section.SITUATION, Section.RIGHTS},
        ends_on=min(day + QUARTER, dialogue.last_day),
        informed_on=day,
        informed_whom="la personne" if by is None else "la personne et sa mère",
        new_consent=NewConsent(ALOUD, day + QUARTER, by),
        attested=frozenset(offer.conditions) & ATTESTED,
        asked=asked,
        due_on=day + FORTNIGHT,
    )
    return propose(viewer=sender, person_id=person_id, to=to, terms=terms, now=now)


def _break(person_id: UUID, breaker: Viewer, referent: Viewer, now: datetime) -> None:
    """Open in a danger a file that one does not follow: by its pseudonym, as one would be told."""
    with acting(referent):
        pseudonym = Person.objects.get(pk=person_id).pseudonym
    search_glass(breaker, words=Words(pseudonym=pseudonym), reason=DANGER, now=now)
    break_glass(breaker, person_id=person_id, reason=DANGER, now=now)


def _handle_one(dpo: Viewer, now: datetime) -> None:
    """Let the DPO look at one of the two alerts: the other waits."""
    with acting(dpo):
        first = waiting_alerts_of(dpo)[0]
    handle_alert(dpo, alert_id=first.pk, now=now)
