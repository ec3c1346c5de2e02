"""No form of the site takes a number of social security, but those written here with a reason."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from typing import Final

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

import allervers
from allervers.directory.domain.reading.record import Kind
from allervers.directory.forms.corrections import CorrectForm
from allervers.territory.forms import CoverageFileForm
from allervers.tours.gateways.intake_reader import read_file
from allervers.ui.domain.refusal import Refusal
from allervers.ui.forms import SafeText
from tests.access.addresses import addresses
from tests.cast import Cast, sign_in
from tools.place import ROOT

NIR: Final = "2 84 05 75 115 001"
SAID: Final = "décret n° 2019-341"
# Forms that are not held to it, and why. Passwords and codes are compared, and kept nowhere.
LISTED: Final = {
    "accounts.entering.SignInForm": "a password, and the address it goes with: compared",
    "accounts.entering.ReauthenticateForm": "a password",
    "accounts.entering.ForgottenPasswordForm": "an address, looked for among accounts",
    "accounts.second_factor.CodeForm": "a code of six digits, compared",
    "accounts.second_factor.ReauthenticateCodeForm": "a code of six digits, compared",
    "accounts.second_factor.ActivateForm": "a code of six digits, compared",
    "rights.sheet.CodeForm": "the code of a sheet, looked for",
    "rights.claim.VersionForm": "a number of version",
    "rights.claim.StartForm": "a choice",
    "rights.claim.ListForm": "choices",
    "rights.local.DepartementForm": "a choice",
    "rights.question.QuestionForm": "choices, figures, and a commune that is looked up",
}
# What views read by themselves: buttons, ids and versions. None of them is kept as text.
BUTTONS: Final = {
    "act", "proof", "reponse", "remettre", "accorder", "ground", "step", "parti", "version",
    "then", "correction", "choice", "login", "organisation", "previewed", "action",
}  # fmt: skip


def every_form() -> Iterator[type[forms.BaseForm]]:
    """Return every form of the site, once its addresses and its forms are read."""
    addresses()
    for module in pkgutil.walk_packages(allervers.__path__, "allervers."):
        if ".forms" in module.name:
            importlib.import_module(module.name)
    waiting: list[type[forms.BaseForm]] = [forms.BaseForm]
    while waiting:
        waiting += (found := waiting.pop()).__subclasses__()
        if found.__module__.startswith("allervers."):
            yield found


def name_of(form: type[forms.BaseForm]) -> str:
    """Return `subject.file.Form`."""
    parts = form.__module__.removeprefix("allervers.").split(".")
    return ".".join([*(one for one in parts if one != "forms"), form.__name__])


def test_each_form_refuses_it_or_is_listed_with_a_reason() -> None:
    found = {name_of(one): one for one in every_form()}
    assert len(found) > 100
    assert {name for name, one in found.items() if not issubclass(one, SafeText)} == set(LISTED)


def test_no_form_of_the_site_undoes_the_refusal() -> None:
    undone = [
        name_of(one) for one in every_form()
        if issubclass(one, SafeText) and one is not SafeText and "full_clean" in vars(one)
    ]  # fmt: skip
    assert undone == []


def test_views_keep_no_text_past_a_form() -> None:
    read = set()
    for file in (ROOT / "src" / "allervers").rglob("*.py"):
        text = file.read_text()
        if "rights" in file.parts or "request.POST" not in text:  # rights: tests/rights
            continue
        for node in ast.walk(ast.parse(text)):
            is_get = isinstance(node, ast.Call) and ast.unparse(node.func) == "request.POST.get"
            if is_get and isinstance(node, ast.Call):
                read |= {one.value for one in node.args[:1] if isinstance(one, ast.Constant)}
            if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "request.POST":
                read.add(ast.unparse(node.slice))
    assert read - BUTTONS == set(), "give them to a form, or say here why they keep nothing"


@pytest.mark.parametrize("address", ["public:search", "directory:search"])
def test_public_search_refuses_it_and_says_why(client: Client, db: None, address: str) -> None:
    got = client.get(reverse(address), {"q": NIR})
    assert got.status_code == 400
    assert SAID in got.content.decode()


SENT: Final = {
    "staff:notice_add": ("title", "text"),
    "staff:unit_add": ("name",),
    "staff:tour_add": ("name",),
    "staff:import_add": ("text", "default_commune"),
    "accounts:profile": ("name", "profession", "skills"),
}


@pytest.mark.parametrize(("address", "names"), SENT.items())
def test_public_texts_of_teams_refuse_it_and_say_why(
    cast: Cast, address: str, names: tuple[str, ...]
) -> None:
    got = sign_in(Client(), cast.aicha).post(reverse(address), dict.fromkeys(names, NIR))
    for name in names:
        assert SAID in got.context["form"].errors[name][0]


def test_tables_that_are_sent_refuse_it_and_say_where() -> None:
    table = f"commune;lieu;jour;horaires\nVicq;mairie;lundi;9h\nVicq;chez {NIR};mardi;9h-12h\n"
    with pytest.raises(Refusal, match=r"ligne 2 .*décret n° 2019-341"):
        read_file(table.encode())
    assert read_file(table.replace(NIR, "Ana").encode())


def test_coverage_that_is_sent_refuses_it() -> None:
    table = SimpleUploadedFile("a.csv", f"service;code;partie\nPMI;92040;{NIR}\n".encode())
    assert SAID in CoverageFileForm({}, MultiValueDict({"file": [table]})).errors["file"][0]


@pytest.mark.parametrize("field", ["nom", "presentation_resume", "horaires_accueil"])
def test_correction_of_the_directory_refuses_it(field: str) -> None:
    form = CorrectForm({"value": NIR, "reason": NIR}, kind=Kind.STRUCTURE, field=field)
    assert {name for name, said in form.errors.items() if SAID in said[0]} == {"value", "reason"}
