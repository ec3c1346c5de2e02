"""Answers are kept once, nobody overwrites another, the worker's findings fit the answers."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from allervers.accounts.domain.viewer import Viewer
from allervers.reception.models import Encounter, Suggestion
from allervers.rights.actions import screenings as actions
from allervers.rights.actions.sheet_erasing import erase_sheet
from allervers.rights.domain.answers import UNKNOWN, Json
from allervers.rights.domain.engine import Engine, EngineError
from allervers.rights.domain.right import RIGHTS
from allervers.rights.gateways import openfisca_france
from allervers.rights.jobs import compute_job, is_worker
from allervers.rights.models import Screening
from allervers.rights.queries.findings import findings_of, latest_screening
from allervers.rights.queries.screenings import answers_of
from allervers.ui.domain.refusal import Refusal
from tests.cast import viewer
from tests.reception.today import together
from tests.rights.sheet_world import SheetWorld

ALONE: dict[str, Json] = {
    "age": 40, "couple": "no", "children": 0, "pregnant": "no", "nationality": "french",
    "activity": "home", "disability": "none", "incomes": ["none"], "housing": "hosted",
    "are_ended": "no", "taxed_income": "0", "benefits": ["none"],
}  # fmt: skip


@pytest.fixture
def encounter(sheet_world: SheetWorld) -> Encounter:
    """Return an encounter of Bruno's carrier."""
    return sheet_world.encounter()


@pytest.fixture
def bruno(sheet_world: SheetWorld) -> Viewer:
    """Return the field worker."""
    return viewer(sheet_world.cast.bruno)


@pytest.fixture
def screening(bruno: Viewer, encounter: Encounter) -> Screening:
    """Return a check that has just begun."""
    return actions.start_screening(viewer=bruno, encounter_id=encounter.id, now=timezone.now())


def fill(bruno: Viewer, screening: Screening, answers: dict[str, Json]) -> Screening:
    """Answer questions one after another."""
    for code, value in answers.items():
        screening = actions.answer_question(
            viewer=bruno, screening_id=screening.id, code=code, value=value, seen=screening.version
        )
    return screening


def test_starting_twice_goes_on_with_the_same_check(
    bruno: Viewer, encounter: Encounter, screening: Screening
) -> None:
    again = actions.start_screening(viewer=bruno, encounter_id=encounter.id, now=timezone.now())
    assert again == screening


def test_answers_are_kept_with_a_version(bruno: Viewer, screening: Screening) -> None:
    kept = fill(bruno, screening, {"age": 40, "couple": UNKNOWN})
    kept.refresh_from_db()
    assert (kept.answers, kept.version) == ({"age": 40, "couple": {"unknown": True}}, 2)


def test_same_answer_again_changes_nothing(bruno: Viewer, screening: Screening) -> None:
    once = fill(bruno, screening, {"age": 40})
    assert fill(bruno, once, {"age": 40}).version == 1


def test_passing_over_takes_the_answer_back_and_is_kept(
    bruno: Viewer, screening: Screening
) -> None:
    kept = fill(bruno, screening, {"age": 40})
    kept = actions.answer_question(
        viewer=bruno, screening_id=kept.id, code="age", value=None, seen=kept.version
    )
    assert kept.answers == {"age": {"skipped": True}}
    assert not answers_of(kept).is_asked("age")


def test_answer_from_an_old_page_is_refused(bruno: Viewer, screening: Screening) -> None:
    fill(bruno, screening, {"age": 40})
    with pytest.raises(Refusal) as refused:
        fill(bruno, screening, {"age": 41})
    assert (refused.value.code, refused.value.status) == ("changed-meanwhile", 409)


def test_impossible_answer_is_refused(bruno: Viewer, screening: Screening) -> None:
    for code, value in (("age", 900), ("nothing", 1), ("couple", "perhaps")):
        with pytest.raises(Refusal):
            fill(bruno, screening, {code: value})


@pytest.mark.parametrize("who", ["hugo", "denis", "farid", "elodie"])
def test_check_of_others_does_not_exist(
    sheet_world: SheetWorld, screening: Screening, who: str
) -> None:
    stranger = viewer(getattr(sheet_world.cast, who))
    with pytest.raises(Refusal) as refused:
        actions.answer_question(
            viewer=stranger, screening_id=screening.id, code="age", value=40, seen=0
        )
    assert refused.value.status == 404
    with pytest.raises(Refusal):
        actions.ask_for_findings(viewer=stranger, screening_id=screening.id)


def test_asking_twice_leaves_one_job(bruno: Viewer, screening: Screening) -> None:
    for _again in range(2):
        actions.ask_for_findings(viewer=bruno, screening_id=screening.id)
    jobs = ProcrastinateJob.objects.filter(task_name=actions.COMPUTE_JOB)
    assert [job.args["version"] for job in jobs] == [0]
    screening.refresh_from_db()
    assert screening.state == "asked"


def test_asking_again_when_the_worker_died_defers_anew(bruno: Viewer, screening: Screening) -> None:
    actions.ask_for_findings(viewer=bruno, screening_id=screening.id)
    # As a worker that takes the job and is killed leaves it.
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
    actions.ask_for_findings(viewer=bruno, screening_id=screening.id)
    jobs = ProcrastinateJob.objects.filter(task_name=actions.COMPUTE_JOB)
    assert sorted(job.status for job in jobs) == ["failed", "todo"]


