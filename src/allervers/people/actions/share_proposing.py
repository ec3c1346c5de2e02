"""Making a share, once its terms are said.

Everything is weighed again here: the page that proposed it is not believed.
"""

from datetime import datetime
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.opening import Opened
from allervers.people.actions.partner_links import give_link
from allervers.people.actions.recording import Touched, record
from allervers.people.actions.share_dialogue import (
    Dialogue,
    Stranger,
    Terms,
    dialogue_for,
    obstacles,
)
from allervers.people.actions.share_mail import News, tell
from allervers.people.domain.ground import Purpose
from allervers.people.domain.section import Section
from allervers.people.domain.sharing import Condition, Offer
from allervers.people.mapping.file_keys import unwrapped
from allervers.people.mapping.sealed_words import sealed_values
from allervers.people.models import Consent, FileKey, FileRead, Share
from allervers.people.queries.acting import acting
from allervers.ui.domain.refusal import Refusal


def propose(
    *, viewer: Viewer, person_id: UUID, to: UUID | Stranger, terms: Terms, now: datetime
) -> Share:
    """Make the share, its consent if it is new, its link if needed; tell the recipient.

    Refuses what the law does not allow (`share_not_lawful`) and what one does not read oneself.
    """
    with acting(viewer):
        dialogue = dialogue_for(viewer, person_id, to, now)
        offer = dialogue.offer(terms.ground.value)
        is_theirs = offer is not None and _is_offered(dialogue, offer, terms)
        if not is_theirs or obstacles(dialogue, terms, now):
            raise not_lawful()
        consent = _consent(viewer, dialogue, terms, now)
        share = _made(viewer, dialogue, terms, consent, now)
        _record(viewer, dialogue.opened, share)
        if dialogue.recipient.member_id is None:
            give_link(share, dialogue.recipient.email, now)
        else:
            tell(share.pk, News.WAITS)
        return share


def _is_offered(dialogue: Dialogue, offer: Offer, terms: Terms) -> bool:
    """Whether the terms stay within what the dialogue offered, whatever was sent."""
    needs_consent = Condition.CONSENT in offer.conditions
    has_consent = terms.consent_id is not None or terms.new_consent is not None
    by = terms.new_consent.signatory_id if terms.new_consent else None
    return (
        terms.sections <= offer.sections
        and terms.ends_on <= dialogue.last_day
        and (needs_consent or not has_consent)
        and (by is None or by in {one.pk for one in dialogue.speakers})
    )


def _consent(viewer: Viewer, dialogue: Dialogue, terms: Terms, now: datetime) -> UUID | None:
    """Return the agreement that the share rests on, written now if it was given now."""
    new = terms.new_consent
    if new is None:
        return terms.consent_id
    person, row_id = dialogue.opened.person, uuid4()
    words = {
        "purpose": str(Share(purpose=terms.purpose.value).get_purpose_display()),
        "recipients": f"{dialogue.recipient.name} ({dialogue.recipient.organisation})",
        "means": new.means,
    }
    key = unwrapped(FileKey.objects.get(person=person))
    made = Consent.objects.create(
        id=row_id,
        person=person,
        scope=Consent.Scope.SHARE,
        **sealed_values(Consent, row_id, words, key),
        signed_by_person=new.signatory_id is None,
        signatory_id=new.signatory_id,
        given_on=timezone.localdate(now),
        expires_on=new.expires_on,
        recorded_by_id=viewer.member_id,
        created_at=now,
    )
    return made.pk


def _made(
    viewer: Viewer, dialogue: Dialogue, terms: Terms, consent_id: UUID | None, now: datetime
) -> Share:
    to, share_id = dialogue.recipient, uuid4()
    words = {"asked": terms.asked, "informed_whom": terms.informed_whom}
    return Share.objects.create(
        id=share_id,
        **sealed_values(Share, share_id, words),
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
        not_informed=(terms.not_informed or ""),
        consent_id=consent_id,
        starts_on=timezone.localdate(now),
        ends_on=terms.ends_on,
        created_at=now,
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
