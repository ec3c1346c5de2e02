"""Each field is tied to its label, its hint and its error, whatever its widget."""

import re
from html.parser import HTMLParser

import pytest
from django import forms
from django.test import Client
from django.utils import translation

from allervers.ui.forms import PhoneField
from allervers.ui.gallery import GalleryForm

SIMPLE = ["name", "notes", "day", "hour", "moment", "seats", "parity", "phone", "email", "sheet"]
GROUPS = ["way", "days"]
Tag = tuple[str, dict[str, str]]


class Reader(HTMLParser):
    """Collects the opening tags of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag and its attributes."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def ids(self) -> list[str]:
        """Return every id, in order."""
        return [attrs["id"] for _, attrs in self.tags if "id" in attrs]

    def inputs(self, name: str) -> list[dict[str, str]]:
        """Return the inputs of a field."""
        kinds = {"input", "select", "textarea"}
        return [attrs for tag, attrs in self.tags if tag in kinds and attrs.get("name") == name]


class EveryHint(GalleryForm):
    """The gallery's form, with a hint on every field."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for field in self.fields.values():
            field.help_text = "Une aide."
            field.required = True


def refused() -> Reader:
    """Return the form with an error and a hint on each field."""
    return Reader(str(EveryHint({})))


def described(page: Reader, attrs: dict[str, str]) -> list[str]:
    """Return the ids that describe an element; all must exist."""
    found = attrs.get("aria-describedby", "").split()
    assert set(found) <= set(page.ids())
    return found


@pytest.mark.parametrize("name", SIMPLE)
def test_simple_field_is_described_by_hint_and_error(name: str) -> None:
    page = refused()
    (only,) = page.inputs(name)
    assert described(page, only) == [f"id_{name}_helptext", f"id_{name}_error"]
    assert only["aria-invalid"] == "true"


@pytest.mark.parametrize("name", [*SIMPLE, "agreed"])
def test_simple_field_has_one_label(name: str) -> None:
    labels = [attrs for tag, attrs in refused().tags if tag == "label"]
    assert [attrs["for"] for attrs in labels].count(f"id_{name}") == 1


def test_lone_box_is_described_too() -> None:
    page = refused()
    (box,) = page.inputs("agreed")
    assert described(page, box) == ["id_agreed_helptext", "id_agreed_error"]


@pytest.mark.parametrize("name", GROUPS)
def test_group_is_described_by_its_fieldset(name: str) -> None:
    page = refused()
    sets = [attrs for tag, attrs in page.tags if tag == "fieldset"]
    wanted = f"id_{name}_helptext id_{name}_error"
    assert wanted in [attrs.get("aria-describedby") for attrs in sets]
    assert all("aria-invalid" not in attrs for attrs in page.inputs(name))
    assert len([tag for tag, _ in page.tags if tag == "legend"]) == len(GROUPS)


@pytest.mark.parametrize("name", GROUPS)
def test_each_option_has_its_label(name: str) -> None:
    page = refused()
    labels = {attrs["for"] for tag, attrs in page.tags if tag == "label"}
    assert {attrs["id"] for attrs in page.inputs(name)} <= labels


def test_field_left_empty_says_what_to_do() -> None:
    said = {str(one) for errors in EveryHint({}).errors.values() for one in errors}
    assert "Ce champ est obligatoire." not in said
    assert {"Choisissez une réponse.", "Écrivez une réponse.", "Indiquez une date."} <= said


def test_ids_are_unique() -> None:
    found = refused().ids()
    assert len(found) == len(set(found))


def test_summary_takes_the_focus_and_leads_to_each_input() -> None:
    page = refused()
    (summary,) = [attrs for _, attrs in page.tags if attrs.get("class") == "error-summary"]
    assert summary["tabindex"] == "-1"
    assert "autofocus" in summary
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    inputs = [attrs["id"] for tag, attrs in page.tags if tag in {"input", "select", "textarea"}]
    assert len(links) == len(EveryHint.base_fields)
    assert {link.removeprefix("#") for link in links} <= set(inputs)


@pytest.mark.django_db
@pytest.mark.parametrize(("query", "begins"), [("?envoyer=1", "Erreur"), ("", "Galerie")])
def test_title_of_a_refused_page_says_so_first(client: Client, query: str, begins: str) -> None:
    html = client.get(f"/galerie/{query}").content.decode()
    assert html.split("<title>")[1].startswith(begins)


def test_form_without_error_has_no_summary() -> None:
    assert "error-summary" not in str(GalleryForm())


def test_inputs_never_carry_required() -> None:
    assert not [attrs for _, attrs in Reader(str(GalleryForm())).tags if "required" in attrs]


def test_optional_fields_say_so_and_only_they() -> None:
    html = str(GalleryForm())
    optional = [name for name, field in GalleryForm.base_fields.items() if not field.required]
    assert html.count("(facultatif)") == len(optional)
    label = re.search(r'for="id_notes">(.*?)</label>', html, re.DOTALL)
    assert label
    assert "(facultatif)" in label[1]


@pytest.mark.parametrize(
    ("name", "kind", "value"),
    [
        ("day", "date", "2026-10-06"),
        ("hour", "time", "09:30"),
        ("moment", "datetime-local", "2026-10-06T09:30"),
    ],
)
def test_dates_use_the_native_picker_in_its_format(name: str, kind: str, value: str) -> None:
    with translation.override("fr"):
        form = GalleryForm(initial={name: GalleryForm.base_fields[name].clean(value)})
        (only,) = Reader(str(form)).inputs(name)
    assert only["type"] == kind
    assert only["value"] == value


def test_french_dates_are_read_too() -> None:
    with translation.override("fr"):
        assert str(GalleryForm.base_fields["day"].clean("6/10/2026")) == "2026-10-06"


def test_errors_of_the_whole_form_are_in_the_summary() -> None:
    form = GalleryForm({})
    form.add_error(None, "Deux passages se touchent.")
    assert "<li>Deux passages se touchent.</li>" in str(form)


def test_typed_text_is_escaped() -> None:
    assert "<b>" not in str(GalleryForm({"name": "<b>", "email": "<b>", "parity": "<b>"}))


@pytest.mark.parametrize("typed", ["01 23 45 67 89", "+33 1 23 45 67 89", "01.23.45.67.89"])
def test_phone_field_keeps_the_international_form(typed: str) -> None:
    assert PhoneField().clean(typed) == "+33123456789"


@pytest.mark.parametrize("typed", ["12", "bonjour", "01 23"])
def test_phone_field_says_how_to_write(typed: str) -> None:
    with pytest.raises(forms.ValidationError, match="dix chiffres"):
        PhoneField().clean(typed)
