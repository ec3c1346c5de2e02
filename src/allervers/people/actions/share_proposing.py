"""Proposing a share: what the law allows for these two and this person, then the act itself.

Everything is weighed again when the share is made: the page that proposed it is not believed.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.informing import require_caseload
from allervers.people.actions.opening import Opened, write_file
from allervers.people.actions.partner_links import give_link
from allervers.people.actions.recording import Touched, record
from allervers.people.actions.share_mail import News, tell
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
from allervers.people.models import Consent, FileRead, Professional, Representation, Share
from allervers.people.queries.acting import acting
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
    with acting(viewer):
        opened = _opened(viewer, person_id)
        on = timezone.localdate(now)
        holder = opened.person.organisation_id
        return opened, list(candidates(holder, on, without=viewer.member_id))


def begin(*, viewer: Viewer, person_id: UUID, to: UUID | Stranger, now: datetime) -> Dialogue:
    """Prepare a share of a file of one's caseload. Refuses (404) a recipient whom one may not."""
    with acting(viewer):
        return _dialogue(viewer, person_id, to, now)


def obstacles(dialogue: Dialogue, terms: Terms, now: datetime) -> tuple[Obstacle, ...]:
    """Say which conditions of the law are not met; none: the share is lawful."""
    on = timezone.localdate(now)
    proposal = _proposal(dialogue, terms, on)
    return check_share(proposal, dialogue.sender, dialogue.receiver, dialogue.subject, on)


def propose(
    *, viewer: Viewer, person_id: UUID, to: UUID | Stranger, terms: Terms, now: datetime
) -> Share:
    """Make the share, its consent if it is new, its link if needed; tell the recipient.

    Refuses what the law does not allow (`share_not_lawful`) and what one does not read oneself.
    """
    with acting(viewer):
        dialogue = _dialogue(viewer, person_id, to, now)
        offer = dialogue.offer(terms.ground.value)
        is_theirs = offer is not None and terms.sections <= offer.sections
        if not is_theirs or terms.ends_on > dialogue.last_day or obstacles(dialogue, terms, now):
            raise not_lawful()
        consent = _consent(viewer, dialogue, terms, now)
        share = _made(viewer, dialogue, terms, consent, now)
        _record(viewer, dialogue.opened, share)
        if dialogue.recipient.member_id is None:
            give_link(share, dialogue.recipient.email, now)
        else:
            tell(share.pk, News.WAITS)
        return share


def _opened(viewer: Viewer, person_id: UUID) -> Opened:
    """Open a file of one's own caseload: what was shared with one is not shared further."""
    opened = write_file(viewer, person_id)
    require_caseload(opened)
    return opened


def _dialogue(viewer: Viewer, person_id: UUID, to: UUID | Stranger, now: datetime) -> Dialogue:
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
        speakers=tuple(speakers_of(person_id).filter(until=None, is_not_to_be_told=False)),
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
    return list(found.order_by("-given_on", "pk"))


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


def _consent(viewer: Viewer, dialogue: Dialogue, terms: Terms, now: datetime) -> UUID | None:
    """Return the agreement that the share rests on, written now if it was given now."""
    new = terms.new_consent
    if new is None:
        return terms.consent_id
    made = Consent.objects.create(
        person=dialogue.opened.person,
        scope=Consent.Scope.SHARE,
        purpose=str(Share(purpose=terms.purpose.value).get_purpose_display()),
        recipients=f"{dialogue.recipient.name} ({dialogue.recipient.organisation})",
        signed_by_person=new.signatory_id is None,
        signatory_id=new.signatory_id,
        means=new.means,
        given_on=timezone.localdate(now),
        expires_on=new.expires_on,
        recorded_by_id=viewer.member_id,
        created_at=now,
    )
    return made.pk


def _made(
    viewer: Viewer, dialogue: Dialogue, terms: Terms, consent_id: UUID | None, now: datetime
) -> Share:
    to = dialogue.recipient
    return Share.objects.create(
        person=dialogue.opened.person,
        ground=terms.ground.value,
        purpose=terms.purpose.value,
        sections=sorted(terms.sections),
        sender_id=viewer.member_id,
        sender_profession=dialogue.sender_profession.value,
        recipient_id=to.member_id,
        recipient_name="" if to.member_id else to.name,
        recipient_organisation="" if to.member_id else to.organisation,
        recipient_profession=to.profession.value,
        recipient_mission=to.mission,
        attested=sorted(terms.attested),
        informed_on=terms.informed_on,
        informed_whom=terms.informed_whom,
        not_informed=(terms.not_informed or ""),
        consent_id=consent_id,
        starts_on=timezone.localdate(now),
        ends_on=terms.ends_on,
        created_at=now,
        asked=terms.asked,
        due_on=terms.due_on,
    )


def _record(viewer: Viewer, opened: Opened, share: Share) -> None:
    touched = Touched(
        act=FileRead.Act.SHARED,
        purpose=Purpose(share.purpose),
        ground=share.ground,
        person_id=share.person_id,
        sections=[Section(one) for one in share.sections],
    )
    record(viewer, opened.person.organisation_id, touched)


def not_lawful() -> Refusal:
    """Refuse what the law does not allow, whatever the page had proposed."""
    return Refusal(
        code="share_not_lawful",
        what=_("La loi ne permet pas ce partage."),
        why=_("Une de ses conditions n’est pas remplie, ou ne l’est plus."),
        todo=_("Reprenez depuis le dossier\u00a0: seul ce qui est possible vous sera proposé."),
    )


def _nobody() -> Refusal:
    return Refusal(
        code="not-found",
        what=_("Destinataire introuvable."),
        why=_("Il n’est pas approuvé, ou son organisme ne travaille pas sur ce dossier."),
        todo=_("Choisissez dans la liste, ou partagez avec un partenaire sans compte."),
        status=404,
    )
