"""Taking in, answering, confirming: what is kept, what is made, what is refused."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from allervers.accounts.domain.viewer import Viewer
from allervers.tours.actions.intake import set_aside, take_in, take_up_again
from allervers.tours.actions.intake_answers import Answers, answer_question
from allervers.tours.actions.intake_confirm import (
    NewTour,
    Terms,
    choose_tour,
    confirm_proposal,
    confirm_ready,
)
from allervers.tours.domain.recurrence import DayCalendar
from allervers.tours.gateways.intake_reader import read_file
from allervers.tours.models import (
    Halt,
    MobileUnit,
    Proposal,
    Series,
    TimetableImport,
    Tour,
    TownAgreement,
    Visit,
)
from allervers.ui.domain.refusal import Refusal
from tests.cast import Cast, viewer
from tests.tours.domain.days import WrittenDays
from tests.tours.intake.conftest import bus_file, bus_row

NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)
SEASON = NewTour("Automne inventé", date(2026, 9, 1), date(2026, 12, 31), unit_name="Bus Inventé")


def calendars(code: str) -> DayCalendar:
    return WrittenDays(public={})


@dataclass
class Desk:
    """Aïcha at work."""

    viewer: Viewer

    def text(self, words: str) -> TimetableImport:
        """Paste a text."""
        return take_in(viewer=self.viewer, reader=read_file, text=words, departement="99").taken

    def file(self, content: bytes) -> TimetableImport:
        """Send a file."""
        return take_in(
            viewer=self.viewer, reader=read_file, content=content, file_name="bus.json"
        ).taken

    def tour(self, taken: TimetableImport) -> Tour:
        """Open a tour for an import."""
        return choose_tour(viewer=self.viewer, import_id=taken.id, choice=SEASON)

    def confirm(self, proposal: Proposal, tour: Tour) -> int:
        """Confirm one proposal."""
        return confirm_proposal(
            viewer=self.viewer,
            proposal_id=proposal.id,
            tour_id=tour.id,
            calendars=calendars,
            now=NOW,
        )


@pytest.fixture
def desk(cast: Cast, communes: object) -> Desk:
    return Desk(viewer(cast.aicha))


def test_bus_when_taken_in_and_confirmed_then_tour_halts_series_and_visits_exist(
    desk: Desk, bus: bytes
) -> None:
    taken = desk.file(bus)
    tour = desk.tour(taken)

    done = confirm_ready(
        viewer=desk.viewer, import_id=taken.id, tour_id=tour.id, calendars=calendars, now=NOW
    )

    assert (done.count, done.refused) == (3, [])
    assert MobileUnit.objects.get().name == "Bus Inventé"
    assert set(Halt.objects.values_list("commune", "name")) == {
        ("99001", "Face au lavoir"), ("99003", "Place du Four"), ("99002", "Mairie"),
    }  # fmt: skip
    assert Series.objects.filter(rrule__startswith="FREQ=YEARLY;BYWEEKNO=1,3").count() == 1
    assert Visit.objects.count() == done.visits > 20
    assert not Visit.objects.exclude(status=Visit.Status.DRAFT).exists()
    assert not TownAgreement.objects.exists()


def test_bus_when_point_is_far_away_then_it_is_not_used_and_said(desk: Desk, bus: bytes) -> None:
    reading = desk.file(bus).proposals.get(row=3).reading

    assert (reading["latitude"], reading["point_status"]) == (None, "outside")
    assert any("position n'est pas retenue" in one for one in reading["warnings"])


def test_bus_when_opening_words_are_unknown_then_the_rule_is_asked(desk: Desk, bus: bytes) -> None:
    proposal = desk.file(bus).proposals.get(row=4)

    assert proposal.reading["rrule"] is None
    assert [one["code"] for one in proposal.questions] == ["opening_words"]


def test_file_when_sent_twice_then_the_first_import_is_shown(desk: Desk, bus: bytes) -> None:
    first = desk.file(bus)

    again = take_in(viewer=desk.viewer, reader=read_file, content=bus, file_name="autre.json")

    assert (again.taken, again.is_new) == (first, False)
    assert (TimetableImport.objects.count(), Proposal.objects.count()) == (1, 4)


def test_one_week_in_two_when_confirmed_without_anchor_then_refused(desk: Desk) -> None:
    taken = desk.text("Un lundi sur deux : mairie de Valombre 9h-12h")

    with pytest.raises(Refusal, match="question"):
        desk.confirm(taken.proposals.get(), desk.tour(taken))

    assert not Series.objects.exists()
    assert not Halt.objects.exists()


def test_one_week_in_two_when_answered_then_visits_follow_the_week_chosen(desk: Desk) -> None:
    taken = desk.text("Un lundi sur deux : mairie de Valombre 9h-12h")
    proposal = taken.proposals.get()

    answer_question(
        viewer=desk.viewer, proposal_id=proposal.id, answers=Answers(anchor=date(2026, 9, 14))
    )
    desk.confirm(proposal, desk.tour(taken))

    days = [visit.starts_at.date() for visit in Visit.objects.order_by("starts_at")[:3]]
    assert days == [date(2026, 9, 14), date(2026, 9, 28), date(2026, 10, 12)]


def test_confirm_when_towns_agreed_then_the_agreement_and_its_source_are_kept(desk: Desk) -> None:
    taken = desk.text("Lundi : mairie de Valombre 9h-12h ; mardi : mairie de Valombre 14h-17h")

    confirm_ready(
        viewer=desk.viewer, import_id=taken.id, tour_id=desk.tour(taken).id,
        calendars=calendars, now=NOW, terms=Terms("convention inventée"),
    )  # fmt: skip

    agreement = TownAgreement.objects.get()
    assert (agreement.status, agreement.source) == ("given", "convention inventée")
    assert Halt.objects.count() == 1
    assert Series.objects.count() == 2


def test_proposal_when_set_aside_then_it_can_be_taken_up_again(desk: Desk) -> None:
    proposal = desk.text("Lundi : mairie de Valombre 9h-12h").proposals.get()

    assert set_aside(viewer=desk.viewer, proposal_id=proposal.id).status == "set_aside"
    assert take_up_again(viewer=desk.viewer, proposal_id=proposal.id).status == "waiting"


def test_proposal_when_confirmed_twice_then_the_second_is_refused(desk: Desk) -> None:
    taken = desk.text("Lundi : mairie de Valombre 9h-12h")
    proposal, tour = taken.proposals.get(), desk.tour(taken)
    desk.confirm(proposal, tour)

    with pytest.raises(Refusal, match="confirmée"):
        desk.confirm(proposal, tour)

    assert Series.objects.count() == 1


def test_imports_when_of_another_carrier_then_not_found(desk: Desk, cast: Cast) -> None:
    proposal = desk.text("Lundi : mairie de Valombre 9h-12h").proposals.get()

    for act in (set_aside, take_up_again):
        with pytest.raises(Refusal) as refused:
            act(viewer=viewer(cast.hugo), proposal_id=proposal.id)
        assert refused.value.status == 404


def test_take_in_when_not_coordinator_then_refused(cast: Cast) -> None:
    with pytest.raises(Refusal, match="coordination"):
        take_in(viewer=viewer(cast.bruno), reader=read_file, text="lundi : Valombre 9h-12h")


def test_text_when_it_holds_null_letters_and_surrogates_then_kept_without_them(
    desk: Desk,
) -> None:
    taken = desk.text("Lundi \\u0000 : mairie de Valombre\\ud800 9h-12h \ud800")

    assert taken.proposals.get().reading["commune"] == "99001"


def test_wrong_point_when_the_commune_is_given_by_its_code_alone_is_told(desk: Desk) -> None:
    row = bus_row(latitude=43.45, longitude=5.41)
    del row["commune"]
    proposal = desk.file(bus_file(row)).proposals.get()
    assert proposal.reading["commune_name"] == "Valombre"
    assert "La position n'est pas retenue" in " ".join(proposal.reading["warnings"])


def test_bus_when_its_list_is_wrapped_in_an_object_is_read(desk: Desk) -> None:
    wrapped = b'{"count": 1, "data": ' + bus_file(bus_row()) + b"}"
    assert desk.file(wrapped).proposals.get().reading["commune_name"] == "Valombre"
