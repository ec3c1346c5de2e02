"""Local rights against a judge that reads the file's words, one household at a time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allervers.rights.domain.answers import UNKNOWN, Answers, Json
from allervers.rights.domain.finding import Status
from allervers.rights.domain.local.findings import local_codes, local_findings
from allervers.rights.domain.local.format import LocalRightFile
from allervers.rights.domain.local.reading import right_of
from allervers.rights.domain.local.rights import LocalRight
from allervers.rights.gateways.local.rights import local_rights
from tests.rights.households import chance_of
from tests.rights.local import drawing, oracle

MONTH = date(2026, 11, 1)
SEEDS = st.integers(0, 100_000)
SHIPPED = {one.slug: one for one in local_rights(None)}
ALONE: dict[str, Json] = {
    "age": 67, "couple": "no", "children": 0, "housing": "social_tenant", "commune": "92040",
    "benefits": ["none"], "disability": "none", "local_benefits": ["none"],
}  # fmt: skip


def read(file: dict[str, object]) -> LocalRight:
    """Read a file that a test wrote."""
    return right_of(LocalRightFile.model_validate(file))


@given(SEEDS, SEEDS)
def test_whole_answers_give_what_the_words_say(which: int, who: int) -> None:
    file, answers = drawing.right(which), drawing.local_answers(who)
    (found,) = local_findings((read(file),), answers, MONTH)
    euros = oracle.euros(file, answers.raw)
    is_uncounted = {"self_employed", "other"} & (
        answers.many("incomes") | answers.many("partner_incomes")
    )
    if is_uncounted and found.amount is None and found.high is not None:
        assert float(found.low or 0) <= (euros or 0) <= float(found.high)
        return  # resources that nobody can count
    if is_uncounted and found.status is Status.PERHAPS:
        return
    assert found.status is (Status.NOT_ENTITLED if euros is None else Status.ENTITLED)
    assert float(found.amount or 0) == (euros or 0)
    assert not found.missing


@given(SEEDS, SEEDS, SEEDS)
def test_truth_lies_within_the_bounds_whatever_is_missing(which: int, who: int, how: int) -> None:
    file, whole = drawing.right(which), drawing.local_answers(who)
    (found,) = local_findings((read(file),), drawing.holed(whole, chance_of(how)), MONTH)
    euros = oracle.euros(file, whole.raw)
    assert found.status is not Status.ENTITLED or euros is not None
    assert found.status is not Status.NOT_ENTITLED or euros is None
    if euros and found.high is not None:
        assert float(found.low or 0) <= euros <= float(found.high)
    assert (found.status is Status.NOT_ASKED) <= bool(found.missing)


@pytest.mark.parametrize(
    ("slug", "said", "status", "missing"),
    [
        ("fsl-92", {}, "not_asked", ("local_quotient",)),
        ("fsl-92", {"local_quotient": UNKNOWN}, "perhaps", ("local_quotient",)),
        ("fsl-92", {"local_quotient": "800.00"}, "perhaps", ()),
        ("fsl-92", {"local_quotient": "800.01"}, "not_entitled", ()),
        ("fsl-92", {"children": 1, "local_quotient": "850.00"}, "perhaps", ()),
        ("amethyste-92", {"age": 64}, "not_asked",
         ("local_years", "local_situations", "local_tax")),
        ("amethyste-92", {"age": 59}, "not_entitled", ()),
        ("amethyste-92", {"local_years": 0}, "not_entitled", ()),
        ("amethyste-92", {"local_years": 1, "local_tax": "650.00"}, "perhaps", ()),
        ("amethyste-92", {"local_years": 1, "local_tax": "651.00"}, "not_entitled", ()),
        ("amethyste-92", {"local_years": 1, "couple": "yes", "local_tax": "800.00"},
         "perhaps", ()),
        ("amethyste-94", {"commune": "94028", "local_tax": "1.00"}, "not_entitled", ()),
        ("solidarite-transport", {"local_benefits": ["ame"]}, "entitled", ()),
        ("solidarite-transport", {"local_benefits": ["none"]}, "not_entitled", ()),
        ("solidarite-transport", {"benefits": ["rsa"]}, "perhaps", ()),
        ("fij-92", {"age": 26}, "not_entitled", ()),
        ("fij-92", {"age": 16}, "perhaps", ()),
        ("pass-plus", {"children": 1, "children_ages": [19]}, "not_entitled", ()),
    ],
)  # fmt: skip
def test_shipped_right_answers_as_its_source_says(
    slug: str, said: dict[str, Json], status: str, missing: tuple[str, ...]
) -> None:
    (found,) = local_findings((SHIPPED[slug],), Answers({**ALONE, **said}), MONTH)
    assert (found.status.value, found.missing) == (status, missing)


def test_levels_are_given_from_the_best_one_down() -> None:
    said = {**ALONE, "benefits": ["ass"], "local_benefits": ["css_free"]}
    right = SHIPPED["solidarite-transport"]
    (found,) = local_findings((right,), Answers(said), MONTH)
    assert [one.name for one in found.levels] == ["Gratuité"]
    (found,) = local_findings((right,), Answers({**said, "local_benefits": ["none"]}), MONTH)
    assert [one.name for one in found.levels] == ["Réduction de 75 %"]


def test_place_is_asked_first_and_alone_then_only_what_its_rights_need() -> None:
    rights = tuple(SHIPPED.values())
    nowhere = {**ALONE, "housing": "hosted"}
    del nowhere["commune"]
    assert local_codes(rights, Answers(nowhere), MONTH) == ("local_commune",)
    there = Answers({**nowhere, "local_commune": "35238"})
    assert local_codes(rights, there, MONTH) == ()
    here = Answers({**nowhere, "local_commune": "92040"})
    assert "local_quotient" in local_codes(rights, here, MONTH)
    assert "local_grant" not in local_codes(rights, here, MONTH)


def test_right_of_a_place_nobody_placed_stays_possible() -> None:
    right = read({**drawing.right(1), "territoire": {"a_preciser": "une ville"}, "conditions": []})
    (found,) = local_findings((right,), Answers(ALONE), MONTH)
    assert (found.status, found.is_here) == (Status.PERHAPS, None)


def test_right_out_of_its_months_is_not_offered() -> None:
    right = read({**drawing.right(1), "valable": {"du": date(2026, 11, 15)}})
    assert local_findings((right,), Answers(ALONE), MONTH)
    assert not local_findings((right,), Answers(ALONE), date(2026, 10, 1))
    right = read({**drawing.right(1), "valable": {"au": date(2026, 10, 31)}})
    assert not local_findings((right,), Answers(ALONE), MONTH)


def test_rent_of_an_institution_is_not_known() -> None:
    right = read({**drawing.right(1), "territoire": {"france": "oui"}, "niveaux": [],
                  "conditions": [{"loyer": {"au_plus": 300}}]})  # fmt: skip
    said = Answers({**ALONE, "housing": "institution"})
    (found,) = local_findings((right,), said, MONTH)
    assert found.status is Status.PERHAPS
