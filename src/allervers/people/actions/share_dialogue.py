"""Preparing a share: what the law allows these two, for this person, of what the sender reads."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.informing import require_caseload
from allervers.people.actions.opening import Opened, write_file
from allervers.people.domain.access import Agreement
from allervers.people.domain.age import is_minor
from allervers.people.domain.ground import Ground, Purpose
from allervers.people.domain.profession import Profession, Secrecy
from allervers.people.domain.section import Section
from allervers.people.domain.share_life import latest_end
from allervers.people.domain.sharing import (
    Condition,
    NotInformed,
    Obstacle,
    Offer,
    Party,
    Proposal,
    Subject,
    check_share,
    possible,
)
from allervers.people.mapping.grounds import party_of
from allervers.people.mapping.sealed_words import open_rows
from allervers.people.models import Consent, Professional, Representation
from allervers.people.queries.acting import acting, acting_on
from allervers.people.queries.agreements import identity_of, speakers_of
from allervers.people.queries.share_recipients import Candidate, candidate, candidates
from allervers.ui.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Stranger:
    """A partner without an account, as the sender names them."""

    name: str
    organisation: str
    email: str
    profession: Profession
    mission: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom: a member, or a stranger who will come by a link."""

    name: str
    organisation: str
    profession: Profession
    mission: str
    secrecy: Secrecy
    member_id: UUID | None = None
    email: str = ""


@dataclass(frozen=True, slots=True)
class NewConsent:
    """An agreement given for this share. `signatory_id`: a representative; None: the person."""

    means: str
    expires_on: date
    signatory_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What the sender chose and said."""

    ground: Ground
    purpose: Purpose
    sections: frozenset[Section]
    ends_on: date
    informed_on: date | None = None
    informed_whom: str = ""
    not_informed: NotInformed | None = None
    consent_id: UUID | None = None
    new_consent: NewConsent | None = None
    attested: frozenset[Condition] = frozenset()
    asked: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What is known while a share is prepared. `offers`: cut down to what the sender reads."""

    opened: Opened
    recipient: Recipient
    sender: Party
    receiver: Party
    subject: Subject
    sender_profession: Profession
    offers: tuple[Offer, ...]
    consents: tuple[Consent, ...]
    speakers: tuple[Representation, ...]
    last_day: date

    def offer(self, ground: str) -> Offer | None:
        """Return the offer of a ground, if it is one."""
        return next((one for one in self.offers if one.ground.value == ground), None)


def recipients(*, viewer: Viewer, person_id: UUID, now: datetime) -> tuple[Opened, list[Candidate]]:
    """Return to whom a file may be shared: of the organisations that work with its own."""
    with acting_on(viewer, person_id):
        opened = _opened(viewer, person_id)
        on = timezone.localdate(now)
        holder = opened.person.organisation_id
        return opened, list(candidates(holder, on, without=viewer.member_id))


def begin(*, viewer: Viewer, person_id: UUID, to: UUID | Stranger, now: datetime) -> Dialogue:
    """Prepare a share of a file of one's caseload. Refuses (404) a recipient whom one may not."""
    with acting(viewer):
        return dialogue_for(viewer, person_id, to, now)


def obstacles(dialogue: Dialogue, terms: Terms, now: datetime) -> tuple[Obstacle, ...]:
    """Say which conditions of the law are not met; none: the share is lawful."""
    on = timezone.localdate(now)
    proposal = _proposal(dialogue, terms, on)
    return check_share(proposal, dialogue.sender, dialogue.receiver, dialogue.subject, on)


def _opened(viewer: Viewer, person_id: UUID) -> Opened:
    """Open a file of one's own caseload: what was shared with one is not shared further."""
    opened = write_file(viewer, person_id)
    require_caseload(opened)
    return opened


def dialogue_for(viewer: Viewer, person_id: UUID, to: UUID | Stranger, now: datetime) -> Dialogue:
    """Read what the dialogue needs, under `acting(viewer)`; refuses (404) as `begin` does."""
    opened, on = _opened(viewer, person_id), timezone.localdate(now)
    mine = Professional.objects.get(pk=viewer.member_id)
    last_day = latest_end(on)
    recipient, receiver = _recipient(viewer, opened, to, on, last_day)
    sender = party_of(Profession(mine.profession), mine.mission, mine.valid_until, on)
    subject = _subject(opened, on)
    offers = [_narrowed(one, opened.sections) for one in possible(sender, receiver, subject)]
    return Dialogue(
        opened=opened,
        recipient=recipient,
        sender=sender,
        receiver=receiver,
        subject=subject,
        sender_profession=Profession(mine.profession),
        offers=tuple(one for one in offers if one.sections),
        consents=tuple(_live_consents(person_id, on)),
        speakers=tuple(speakers_of(person_id, until=None, is_not_to_be_told=False)),
        last_day=last_day,
    )


def _recipient(
    viewer: Viewer, opened: Opened, to: UUID | Stranger, on: date, last_day: date
) -> tuple[Recipient, Party]:
    if isinstance(to, Stranger):
        party = party_of(to.profession, to.mission, last_day, on)
        return Recipient(to.name, to.organisation, to.profession, to.mission, party.secrecy,
                         email=to.email), party  # fmt: skip
    holder = opened.person.organisation_id
    found = candidate(holder, to, on, without=viewer.member_id)
    if found is None:
        raise _nobody()
    row = Professional.objects.get(pk=to)
    party = party_of(found.profession, row.mission, row.valid_until, on)
    return Recipient(found.name, found.organisation, found.profession, row.mission, party.secrecy,
                     member_id=to), party  # fmt: skip


def _subject(opened: Opened, on: date) -> Subject:
    """Say whether the person is a minor, as far as one may know."""
    who = identity_of(opened.person.pk) if opened.shows(Section.IDENTITY) else None
    minor = is_minor(who.born_on, who.age, who.age_said_on, on) if who else None
    return Subject(minor)


def _narrowed(offer: Offer, read: frozenset[Section]) -> Offer:
    return replace(offer, sections=offer.sections & read)


def _live_consents(person_id: UUID, on: date) -> list[Consent]:
    found = Consent.objects.filter(
        person_id=person_id, scope=Consent.Scope.SHARE, withdrawn_at=None, expires_on__gte=on
    )
    return open_rows(found.order_by("-given_on", "pk"), person_id)


def _proposal(dialogue: Dialogue, terms: Terms, on: date) -> Proposal:
    return Proposal(
        ground=terms.ground,
        purpose=terms.purpose,
        sections=terms.sections,
        starts_on=on,
        ends_on=terms.ends_on,
        is_recipient_named=bool(dialogue.recipient.name),
        informed_on=terms.informed_on,
        informed_whom=terms.informed_whom,
        not_informed=terms.not_informed,
        consent=_agreement(dialogue, terms),
        attested=terms.attested,
    )


def _agreement(dialogue: Dialogue, terms: Terms) -> Agreement | None:
    if terms.new_consent is not None:
        return Agreement(uuid4(), terms.new_consent.expires_on, None)
    chosen = next((one for one in dialogue.consents if one.pk == terms.consent_id), None)
    return Agreement(chosen.pk, chosen.expires_on, chosen.withdrawn_at) if chosen else None


def _nobody() -> Refusal:
    return Refusal(
        code="not-found",
        what=_("Destinataire introuvable."),
        why=_("Il n’est pas approuvé, ou son organisme ne travaille pas sur ce dossier."),
        todo=_("Choisissez dans la liste, ou partagez avec un partenaire sans compte."),
        status=404,
    )
