"""What a thief types or counts: lines in e-mails, numbers of social security, files that exist."""

import ast
import inspect
import re
from pathlib import Path
from uuid import uuid4

import pytest
from django import forms
from django.core import mail
from django.core.mail import BadHeaderError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

import allervers.people.forms as people_forms
from allervers.people.actions.partner_links import give_link
from allervers.people.forms.share_terms import StrangerForm
from allervers.people.gateways.share_mail import send_partner_link
from allervers.ui.domain.nir import find_nir, key_of
from allervers.ui.forms import SafeForm
from tests.cast import sign_in
from tests.people.sharing.world import make_share
from tests.people.world import PeopleWorld, acting_as

NIR = "2 84 05 75 115 001"
FORMS = Path(inspect.getfile(people_forms)).parent
VIEWS = FORMS.parent / "views"
# Buttons and ids that views read by themselves: none of them is kept as text.
BUTTONS = {"act", "proof", "reponse", "remettre", "accorder", "ground", "step"}


def test_address_with_a_line_break_reaches_nobody_else(people_world: PeopleWorld) -> None:
    bruno = people_world.cast.bruno
    share = make_share(people_world.nour, bruno, None)
    forged = "a@exemple.invalid\nBcc: b@exemple.invalid"
    assert "email" in StrangerForm({"email": forged}).errors
    with acting_as(bruno):
        link = give_link(share, forged, timezone.now())
    with pytest.raises(BadHeaderError):
        send_partner_link(link.pk)
    assert mail.outbox == []


def test_every_form_of_people_refuses_the_number_of_social_security() -> None:
    found = set()
    for file in FORMS.glob("*.py"):
        module = __import__(f"allervers.people.forms.{file.stem}", fromlist=["x"])
        found |= {
            one for _name, one in inspect.getmembers(module, inspect.isclass)
            if issubclass(one, forms.BaseForm) and one.__module__.startswith("allervers.people")
        }  # fmt: skip
    assert len(found) > 25
    assert {one.__name__ for one in found if not issubclass(one, SafeForm)} == set()


def test_views_of_people_keep_no_text_past_a_form() -> None:
    read = set()
    for file in VIEWS.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            is_get = isinstance(node, ast.Call) and ast.unparse(node.func) == "request.POST.get"
            if is_get and isinstance(node, ast.Call):
                read |= {one.value for one in node.args[:1] if isinstance(one, ast.Constant)}
            if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "request.POST":
                read.add(ast.unparse(node.slice))
    assert read - BUTTONS == set(), "give them to a SafeForm, or say here why they keep nothing"


@pytest.mark.parametrize("address", ["caseload", "glass", "add", "concern_send"])
def test_search_boxes_and_doors_without_a_file_refuse_it_too(
    people_world: PeopleWorld, address: str
) -> None:
    bruno = sign_in(Client(), people_world.cast.bruno)
    texts = ("q", "given_names", "family_name", "pseudonym", "reason", "about", "text")
    got = bruno.post(reverse(f"people:{address}"), dict.fromkeys(texts, NIR))
    assert got.status_code == 422
    said = got.content.decode()
    assert "décret n° 2019-341" in said


@pytest.mark.parametrize("text", [
    f"2840575115001{key_of('2840575115001'):02}", "2·84·05·75·115·001",
    "2\u00a084\u202f05\u200975\u2007115\u2003001",
    "2,84,05,75,115,001", "n°2840575115001/76", "2–84–05–75–115–001", "2\\84\\05\\75\\115\\001",
])  # fmt: skip
def test_numbers_dressed_otherwise_are_found(text: str) -> None:
    assert find_nir(text)


@pytest.mark.parametrize("name", ["show", "timeline", "entry_add", "contact_add", "rights_of"])
def test_file_that_exists_costs_the_same_as_one_that_does_not(
    people_world: PeopleWorld, name: str
) -> None:
    denis = sign_in(Client(), people_world.cast.denis)
    asked = []
    for person_id in (people_world.nour.pk, uuid4()):
        with CaptureQueriesContext(connection) as found:
            assert denis.get(reverse(f"people:{name}", args=[person_id])).status_code == 404
        asked.append([shape(one["sql"], person_id) for one in found.captured_queries])
    assert asked[0] == asked[1], "what is asked of PostgreSQL tells which files exist"


def shape(sql: str, person_id: object) -> str:
    """Return what a statement is, whatever the file."""
    text = sql.replace(str(person_id), "FILE").replace(str(person_id).replace("-", ""), "FILE")
    return re.sub(r"_x\d+", "", text.split(" WHERE ")[0])[:200]


def test_thief_of_the_mailbox_and_password_opens_no_file(people_world: PeopleWorld) -> None:
    bruno = people_world.cast.bruno
    client = Client()
    client.force_login(bruno.user)  # the password alone: no second factor
    got = client.get(reverse("people:show", args=[people_world.nour.pk]))
    assert got.status_code == 302
    assert "/compte/" in got["Location"]
