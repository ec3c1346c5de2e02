"""The reader against what a person read: our own sentences, and 75 real texts."""

import csv
from pathlib import Path

import pytest
import yaml

from allervers.tours.domain.free_text import Field, read
from tests.tours.intake.scoring import Score, compare, line_of

GOLD = Path(__file__).parent / "gold"
INVENTED = yaml.safe_load((GOLD / "invented.yaml").read_text(encoding="utf-8"))
LEAST_PRECISION = 0.95
LEAST_RECALL = 0.85


@pytest.mark.parametrize("case", INVENTED, ids=[case["name"] for case in INVENTED])
def test_reader_on_our_sentences_when_read_then_says_what_a_person_says(
    case: dict[str, object],
) -> None:
    columns = case.get("columns")
    reading = read(
        str(case["text"]),
        hours_columns=str(columns) if columns else None,
        default_commune=None,
    )

    assert [list(line_of(proposal)) for proposal in reading.proposals] == case["expected"]


def test_reader_on_real_texts_when_scored_then_is_precise_and_finds_most(
    shared_data: Path,
) -> None:
    gold = yaml.safe_load((GOLD / "real.yaml").read_text(encoding="utf-8"))
    score = Score()
    with (shared_data / "tours" / "itinerant-units-free-text.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name = (
                f"{row['snapshot'].removeprefix('liste-fs-').removesuffix('.csv')}:{row['id_fs']}"
            )
            reading = read(
                row["commentaire_brut"],
                hours_columns=row["horaires_colonnes"],
                default_commune=row["lib_com"],
            )
            compare(name, reading, gold[name], score)

    assert score.precision >= LEAST_PRECISION, score.faults
    assert score.recall >= LEAST_RECALL, score.faults


def test_reader_when_one_week_in_two_then_asks_which_and_never_guesses() -> None:
    reading = read(
        "Un lundi sur deux : mairie de Valombre 9h-12h", hours_columns=None, default_commune=None
    )

    (proposal,) = reading.proposals
    assert proposal.rrule == "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"
    assert [question.field for question in proposal.questions] == [Field.ANCHOR]


def test_reader_when_words_are_beyond_it_then_shows_them_as_unread() -> None:
    text = "Lundi : Valombre 9h-12h. Pour le reste, voyez le garde champêtre."

    reading = read(text, hours_columns=None, default_commune=None)

    assert [note.words for note in reading.unread] == ["reste, voyez le garde champêtre"]
