"""What is sent by hand, broken or hostile, gets a sentence: never a crash, nothing stored."""

import re

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allervers.reception.forms.encounter import EncounterForm
from allervers.reception.models import Encounter, Request, Suggestion
from tests.cast import sign_in
from tests.reception.today import Today

ADD = "/espace/accueil/nouvelle/"
NUL = "\0"
# The only columns of letters: codes of closed lists, digests, and words that our own code wrote.
CODED = {
    "Encounter": {"channel", "audience", "age_band", "language", "code_digest"},
    "Request": {"thematique"},
    "Suggestion": {"thematique", "origin", "label"},
}


@pytest.fixture
def bruno(client: Client, today: Today) -> Client:
    """Return a browser in which Bruno is signed in."""
    return sign_in(client, today.cast.bruno)


@pytest.mark.parametrize(
    "wrong",
    [
        {"where": ""},
        {"where": "street"},
        {"where": "visit:"},
        {"where": "visit:00000000-0000-4000-8000-000000000000"},
        {"where": f"visit:{NUL}"},
        {"requests": ["inventee"]},
        {"requests": ["sante--", NUL]},
        {"audience": "x" * 5000},
        {"age_band": NUL},
        {"is_first_time": "maybe"},
        {"language": "klingon"},
        {"other_language": NUL},
        {"commune": "99999"},
        {"commune": NUL * 5},
        {"other_commune": NUL},
        {"other_commune": "x" * 61},
        {"submission": ""},
        {"submission": "1 OR 1=1"},
        {"submission": NUL},
        {"day": "2026-02-30"},
        {"day": NUL},
    ],
)
def test_wrong_value_is_a_sentence(bruno: Client, today: Today, wrong: dict[str, object]) -> None:
    answer = bruno.post(ADD, today.sent(**wrong))
    assert answer.status_code == 422
    assert "Il y a quelque chose à corriger" in answer.content.decode()
    assert not Encounter.objects.exists()


@pytest.mark.parametrize("day", ["1900-01-01", "2999-12-31", "9999-12-31", "0001-01-01"])
def test_day_too_far_is_refused_in_words(bruno: Client, today: Today, day: str) -> None:
    answer = bruno.post(ADD, today.sent(day=day, where="desk"))
    assert answer.status_code == 422
    assert not Encounter.objects.exists()
    assert bruno.get(f"/espace/accueil/?jour={day}").status_code == 200


def test_unreadable_submission_is_renewed_so_that_the_next_try_passes(
    bruno: Client, today: Today
) -> None:
    page = bruno.post(ADD, today.sent(submission="cassé")).content.decode()
    found = re.search(r'name="submission" value="([0-9a-f-]{36})"', page)
    assert found
    assert bruno.post(ADD, today.sent(submission=found[1])).status_code == 302


@pytest.mark.parametrize("typed", ["2 84 05 78 006 084 91", "Jeanne Durand-Inventée"])
def test_number_or_name_typed_for_a_commune_is_kept_nowhere(
    bruno: Client, today: Today, typed: str
) -> None:
    bruno.post(ADD, today.sent(other_commune=typed))
    assert not Encounter.objects.exists()


def test_no_column_takes_free_text() -> None:
    for model in (Encounter, Request, Suggestion):
        letters = {
            field.name
            for field in model._meta.get_fields()
            if getattr(field, "get_internal_type", str)() in ("CharField", "TextField", "JSONField")
        }
        assert letters == CODED[model.__name__]


def test_form_has_one_box_to_write_in_and_it_is_looked_up() -> None:
    form = EncounterForm(visits=[])
    written = [name for name, one in form.fields.items() if one.widget.input_type == "text"]
    assert written == ["other_commune"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from([*EncounterForm.base_fields, "then"]),
        st.one_of(st.text(max_size=80), st.lists(st.text(max_size=20), max_size=3)),
    )
)
def test_anything_sent_gets_an_answer(bruno: Client, today: Today, sent: dict[str, object]) -> None:
    assert bruno.post(ADD, today.sent(**sent)).status_code in {302, 404, 422}
