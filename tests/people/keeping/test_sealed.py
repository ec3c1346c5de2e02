"""What is sealed opens at one place, with one key, unaltered; and nowhere else."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allervers.accounts.domain.viewer import Viewer
from allervers.people.mapping.file_keys import fresh, host_keys, unwrapped
from allervers.people.mapping.sealed import (
    NONCE_BYTES,
    Place,
    SealError,
    key_named,
    new_key,
    seal,
    unseal,
)
from allervers.people.queries.acting import acting
from tests.people.keeping.files import make_file

KEY, OTHER = new_key(), new_key()
HERE = Place("people_entry", "sealed_text", UUID(int=1))
CANARY = "canari-le-refuge-est-rue-des-lilas"


@given(text=st.text(max_size=300))
def test_opens_to_the_same_text(text: str) -> None:
    assert unseal(seal(text, KEY, "file", HERE), KEY, "file", HERE) == text


@pytest.mark.parametrize(
    "elsewhere",
    [
        Place("people_entry", "sealed_text", UUID(int=2)),
        Place("people_entry", "sealed_note", UUID(int=1)),
        Place("people_concern", "sealed_text", UUID(int=1)),
    ],
)
def test_moved_to_another_row_column_or_table_does_not_open(elsewhere: Place) -> None:
    with pytest.raises(SealError, match=rf"{elsewhere.table}\.{elsewhere.column}"):
        unseal(seal(CANARY, KEY, "file", HERE), KEY, "file", elsewhere)


def test_one_bit_altered_anywhere_does_not_open() -> None:
    sealed = seal("petit", KEY, "file", HERE)
    for position in range(8 * len(sealed)):
        altered = bytearray(sealed)
        altered[position // 8] ^= 1 << position % 8
        with pytest.raises(SealError):
            unseal(bytes(altered), KEY, "file", HERE)


def test_cut_anywhere_does_not_open() -> None:
    sealed = seal("petit", KEY, "file", HERE)
    for length in range(len(sealed)):
        with pytest.raises(SealError):
            unseal(sealed[:length], KEY, "file", HERE)


def test_wrong_key_names_the_key_and_never_shows_what_was_sealed() -> None:
    sealed = seal(CANARY, KEY, "hote2026", HERE)
    with pytest.raises(SealError, match="hote2026") as told:
        unseal(sealed, OTHER, "hote2026", HERE)
    assert CANARY not in str(told.value)
    assert sealed[-20:].hex() not in str(told.value)
    with pytest.raises(SealError, match=r"'hote2026', not by 'hote2027'"):
        unseal(sealed, OTHER, "hote2027", HERE)
    assert key_named(sealed, HERE) == "hote2026"


@pytest.mark.parametrize("noise", [b"", b"v1", b"v1|file|", b"v0|file|" + b"x" * 40, b"\xff" * 60])
def test_what_was_never_sealed_is_refused_without_reading_it(noise: bytes) -> None:
    with pytest.raises(SealError, match="is not a sealed value"):
        unseal(noise, KEY, "file", HERE)


def test_nonce_is_drawn_anew_each_time() -> None:
    start = len(b"v1|file|")
    sealed = [seal("le même texte", KEY, "file", HERE) for _ in range(10_000)]
    assert len({one[start : start + NONCE_BYTES] for one in sealed}) == 10_000
    assert len({one[start + NONCE_BYTES :] for one in sealed}) == 10_000


def test_key_of_a_file_wraps_for_that_file_only() -> None:
    row, key = fresh(uuid4())
    assert unwrapped(row) == key
    row.person_id = uuid4()
    with pytest.raises(SealError, match=r"people_filekey\.wrapped"):
        unwrapped(row)


def test_entries_swapped_within_a_file_or_between_files_do_not_open(bruno: Viewer) -> None:
    one, other = make_file(bruno), make_file(bruno)
    entries = [one.write("un"), one.write("deux"), other.write("trois")]
    places = [Place("people_entry", "sealed_text", entry.pk) for entry in entries]
    for first, second, key in ((0, 1, one.key), (0, 2, one.key), (0, 2, other.key)):
        with acting(bruno), pytest.raises(SealError):
            unseal(bytes(entries[second].sealed_text), key, "file", places[first])
    assert one.read(entries[0].pk) == "un"


def test_production_without_a_key_seals_nothing(settings: object) -> None:
    settings.MODE, settings.FILE_KEYS = "production", []  # type: ignore[attr-defined]
    with pytest.raises(SealError, match="ALLERVERS_FILE_KEYS"):
        host_keys()


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ([("court", "AAAA")], "'court' is not 32 bytes"),
        ([("faux", "secret-mais-pas-base64!")], "'faux' is not base64"),
        ([("a", "A" * 43 + "="), ("a", "B" * 43 + "=")], "the same name"),
    ],
)
def test_wrong_host_key_is_named_and_never_shown(
    settings: object, keys: list[tuple[str, str]], why: str
) -> None:
    settings.FILE_KEYS = keys  # type: ignore[attr-defined]
    with pytest.raises(SealError, match=why) as told:
        host_keys()
    assert not [key for _name, key in keys if key in str(told.value)]
