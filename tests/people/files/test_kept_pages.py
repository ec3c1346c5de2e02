"""What is kept of the pages of files is of nobody: names, texts and identifiers are put in."""

from typing import Any

import pytest
from django.template import loader
from django.test import Client

from allervers.people.domain.section import Section
from allervers.ui import kept
from tests.cast import sign_in
from tests.people.world import PeopleWorld, note

HERE = "/espace/personnes/"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the pieces as they are drawn, from nothing kept before."""
    found: list[str] = []
    draw = loader.render_to_string

    def noted(template: str, values: dict[str, Any]) -> str:
        found.append(draw(template, values))
        return found[-1]

    monkeypatch.setattr(kept, "render_to_string", noted)
    kept._drawn.cache_clear()
    return found


def test_nothing_of_a_person_nor_of_a_member_is_kept(
    client: Client, people_world: PeopleWorld, drawn: list[str]
) -> None:
    nour, bruno = people_world.nour, people_world.cast.bruno
    entry = note(nour, bruno, Section.HEALTH, "une note de santé")
    sign_in(client, bruno)
    pages = [client.get(HERE + rest).content.decode() for rest in ("", f"{nour.pk}/")]
    secret = (nour.pseudonym, "Nour Invente", str(nour.pk), str(entry.pk), bruno.user.name)
    assert all(one in "".join(pages) for one in (*secret, "une note de santé"))
    assert len(drawn) > 10
    assert [one for one in (*secret, "une note de santé") if one in "".join(drawn)] == []


def test_next_reader_is_drawn_their_own_name(
    client: Client, people_world: PeopleWorld, drawn: list[str]
) -> None:
    cast, nour = people_world.cast, people_world.nour
    for member, other in ((cast.bruno, cast.chloe), (cast.chloe, cast.bruno)):
        page = sign_in(client, member).get(f"{HERE}{nour.pk}/").content.decode()
        header = page.split("account-name")[1].split("</details>")[0]
        assert member.user.name in header
        assert other.user.name not in header
    assert drawn
