"""No form of the site takes a number of social security, but those written here with a reason."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from typing import Final

from django import forms

import allervers
from allervers.people.forms.text import SafeForm, refuse_nir
from tests.access.addresses import addresses
from tools.place import ROOT

PLACES: Final = "says a place, a stop or a vehicle: written by a team for the public, read by all"
ACCOUNT: Final = "a professional's own account"
SHORT: Final = "a code, a choice or a number of version: nothing else passes"
SEARCH: Final = "a search in public places: kept nowhere"
TOWN: Final = "what a town and a team write each other of a stop"
PLAN: Final = "a season, its halts and its units: no person"
# A form, or one of its fields: why a number of social security has no business there.
LISTED: Final = {
    "accounts.entering": ACCOUNT, "accounts.second_factor": ACCOUNT,
    "accounts.team.NewcomerForm": ACCOUNT, "accounts.team.ProfileForm": ACCOUNT,
    "accounts.team.OrganisationForm": "an organisation",
    "directory.corrections.SearchForm": SEARCH, "directory.search.SearchForm": SEARCH,
    "directory.imports.ImportForm": "where a file comes from",
    "reception.code.ResumeForm": SHORT, "reception.referral.SearchForm": SEARCH,
    "reception.encounter.EncounterForm.other_commune": "looked up among communes",
    "reception.encounter.EncounterForm.version": SHORT, "rights.sheet.CodeForm": SHORT,
    "seasons.publishing.PublishForm": PLACES, "seasons.season": PLAN, "seasons.taking_part": PLAN,
    "territory.CoverForm": PLACES, "tours.aboard.EditionForm": PLACES, "tours.agreement": TOWN,
    "tours.halt": PLACES, "tours.intake": "a timetable, shown before it is taken in",
    "tours.notice": PLACES, "tours.place": SEARCH, "tours.series": SHORT, "tours.tour": PLACES,
    "tours.unit": PLACES, "tours.versioned": SHORT, "tours.visit": PLACES,
    "ui.gallery": "the gallery of components: kept nowhere",
}  # fmt: skip
# Fields made as their form is.
MADE: Final = {
    "rights/forms/claim.py: 'note'": "refused by clean_note, which the tests of rights look at",
    "directory/forms/corrections.py: 'reason'": "why an entry of the public directory is corrected",
    "tours/forms/aboard.py: f'offers_{partner.id.hex}'": "what a partner does aboard",
}
OTHERWISE: Final = (forms.EmailField, forms.URLField, forms.UUIDField, forms.JSONField)


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


def texts_of(form: type[forms.BaseForm]) -> list[str]:
    """Return the fields of free text that do not refuse the number."""
    if issubclass(form, SafeForm):
        return []
    return [
        name for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.CharField) and not isinstance(field, OTHERWISE)
        and refuse_nir not in field.validators
    ]  # fmt: skip


def why(field: str) -> str:
    """Return why a field may take it: its own line, its form's, or its file's."""
    parts = field.split(".")
    tried = [".".join(parts[:size]) for size in range(len(parts), 1, -1)]
    return next((LISTED[one] for one in tried if one in LISTED), "")


def test_each_field_of_free_text_refuses_it_or_is_listed_with_a_reason() -> None:
    found = [f"{name_of(form)}.{text}" for form in every_form() for text in texts_of(form)]
    assert len(found) > 40
    assert sorted({one for one in found if not why(one)}) == []
    used = {line for one in found for line in LISTED if f"{one}.".startswith(f"{line}.")}
    assert set(LISTED) - used == set(), "no such field any more"


def test_no_form_about_a_person_is_listed() -> None:
    assert [one for one in LISTED if one.startswith("people")] == []
    forms_of_people = [one for one in every_form() if name_of(one).startswith("people")]
    assert len(forms_of_people) > 30
    assert [name_of(one) for one in forms_of_people if texts_of(one)] == []


def test_fields_made_as_a_form_is_are_known() -> None:
    found = set()
    for file in (ROOT / "src" / "allervers").rglob("forms/*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Assign) and "CharField(" in ast.unparse(node.value):
                target = node.targets[0]
                if isinstance(target, ast.Subscript):
                    place = file.relative_to(ROOT / "src" / "allervers")
                    found.add(f"{place}: {ast.unparse(target.slice)}")
    assert found == set(MADE)
