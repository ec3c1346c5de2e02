"""All that may be typed about somebody, typed by the acts of the site: each text with a word."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from allervers.people.actions.comparing import ask_for_duplicates
from allervers.people.actions.contacts import add_contact, change_contact
from allervers.people.actions.glass import break_glass, search_glass
from allervers.people.actions.households import add_representation
from allervers.people.actions.informing import note_consent
from allervers.people.actions.opening import open_file
from allervers.people.actions.protecting import ask_to_read
from allervers.people.actions.retention import archive_file
from allervers.people.actions.share_answers import accept, finish, refuse, revoke
from allervers.people.actions.share_dialogue import NewConsent, Terms, begin
from allervers.people.actions.share_proposing import propose
from allervers.people.domain.ground import Ground, Purpose
from allervers.people.domain.section import Section
from allervers.people.domain.sharing import ATTESTED
from allervers.people.models import Person, Share
from allervers.people.queries.acting import acting
from allervers.people.queries.glass import Words
from tests.cast import Cast, viewer
from tests.people.world import PeopleWorld

DAY = timedelta(days=1)
COLUMNS = frozenset({
    "people_archive.reason", "people_breakglass.reason", "people_consent.means",
    "people_consent.purpose", "people_consent.recipients", "people_contactpoint.caution",
    "people_contactpoint.value", "people_person.state_reason", "people_protectedopening.reason",
    "people_readreason.text", "people_representation.name", "people_share.asked",
    "people_share.informed_whom", "people_share.outcome", "people_share.reason",
})  # fmt: skip


def type_everything(world: PeopleWorld, word: str) -> None:
    """Type it all; one file is archived at the end, and opened with a reason."""
    cast, now = world.cast, timezone.now()
    bruno = viewer(cast.bruno)
    _in_a_file(world.nour.pk, cast, word)
    denis, ids = (
        viewer(cast.denis),
        [_shared(world.nour.pk, cast, f"{word} {number}").pk for number in range(3)],
    )
    refuse(viewer=denis, share_id=ids[0], reason=word, now=now)
    accept(viewer=denis, share_id=ids[1], now=now)
    finish(viewer=denis, share_id=ids[1], outcome=word, now=now)
    revoke(viewer=bruno, share_id=ids[2], reason=word, now=now)
    _in_danger(world.sami, cast, word)
    archive_file(
        viewer=viewer(cast.farid), person_id=world.nour.pk, reason=word,
        keep_until=timezone.localdate() + DAY, now=now,
    )  # fmt: skip
    with acting(bruno):
        open_file(bruno, world.nour.pk, reason=word)


def _in_a_file(person_id: UUID, cast: Cast, word: str) -> None:
    now, today, bruno = timezone.now(), timezone.localdate(), viewer(cast.bruno)
    said = {"kind": "through", "value": word, "caution": word, "safe_channels": ["call"]}
    contact = add_contact(viewer=bruno, person_id=person_id, said=said, now=now)
    ids = {"person_id": person_id, "contact_id": contact.pk}
    change_contact(viewer=bruno, **ids, said={"caution": f"{word} encore"})
    speaker = {"kind": "curator", "name": word, "since": today}
    add_representation(viewer=bruno, person_id=person_id, said=speaker)
    agreed = {
        "scope": "photo", "purpose": word, "recipients": word, "means": word,
        "given_on": today, "expires_on": today + DAY,
    }  # fmt: skip
    note_consent(viewer=bruno, person_id=person_id, said=agreed, now=now)
    ask_to_read(viewer=bruno, person_id=person_id, reason=word, now=now)
    with acting(bruno):
        ask_for_duplicates(bruno, open_file(bruno, person_id), reason=word, now=now)


def _shared(person_id: UUID, cast: Cast, word: str) -> Share:
    now, today, bruno = timezone.now(), timezone.localdate(), viewer(cast.bruno)
    dialogue = begin(viewer=bruno, person_id=person_id, to=cast.denis.pk, now=now)
    offer = next(one for one in dialogue.offers if one.ground is Ground.CONSENT)
    terms = Terms(
        ground=Ground.CONSENT, purpose=Purpose.FOLLOW_UP, sections=frozenset({Section.IDENTITY}),
        ends_on=today + DAY, informed_on=today, informed_whom=word,
        new_consent=NewConsent(word, today + DAY, None),
        attested=frozenset(offer.conditions) & ATTESTED, asked=word, due_on=today,
    )  # fmt: skip
    return propose(viewer=bruno, person_id=person_id, to=cast.denis.pk, terms=terms, now=now)


def _in_danger(person: Person, cast: Cast, word: str) -> None:
    now, bruno = timezone.now(), viewer(cast.bruno)
    why = f"{word} en danger immédiat"
    search_glass(bruno, words=Words(pseudonym=person.pseudonym), reason=why, now=now)
    break_glass(bruno, person_id=person.pk, reason=why, now=now)
