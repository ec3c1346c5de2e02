"""Agreements and shares come and go in any order; an open session follows at each step.

More consent never hides; what is taken back, revoked or finished closes at the next request.
"""

from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run

from allervers.people.actions.informing import withdraw_consent
from allervers.people.actions.share_answers import accept, finish, revoke
from allervers.people.domain.ground import Purpose
from allervers.people.domain.section import Section
from allervers.people.mapping.deciding import decision_for
from allervers.people.models import Consent, Entry
from allervers.ui.domain.refusal import Refusal
from tests.cast import sign_in, viewer
from tests.people.sharing.world import make_consent, make_share
from tests.people.world import PeopleWorld, acting_as, note

NAMED = ("situation", "housing", "resources", "violence")
PROTECTED = {"violence"}  # Denis is bound by nothing: a share of it opens nothing to him
some = st.sets(st.sampled_from(NAMED), min_size=1)


class Sharing(RuleBasedStateMachine):
    """Bruno shares Nour with Denis, in any order; what Denis should read is counted apart."""

    world: PeopleWorld
    consents = Bundle("consents")
    shares = Bundle("shares")

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.client = sign_in(Client(), self.world.cast.denis)
        self.agreed: set[UUID] = set()
        self.live: dict[UUID, tuple[UUID, set[str]]] = {}
        self.answered: dict[UUID, str] = {}

    def teardown(self) -> None:
        """Forget the example."""
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def expected(self) -> set[str]:
        """Return what is open to Denis."""
        named = [
            sections for one, (consent, sections) in self.live.items()
            if self.answered[one] == "accepted" and consent in self.agreed
        ]  # fmt: skip
        return set().union(*named) - PROTECTED

    @rule(target=consents)
    def agree(self) -> UUID:
        """Nour agrees once more."""
        before = self.expected()
        made = make_consent(self.world.nour, self.world.cast.bruno).pk
        self.agreed.add(made)
        assert before <= self.expected()
        return made

    @rule(target=shares, consent=consents, sections=some)
    def share(self, consent: UUID, sections: set[str]) -> UUID:
        """Bruno proposes a share on an agreement, whether it still holds or not."""
        cast = self.world.cast
        made = make_share(
            self.world.nour, cast.bruno, cast.denis, consent=made_of(consent),
            sections=[Section(one) for one in sections],
        ).pk  # fmt: skip
        self.live[made], self.answered[made] = (consent, sections), "asked"
        return made

    def act(
        self, do: Any, name: str, who: str, share: UUID, allowed: set[str], **said: str
    ) -> None:
        """Do something of a share that may not be allowed any more."""
        if self.answered[share] not in allowed:
            return
        if name == "accepted" and self.live[share][0] not in self.agreed:
            return
        if name == "accepted" and not self.live[share][1] - PROTECTED and not self.expected():
            with pytest.raises(Refusal):  # nothing of the file opens: nothing is accepted
                do(viewer=viewer(self.world.cast.denis), share_id=share, now=timezone.now())
            return
        do(viewer=viewer(getattr(self.world.cast, who)), share_id=share, now=timezone.now(), **said)
        self.answered[share] = name

    @rule(share=shares)
    def accepts(self, share: UUID) -> None:
        """Denis accepts: nothing that was open closes."""
        before = self.expected()
        self.act(accept, "accepted", "denis", share, {"asked"})
        assert before <= self.expected()

    @rule(share=shares)
    def finishes(self, share: UUID) -> None:
        """Denis tells what came of it."""
        self.act(finish, "done", "denis", share, {"accepted"}, outcome="fait")

    @rule(share=shares)
    def revokes(self, share: UUID) -> None:
        """Bruno ends it."""
        self.act(revoke, "revoked", "bruno", share, {"asked", "accepted"}, reason="finie")

    @precondition(lambda self: self.agreed)
    @rule(consent=consents)
    def takes_back(self, consent: UUID) -> None:
        """Nour takes an agreement back."""
        if consent in self.agreed:
            bruno, nour = viewer(self.world.cast.bruno), self.world.nour.pk
            now = timezone.now()
            withdraw_consent(viewer=bruno, person_id=nour, consent_id=consent, now=now)
            self.agreed.remove(consent)

    @invariant()
    def both_decisions_and_the_open_session_agree(self) -> None:
        """The function, PostgreSQL's rows and the page of a session that stays open."""
        denis, nour = self.world.cast.denis, self.world.nour.pk
        opened = self.expected()
        with acting_as(denis):
            found = decision_for(viewer(denis), nour, Purpose.FOLLOW_UP, timezone.now())
            rows = set(Entry.objects.order_by("pk").values_list("section", flat=True))
        assert rows == opened
        assert ({one.value for one in found[1].sections} if found else set()) == opened
        page = self.client.get(reverse("people:timeline", args=[nour]))
        assert page.status_code == (200 if opened else 404)
        said = page.content.decode()
        assert {one for one in NAMED if f"mot de {one}" in said} == opened


def made_of(consent_id: UUID) -> Consent:
    """Return a consent by its id alone."""
    return Consent(pk=consent_id)


def live(world: PeopleWorld, examples: int, steps: int) -> None:
    """Run it."""
    for section in NAMED:
        note(world.nour, world.cast.bruno, Section(section), f"mot de {section}")
    machine = type("OfThisWorld", (Sharing,), {"world": world})
    asked = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, database=None,
        derandomize=examples < 10,
    )  # fmt: skip
    run(machine, settings=asked)


def test_open_session_follows_agreements_and_shares(people_world: PeopleWorld) -> None:
    live(people_world, 3, 8)


@pytest.mark.nightly
def test_open_session_follows_agreements_and_shares_for_long(people_world: PeopleWorld) -> None:
    live(people_world, 100, 30)