def test_engine_is_loaded_beside_the_worker_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for command, loads in (
        (["allervers", "procrastinate", "worker"], True),
        (["allervers", "procrastinate", "worker", "-q", "default"], True),
        (["allervers", "procrastinate", "worker", "-q", "seasons"], False),
        (["allervers", "procrastinate", "healthchecks"], False),
        (["gunicorn", "allervers.config.wsgi"], False),
    ):
        monkeypatch.setattr("sys.argv", command)
        assert is_worker() is loads


def test_job_computes_once_and_suggests(rules: Engine, bruno: Viewer, screening: Screening) -> None:
    screening = fill(bruno, screening, ALONE)
    actions.ask_for_findings(viewer=bruno, screening_id=screening.id)
    Screening.objects.update(month=date(2026, 11, 1))
    assert compute_job(str(screening.id), screening.version)
    assert not compute_job(str(screening.id), screening.version)  # done: nothing left to do
    screening.refresh_from_db()
    assert (screening.state, screening.rules) == ("done", rules.rules)
    assert latest_screening(screening.encounter_id) == screening
    found = findings_of(screening.id)
    assert [one.right for one in found] == [right.value for right in RIGHTS]
    assert (found[0].status, str(found[0].amount)) == ("entitled", "573.49")
    suggested = Suggestion.objects.filter(encounter=screening.encounter, origin="rights:rsa")
    assert suggested.count() == 1


def test_stale_findings_are_dropped(bruno: Viewer, screening: Screening) -> None:
    actions.ask_for_findings(viewer=bruno, screening_id=screening.id)
    changed = fill(bruno, screening, {"age": 40})
    assert not compute_job(str(screening.id), 0)
    kept = actions.keep_findings(
        screening_id=screening.id, version=0, rules="x", found=[], now=timezone.now()
    )
    changed.refresh_from_db()
    assert (kept, changed.state) == (False, "open")


@pytest.mark.parametrize("error", [EngineError, KeyError, MemoryError])
def test_failure_is_told_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, bruno: Viewer, screening: Screening, error: type[Exception]
) -> None:
    def broken(*_where: object) -> None:
        raise error("une règle en boucle")

    screening = fill(bruno, screening, ALONE)
    actions.ask_for_findings(viewer=bruno, screening_id=screening.id)
    monkeypatch.setattr(openfisca_france, "engine", broken)
    with pytest.raises(error):
        compute_job(str(screening.id), screening.version)
    screening.refresh_from_db()
    assert screening.state == "failed"
    assert "réessayez" in screening.failure
    assert compute_job.retry_strategy is not None


def test_findings_without_any_answer_are_all_not_asked(
    rules: Engine, bruno: Viewer, screening: Screening
) -> None:
    actions.ask_for_findings(viewer=bruno, screening_id=screening.id)
    assert compute_job(str(screening.id), 0)
    assert {one.status for one in findings_of(screening.id)} == {"not_asked"}


@pytest.mark.django_db(transaction=True)
def test_two_devices_that_start_at_once_go_on_with_one_check(
    bruno: Viewer, encounter: Encounter
) -> None:
    def start() -> object:
        return actions.start_screening(viewer=bruno, encounter_id=encounter.id, now=timezone.now())

    assert together(start, start, start, start) == ["done"] * 4
    assert Screening.objects.count() == 1


def test_erased_answers_come_back_neither_from_an_open_page_nor_from_the_worker(
    bruno: Viewer, screening: Screening
) -> None:
    screening = fill(bruno, screening, {"age": 40})
    actions.ask_for_findings(viewer=bruno, screening_id=screening.id)
    erase_sheet(encounter_id=screening.encounter_id, now=timezone.now())
    kept = actions.keep_findings(
        screening_id=screening.id, version=1, rules="x", found=[], now=timezone.now()
    )
    with pytest.raises(Refusal, match="vient de répondre"):
        fill(bruno, screening, {"couple": "no"})
    screening.refresh_from_db()
    assert (kept, screening.answers, screening.state) == (False, {}, "open")


def test_what_was_found_is_not_replaced_by_nothing_after_erasing(
    sheet_world: SheetWorld, bruno: Viewer, encounter: Encounter
) -> None:
    check = sheet_world.check(encounter, ("rsa", "entitled", "545.00"))
    erase_sheet(encounter_id=encounter.id, now=timezone.now())
    with pytest.raises(Refusal, match="effacé sa fiche"):
        actions.ask_for_findings(viewer=bruno, screening_id=check.id)
    assert not ProcrastinateJob.objects.filter(task_name=actions.COMPUTE_JOB).exists()


def test_erasing_forgets_what_the_person_said_they_receive(
    sheet_world: SheetWorld, encounter: Encounter
) -> None:
    check = sheet_world.check(encounter, ("rsa", "entitled", "545.00"))
    check.findings.update(received=300)
    erase_sheet(encounter_id=encounter.id, now=timezone.now())
    found = check.findings.get()
    check.refresh_from_db()
    assert (found.received, found.amount, check.state) == (None, Decimal("545.00"), "done")
