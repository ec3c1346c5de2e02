"""The number of social security is found however it is cut, and nothing else is taken for it."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django import forms
from hypothesis import assume, given
from hypothesis import strategies as st

from allervers.tours.forms.fields import LinesField
from allervers.ui.domain.nir import find_nir, key_of
from allervers.ui.forms import SafeForm

AREAS = [*(f"{one:02}" for one in range(1, 100)), "2A", "2B"]
MONTHS = [*range(1, 13), *range(20, 43), *range(50, 100)]
SEPARATORS = st.sampled_from(["", " ", ".", "-", "\u00a0", "\u202f"])
BEFORE = st.sampled_from(["", "NIR : ", "(", "numéro ", "né en 1984, ", "tél. 06 12 34 56 78 ; "])
# A number cut so that nothing tells it from a position, or from a SIRET and a figure.
SOMETHING_ELSE = re.compile(r"\d{1,2}\.\d{3,} \d{1,2}\.\d{3,}|\d{14}[ .]\d")
AFTER = st.sampled_from(["", " merci", ").", ", 12 ans", "\nsuite"])


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, ...]:
    """Draw the groups of a NIR, with its key."""
    groups = (
        draw(st.sampled_from("123478")),
        f"{draw(st.integers(0, 99)):02}",
        f"{draw(st.sampled_from(MONTHS)):02}",
        draw(st.sampled_from(AREAS)),
        f"{draw(st.integers(1, 990)):03}",
        f"{draw(st.integers(1, 999)):03}",
    )
    return (*groups, f"{key_of(''.join(groups)):02}")


@given(numbers(), SEPARATORS, st.sampled_from([6, 7]), BEFORE, AFTER)
def test_number_is_found_in_its_own_groups(
    groups: tuple[str, ...], gap: str, kept: int, before: str, after: str
) -> None:
    said = gap.join(groups[:kept])
    assert find_nir(f"{before}{said}{after}")
    assert find_nir(f"{before}{said.lower()}{after}")


@given(numbers(), st.lists(st.sampled_from(["", " ", "."]), min_size=14, max_size=14))
def test_number_is_found_cut_anywhere(groups: tuple[str, ...], gaps: list[str]) -> None:
    letters = "".join(groups)
    said = "".join(one + gap for one, gap in zip(letters, [*gaps, ""], strict=True))
    assume(not SOMETHING_ELSE.fullmatch(said))
    assert find_nir(f"c’est {said}")


@pytest.mark.parametrize(
    "said",
    [
        "1005 41.00010 0.128",  # the end of it could be a position
        "1 00541000100128",  # or a SIRET
        "1 0.0541 00010.0128",
    ],
)
def test_number_cut_so_that_a_part_looks_like_something_else_is_found(said: str) -> None:
    assert find_nir(f"c’est {said}")


@given(numbers())
def test_wrong_key_of_fifteen_joined_digits_is_no_number(groups: tuple[str, ...]) -> None:
    wrong = int(groups[-1]) % 97 + 1
    assert not find_nir("".join(groups[:-1]) + f"{wrong:02}")


@given(st.from_regex(r"0[1-9]([ .-]?[0-9]{2}){4}", fullmatch=True), st.sampled_from([" ", " / "]))
def test_french_telephones_are_no_number(phone: str, gap: str) -> None:
    assert not find_nir(f"Appeler le {phone}{gap}{phone}")
    assert not find_nir(f"+33 {phone[1:]}")


@given(st.from_regex(r"[0-9]{14}", fullmatch=True))
def test_siret_is_no_number(siret: str) -> None:
    assert not find_nir(f"SIRET {siret}")
    assert not find_nir(f"{siret[:3]} {siret[3:6]} {siret[6:9]} {siret[9:]}")


@given(st.dates(), st.times(), st.integers(1, 99))
def test_dates_and_hours_are_no_number(day: object, hour: object, age: int) -> None:
    assert not find_nir(f"{day} {hour}")
    assert not find_nir(f"né le {day}, {age} ans")
    assert not find_nir(f"{day:%d/%m/%Y} {hour:%H:%M}")


@given(st.text(alphabet="0123456789 .", max_size=30))
def test_too_few_or_too_many_digits_are_no_number(text: str) -> None:
    assume(len("".join(text.replace(".", " ").split())) < 13)
    assert not find_nir(text)


@pytest.mark.parametrize(
    "text",
    [
        "1 86 00 75 115 001",  # no month 00
        "1 86 13 75 115 001",
        "5 86 05 75 115 001",  # no such first digit
        "1 86 05 75 000 001",
        "1 86 05 75 115 000",
        "FR76 3000 4000 0312 3456 7890 143",  # an IBAN
        "carte 4970 1234 5678 9012",
        "loyer 712,50 € ; 3 enfants ; 2 pièces",
    ],
)
def test_other_numbers_pass(text: str) -> None:
    assert not find_nir(text)


def test_hidden_and_foreign_digits_are_read() -> None:
    assert find_nir("２ ８４ ０５ ７５ １１５ ００１")
    assert find_nir("2\u200b84\u200b05 75 115 001")
    assert find_nir("٢ ٨٤ ٠٥ ٧٥ ١١٥ ٠٠١")


FIVE = st.from_regex(r"([0-9]{5}|2[AB][0-9]{3})", fullmatch=True)


@given(st.lists(FIVE, min_size=1, max_size=12), st.sampled_from([", ", ";", "\n", " ; "]))
def test_lists_of_codes_of_communes_are_no_number(codes: list[str], gap: str) -> None:
    assert not find_nir(f"Communes : {gap.join(codes)}.")


@given(st.lists(FIVE, min_size=4, max_size=12))
def test_codes_of_communes_side_by_side_are_no_number(codes: list[str]) -> None:
    assert not find_nir(" ".join(codes))


@given(st.from_regex(r"([0-9]{2}|2[AB])[0-9]{7}", fullmatch=True), st.integers(0, 99))
def test_finess_is_no_number(finess: str, beds: int) -> None:
    assert not find_nir(f"FINESS {finess}, {beds} places")
    assert not find_nir(f"{finess} / {finess}")


@given(st.from_regex(r"[0-9]{14}", fullmatch=True), st.integers(0, 2100))
def test_siret_is_no_number_whatever_follows(siret: str, count: int) -> None:
    assert not find_nir(f"{siret} {count}")


@given(st.floats(41, 51.99), st.floats(-5, 9.9))
def test_positions_are_no_number(latitude: float, longitude: float) -> None:
    assert not find_nir(f"GPS {latitude:.6f} {longitude:.6f}")
    assert not find_nir(f"{abs(longitude):.5f}, {latitude:.5f}")


@given(st.datetimes(timezones=st.just(UTC)))
def test_version_of_a_page_is_no_number(moment: datetime) -> None:
    assert not find_nir(moment.isoformat())


class Asked(SafeForm):
    """A form such as anybody writes: nothing in it says that it refuses the number."""

    note = forms.CharField(widget=forms.Textarea)
    lines = LinesField(item_length=80)
    mail = forms.EmailField(required=False)
    password = forms.CharField(widget=forms.PasswordInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add a field later than Django does."""
        super().__init__(*args, **kwargs)
        self.fields["late"] = forms.CharField(required=False)


def test_every_text_field_of_a_form_refuses_it_and_says_why() -> None:
    typed = {
        "note": "son numéro : 2 84 05 2A 115 001", "lines": "un\n2840575115001\ndeux",
        "mail": "2840575115001@exemple.invalid", "late": "2.84.05.75.115.001",
    }  # fmt: skip
    form = Asked({**typed, "password": "2840575115001"})
    assert not form.is_valid()
    assert set(form.errors) == set(typed)
    for said in form.errors.values():
        assert "décret n° 2019-341" in said[0]
    assert Asked({"note": "elle a 2 enfants", "lines": "un\ndeux"}).is_valid()
