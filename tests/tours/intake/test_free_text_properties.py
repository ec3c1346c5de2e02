"""What holds for every text: no exception, spans inside the text, a reason for each field."""

from hypothesis import given, settings
from hypothesis import strategies as st

from allervers.tours.domain.free_text import Evidence, Field, Note, Proposal, Reading, read
from allervers.tours.domain.free_text.lexicon import FILLER, PLACE_KINDS, WEEKDAYS
from allervers.tours.domain.recurrence import validate_rrule

PIECES = [
    *WEEKDAYS, "Valombre", "NOIRVAL", "mairie de Pierrefleur", "9h-12h", "de 14h à 17h30",
    "13:30-15:00", " / ", " // ", "; ", ". ", ", ", " : ", " - ", "\n", " et ", " ou ", "(", ")",
    "1er", "2e et 4e", "semaines paires", "semaine 3", "un lundi sur deux", "tous les 15 jours",
    "matin", "après-midi", "sur rdv", "sauf", "fermé", "hors vacances scolaires", "du mois",
    "\\x20", "\\u2019", "\\x00", "\\ud800",
    "\u00a0", "e\u0301", "12 mars", "https://exemple.invalid/", "joignable",
    "dernier", "25h-26h", "\x00", "𝕏", "İ", "ﬁ", "½",
    *sorted(FILLER)[:20], *sorted(PLACE_KINDS)[:10],
]  # fmt: skip
PROSE = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)
TEXTS = st.one_of(st.text(max_size=300), PROSE, PROSE.map(str.upper))
COLUMNS = st.one_of(st.none(), st.text(max_size=40), st.just("lundi=09:00 - 12:00 / 14:00 - 17:00"))


def _read(text: str, columns: str | None) -> Reading:
    return read(text, hours_columns=columns, default_commune="Valombre")


def _asks(proposal: Proposal, *fields: Field) -> bool:
    return any(question.field in fields for question in proposal.questions)


@given(TEXTS, COLUMNS)
@settings(max_examples=300, deadline=None)
def test_reader_when_any_text_then_every_field_has_a_reason_or_a_question(
    text: str, columns: str | None
) -> None:
    for proposal in _read(text, columns).proposals:
        said = {evidence.field for evidence in proposal.evidence}
        assert Field.DAY in said
        assert Field.PLACE in said or _asks(proposal, Field.PLACE)
        assert Field.COMMUNE in said or _asks(proposal, Field.COMMUNE, Field.PLACE)
        assert Field.FREQUENCY in said or _asks(proposal, Field.RULE)
        assert (Field.HOURS in said and proposal.hours) or _asks(proposal, Field.HOURS)
        assert (Field.APPOINTMENT in said) == proposal.by_appointment
        assert proposal.rrule or _asks(proposal, Field.RULE)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_reader_when_any_text_then_rules_are_valid_and_cycles_ask_their_anchor(text: str) -> None:
    for proposal in _read(text, None).proposals:
        if proposal.rrule:
            validate_rrule(proposal.rrule)
            assert ("INTERVAL" not in proposal.rrule) or _asks(proposal, Field.ANCHOR)


@given(TEXTS, COLUMNS)
@settings(max_examples=200, deadline=None)
def test_reader_when_any_text_then_spans_lie_in_the_text(text: str, columns: str | None) -> None:
    reading = _read(text, columns)

    spans: list[Evidence | Note] = [e for p in reading.proposals for e in p.evidence]
    for span in (*spans, *reading.unread, *reading.notes):
        assert 0 <= span.start < span.end <= len(text)
        assert span.words
        assert "\0" not in span.words
        span.words.encode()


@given(TEXTS, COLUMNS)
@settings(max_examples=50, deadline=None)
def test_reader_when_read_twice_then_says_the_same(text: str, columns: str | None) -> None:
    assert _read(text, columns) == _read(text, columns)
