"""The ties that are not a caseload: shares in each state, glasses broken now and before."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from allervers.people.models import BreakGlass, Consent, PartnerLink, Person, Share
from tests.people.proof.making import DAY, YEAR, Made, Text, plain
from tests.people.proof.viewers import KINDS, VIEWERS, Title, Who
from tests.people.world import acting_as

STATES = {"refused": "refused", "revoked": "revoked", "done": "done"}


def tie(made: Made, text: Text = plain) -> None:
    """Share each file with each partner, break the glasses, name what addresses name."""
    for kind, person in made.files.items():
        with acting_as(made.referent):
            agreed = _agreements(made, person, kind, text)
            _share_all(made, person, kind, agreed, text)
    for who in VIEWERS:
        if who.tie.startswith("share:") and who.name != "asked":
            _answer(made, who.name)
    for who in VIEWERS:
        if who.tie in {"glass", "old_glass"}:
            _break(made, who, text)
    for kind in KINDS:  # a glass to review, whoever broke it
        made.parts.setdefault(("glass_id", kind), made.parts["glass_id", "active"])


def _agreements(made: Made, person: Person, kind: str, text: Text) -> dict[str, Consent]:
    today, now = timezone.localdate(), timezone.now()
    rows = {
        name: Consent(
            id=uuid4(), person=person, scope="share",
            purpose=text(f"consent purpose {name} {kind}"),
            recipients=text(f"consent recipients {name} {kind}"), means="de vive voix",
            given_on=today - 30 * DAY, recorded_by=made.referent, created_at=now,
            expires_on=today - DAY if name == "agreement_over" else today + YEAR,
            withdrawn_at=now if name == "withdrawn" else None,
        )
        for name in ("holds", "withdrawn", "agreement_over")
    }  # fmt: skip
    Consent.objects.bulk_create(rows.values())
    made.parts["consent_id", kind] = rows["holds"].pk
    return rows


def _share_all(
    made: Made, person: Person, kind: str, agreed: dict[str, Consent], text: Text
) -> None:
    shares = []
    for who in VIEWERS:
        if who.tie.startswith("share:") and who.title:
            share = _share(made, person, who, who.title, agreed.get(who.name, agreed["holds"]))
            share.asked = text(f"share asked {who.name} {kind}")
            made.parts[f"share_id {who.name}", kind] = share.id
            shares.append(share)
    by_link = _share(made, person, None, Title("doctor"), agreed["holds"])
    made.parts["share_id link", kind] = by_link.id
    Share.objects.bulk_create([*shares, by_link])
    PartnerLink.objects.create(
        share=by_link, email="partenaire@exemple.invalid", token_hash=uuid4().hex * 2,
        created_at=timezone.now(), expires_at=timezone.now() + YEAR,
    )  # fmt: skip


def _share(made: Made, person: Person, who: Who | None, title: Title, consent: Consent) -> Share:
    today, name = timezone.localdate(), who.name if who else "link"
    is_over = name == "over"
    return Share(
        id=uuid4(), person=person, ground="consentement", purpose="follow_up",
        sections=sorted(who.sections if who else {"identity"}), sender=made.referent,
        sender_profession="social_worker", recipient=made.members[name] if who else None,
        recipient_name="" if who else "Partenaire inventé", recipient_profession=title.profession,
        recipient_mission=title.mission, informed_on=today, informed_whom="la personne",
        consent=consent, starts_on=today - 20 * DAY if is_over else today,
        ends_on=today - DAY if is_over else today + 90 * DAY,
        created_at=timezone.now(),
    )  # fmt: skip


def _answer(made: Made, name: str) -> None:
    """Answer every share of a partner, as they do; or take them back, as their sender does."""
    state = STATES.get(name, "accepted")
    rows = Share.objects.filter(recipient=made.members[name])
    with acting_as(made.referent if state == "revoked" else made.members[name]):
        rows.update(state="accepted" if state == "done" else state, reason="raison inventée")
        if state == "done":
            rows.update(state=state)


def _break(made: Made, who: Who, text: Text) -> None:
    now = timezone.now()
    since = now - timedelta(hours=5) if who.tie == "old_glass" else now - timedelta(hours=1)
    rows = {
        kind: BreakGlass(
            id=uuid4(), person=made.files[kind], member=made.members[who.name],
            reason=text(f"glass reason {who.name} {kind}").ljust(25, "."), opened_at=since,
            ends_at=since + timedelta(hours=4), review_due_at=since + timedelta(hours=72),
        )
        for kind in who.kinds
    }  # fmt: skip
    with acting_as(made.members[who.name]):
        for row in rows.values():
            row.save(force_insert=True)
    if who.tie == "glass":
        made.parts.update({("glass_id", kind): UUID(str(row.id)) for kind, row in rows.items()})
