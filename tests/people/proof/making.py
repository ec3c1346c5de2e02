"""The world of the proof: a member for each relation, a file of each kind, tied as the table says.

Made through the application's own role, as its pages would; in a few statements, for it is large.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.utils import timezone

from allervers.accounts.domain.role import Role
from allervers.accounts.models import Member, Organisation
from allervers.people.mapping.file_keys import fresh
from allervers.people.models import Convention, FileKey, FollowUp, Identity, Person, Professional
from tests.cast import make_members, make_organisation
from tests.people.proof.viewers import BY_NAME, KINDS, VIEWERS, Who
from tests.people.world import acting_as, agreed

YEAR: Final = timedelta(days=365)
DAY: Final = timedelta(days=1)
Text = Callable[[str], str]  # what is written in a field, by its name


def plain(name: str) -> str:
    """Return what a field says when nobody looks for it."""
    return f"inventé : {name}"[:60]


@dataclass
class Made:
    """The world: members by relation, files by kind, and what each file holds, by argument."""

    members: dict[str, Member]
    homes: dict[str, Organisation]
    files: dict[str, Person] = field(default_factory=dict)
    keys: dict[str, bytes] = field(default_factory=dict)
    parts: dict[tuple[str, str], UUID] = field(default_factory=dict)  # (argument, kind)
    notes: int = 1  # in each section of each file

    @property
    def referent(self) -> Member:
        """Who answers for every file."""
        return self.members["referent"]

    @property
    def dpo(self) -> Member:
        """Who asks for destructions, and is not asked about."""
        return self.members["second_dpo"]


def make_people() -> Made:
    """Make organisations and members, approve professions, sign conventions."""
    kinds = {"host": "host", "commune": "commune", "partner": "partner", "lapsed": "partner"}
    homes = {
        name: make_organisation(
            kinds.get(name, "carrier"), f"{name} inventé", "92040" * (name == "commune")
        )
        for name in ("carrier", "partner", "lapsed", "other", "commune", "host")
    }
    said = {one.name: (homes[one.home], [one.role]) for one in VIEWERS}
    said |= {
        "second_dpo": (homes["carrier"], [Role.DPO]),
        "approver": (homes["host"], [Role.DPO]),
    }
    made = Made(dict(zip(said, make_members(said, inactive="left"), strict=True)), homes)
    _approve(made)
    _sign(made)
    return made


def _approve(made: Made) -> None:
    today, now = timezone.localdate(), timezone.now()
    host, approver = made.members["host"], made.members["approver"]
    titled = [(one, one.title) for one in VIEWERS if one.title]
    with acting_as(host):
        rows = Professional.objects.bulk_create([
            Professional(
                member=made.members[who.name], profession=title.profession, mission=title.mission,
                proof="vu", proposed_by=host, proposed_at=now,
                valid_until=today - DAY if title.standing == "expired" else today + YEAR,
            )
            for who, title in titled
        ])  # fmt: skip
    waiting = {made.members[who.name].pk for who, title in titled if title.standing == "waiting"}
    with acting_as(approver):
        due = Professional.objects.filter(pk__in=[row.pk for row in rows if row.pk not in waiting])
        due.update(approved_by=approver, approved_at=now)
        stopped = made.members["stopped"].pk
        Professional.objects.filter(pk=stopped).update(stopped_at=now, stopped_why="volume")


def _sign(made: Made) -> None:
    today, host, own = timezone.localdate(), made.members["host"], made.members["administrator"]
    for name, ends in (("partner", today + YEAR), ("lapsed", today - DAY)):
        with acting_as(own):
            row = Convention.objects.create(
                holder=made.homes["carrier"], partner=made.homes[name], reference="inventée",
                signed_on=today - YEAR, expires_on=ends, recorded_by=own,
            )  # fmt: skip
        agreed(row, host)
        made.parts["convention_id", name] = row.pk


def make_files(made: Made, text: Text = plain) -> None:
    """Open a file of each kind, active yet: key, referent, identity, who else follows it."""
    today, now, referent = timezone.localdate(), timezone.now(), made.referent
    for kind in KINDS:
        made.files[kind] = Person(
            id=uuid4(), pseudonym=f"Essai {uuid4().hex[:12]}", organisation=referent.organisation,
            created_by=referent, created_at=now, last_contact_on=today, state_since=today,
        )  # fmt: skip
    with acting_as(referent):
        Person.objects.bulk_create(made.files.values())
        rows = {kind: fresh(person.pk) for kind, person in made.files.items()}
        made.keys = {kind: key for kind, (_row, key) in rows.items()}
        FileKey.objects.bulk_create(row for row, _key in rows.values())
        FollowUp.objects.bulk_create(
            _follow(made, BY_NAME["referent"], kind, now) for kind in KINDS
        )
        Identity.objects.bulk_create(
            _identity(person, kind, today, text) for kind, person in made.files.items()
        )
    _let_in(made, now)


def _identity(person: Person, kind: str, today: date, text: Text) -> Identity:
    years = 12 if kind == "minor" else 40
    return Identity(
        person=person, given_names=text(f"identity given_names {kind}"),
        family_name=text(f"identity family_name {kind}"),
        used_name=text(f"identity used_name {kind}"), born_on=date(today.year - years, 1, 15),
        language="fr", search_key=f"essai {kind}",
    )  # fmt: skip


def _follow(made: Made, who: Who, kind: str, now: datetime) -> FollowUp:
    is_former = who.tie == "former"
    today = timezone.localdate(now)
    return FollowUp(
        id=uuid4(), person=made.files[kind], member=made.members[who.name],
        kind={"former": "team"}.get(who.tie, who.tie), sections=sorted(who.sections),
        act="acte inventé" if who.tie == "coordinator" else "", given_by=made.referent,
        since=today - 2 * DAY if is_former else today, until=today - DAY if is_former else None,
        created_at=now,
    )  # fmt: skip


def _let_in(made: Made, now: datetime) -> None:
    followers = [one for one in VIEWERS if one.tie in {"team", "coordinator", "former"}]
    rows = [_follow(made, one, kind, now) for one in followers for kind in one.kinds]
    with acting_as(made.referent):
        FollowUp.objects.bulk_create(rows)
    names = {made.members[one.name].pk: one.name for one in followers}
    kinds = {person.pk: kind for kind, person in made.files.items()}
    for row in rows:
        if names[row.member_id] == "desk":
            made.parts["follow_up_id", kinds[row.person_id]] = row.pk


def safe_hours() -> Mapping[str, object]:
    """Return hours at which a call does no harm."""
    return {"safe_channels": ["call"], "safe_from": time(9), "safe_until": time(18)}
