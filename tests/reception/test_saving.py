"""An encounter is saved once, changed by who has read it, and loses nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from allervers.reception.actions import encounters as actions
from allervers.reception.actions.codes import open_by_code
from allervers.reception.actions.suggestions import replace_suggestions
from allervers.reception.mapping.codes import code_of
from allervers.reception.mapping.encounters import to_facts
from allervers.reception.models import Encounter, Suggestion
from allervers.ui.domain.refusal import Refusal
from tests.cast import viewer
from tests.reception.today import Today, elsewhere, together

NOW = timezone.now()


def test_same_form_sent_twice_makes_one_encounter(today: Today) -> None:
    facts = today.facts(requests=frozenset({"sante"}))
    bruno = viewer(today.cast.bruno)
    first = actions.save_encounter(viewer=bruno, facts=facts, now=NOW)
    again = actions.save_encounter(viewer=bruno, facts=facts, now=NOW + timedelta(minutes=1))
    assert first.pk == again.pk
    assert (Encounter.objects.count(), again.version) == (1, 0)


def test_same_form_changed_by_the_back_button_keeps_the_change(today: Today) -> None:
    facts, bruno = today.facts(), viewer(today.cast.bruno)
    actions.save_encounter(viewer=bruno, facts=facts, now=NOW)
    changed = replace(facts, requests=frozenset({"famille"}), language="ar")
    saved = actions.save_encounter(viewer=bruno, facts=changed, now=NOW)
    assert to_facts(saved) == changed
    late = pytest.raises(Refusal, match="déjà enregistrée")
    with late:
        actions.save_encounter(viewer=bruno, facts=facts, now=NOW)
    assert to_facts(Encounter.objects.get()) == changed


def test_form_of_others_cannot_be_sent_again(today: Today) -> None:
    facts = today.facts(channel="desk", visit_id=None)
    actions.save_encounter(viewer=viewer(today.cast.bruno), facts=facts, now=NOW)
    with pytest.raises(Refusal) as refused:
        actions.save_encounter(viewer=viewer(today.cast.hugo), facts=facts, now=NOW)
    assert refused.value.status == 404


@pytest.mark.django_db(transaction=True)
def test_same_form_sent_by_eight_devices_at_once_makes_one_encounter(today: Today) -> None:
    facts = today.facts(requests=frozenset({"sante", "famille"}))
    bruno = viewer(today.cast.bruno)
    ends = together(
        *[lambda: actions.save_encounter(viewer=bruno, facts=facts, now=NOW) for _turn in range(8)]
    )
    assert ends == ["done"] * 8
    assert to_facts(Encounter.objects.get()) == facts


@pytest.mark.django_db(transaction=True)
def test_two_devices_at_once_lose_nothing(today: Today) -> None:
    members = (today.cast.bruno, today.cast.chloe)
    acts = [
        lambda who=who: actions.save_encounter(viewer=viewer(who), facts=today.facts(), now=NOW)
        for who in members * 4
    ]
    assert together(*acts) == ["done"] * 8
    assert Encounter.objects.count() == 8
    assert Encounter.objects.values("code_digest").distinct().count() == 8


@pytest.mark.django_db(transaction=True)
def test_two_people_who_change_one_encounter_do_not_overwrite_each_other(today: Today) -> None:
    made = today.meet()
    acts = [
        lambda who=who, language=language: actions.edit_encounter(
            viewer=viewer(who),
            encounter_id=made.pk,
            facts=replace(to_facts(made), language=language),
            seen="0",
        )
        for who, language in ((today.cast.bruno, "ar"), (today.cast.chloe, "pt"))
    ]
    assert together(*acts) == ["changed-meanwhile", "done"]
    assert Encounter.objects.get().version == 1


def test_category_is_left_out_when_its_thematique_is_said(today: Today) -> None:
    made = today.meet(requests=frozenset({"sante--addictions", "famille"}))
    assert to_facts(made).requests == {"sante--addictions", "famille"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"requests": frozenset({"inventee"})},
        {"audience": "someone"},
        {"age_band": "999"},
        {"language": "xx"},
        {"channel": "street", "visit_id": None},
    ],
)
def test_what_no_list_holds_is_refused(today: Today, wrong: dict[str, object]) -> None:
    with pytest.raises(Refusal, match="pas dans les listes"):
        today.meet(**wrong)


@pytest.mark.parametrize("in_days", [1, -8])
def test_day_to_come_or_too_old_is_refused(today: Today, in_days: int) -> None:
    day = today.season.today + timedelta(days=in_days)
    with pytest.raises(Refusal, match="date ne convient pas"):
        today.meet(channel="desk", visit_id=None, day=day)


def test_day_before_is_typed_at_the_hour_of_its_visit(today: Today) -> None:
    visit = elsewhere(today.season, -2)
    made = today.meet(visit_id=visit.pk, day=today.season.today - timedelta(days=2))
    assert made.met_at == visit.starts_at
    assert made.code_expires_at > NOW + timedelta(days=360)


def test_visit_of_another_day_or_of_others_is_refused(today: Today) -> None:
    other_day = elsewhere(today.season, 2)
    after = today.visit.ends_at
    draft = today.season.add_visit(0, starts_at=after, ends_at=after + timedelta(hours=1))
    for visit in (other_day, draft):
        with pytest.raises(Refusal, match="passage ne convient pas"):
            today.meet(visit_id=visit.pk)
    with pytest.raises(Refusal, match="passage ne convient pas"):
        actions.save_encounter(viewer=viewer(today.cast.hugo), facts=today.facts(), now=NOW)


def test_who_opened_by_code_goes_on_but_neither_moves_deletes_nor_renews(today: Today) -> None:
    made, hugo = today.meet(), viewer(today.cast.hugo)
    open_by_code(viewer=hugo, code=code_of(made), origin="192.0.2.7", now=NOW)
    facts = replace(to_facts(made), requests=frozenset({"sante"}))
    actions.edit_encounter(viewer=hugo, encounter_id=made.pk, facts=facts, seen="")
    moved = replace(facts, channel="desk", visit_id=None)
    for act in (
        lambda: actions.edit_encounter(viewer=hugo, encounter_id=made.pk, facts=moved, seen=""),
        lambda: actions.delete_encounter(viewer=hugo, encounter_id=made.pk, now=NOW),
        lambda: actions.renew_code(viewer=hugo, encounter_id=made.pk, seen="", now=NOW),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.status == 404
    assert to_facts(Encounter.objects.get()) == facts


def test_mistake_is_deleted_within_a_day_by_its_author_or_a_coordinator(today: Today) -> None:
    first, second, third = today.meet(), today.meet(), today.meet()
    chloe, late = viewer(today.cast.chloe), timezone.now() + timedelta(hours=25)
    for who, now in ((chloe, NOW), (viewer(today.cast.bruno), late)):
        with pytest.raises(Refusal, match="ne peut plus être supprimée"):
            actions.delete_encounter(viewer=who, encounter_id=first.pk, now=now)
    actions.delete_encounter(viewer=viewer(today.cast.bruno), encounter_id=first.pk, now=NOW)
    actions.delete_encounter(viewer=viewer(today.cast.aicha), encounter_id=second.pk, now=NOW)
    assert list(Encounter.objects.all()) == [third]


@pytest.mark.parametrize("who", ["denis", "elodie", "farid", "gaelle", "jeanne"])
def test_others_welcome_nobody(today: Today, who: str) -> None:
    member = getattr(today.cast, who)
    with pytest.raises(Refusal) as refused:
        actions.save_encounter(viewer=viewer(member), facts=today.facts(), now=NOW)
    assert refused.value.status == 404


def test_suggestions_replace_those_of_the_same_origin_only(today: Today) -> None:
    made = today.meet()
    for prefix, right in (("rights:", "rsa"), ("other:", "x"), ("rights:", "css")):
        replace_suggestions(
            encounter_id=made.pk,
            origin_prefix=prefix,
            suggestions=[(f"{prefix}{right}", "sante", "Faire la demande")] * 2,
        )
    found = Suggestion.objects.order_by("origin").values_list("origin", flat=True)
    assert list(found) == ["other:x", "rights:css"]


def test_leaving_early_is_noted_and_taken_back(today: Today) -> None:
    made, bruno = today.meet(), viewer(today.cast.bruno)
    for has_left in (True, True, False):
        found = actions.set_left_early(viewer=bruno, encounter_id=made.pk, has_left=has_left)
        assert found.left_early is has_left
    assert found.version == 2
