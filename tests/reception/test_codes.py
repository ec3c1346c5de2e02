"""Codes open what they belong to, until they are over; wrong ones are counted, and slowed."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from allervers.reception.actions.codes import encounter_by_code, forget_attempts, open_by_code
from allervers.reception.actions.encounters import renew_code
from allervers.reception.domain import code as codes
from allervers.reception.mapping.codes import code_of, readable_code
from allervers.reception.models import CodeAttempt, Encounter, EncounterOpening
from allervers.reception.queries.encounters import encounter_for
from allervers.ui.domain.refusal import Refusal
from tests.cast import viewer
from tests.reception.today import Today, together

HERE, THERE = "192.0.2.1", "192.0.2.2"
NOW = timezone.now()


def wrong_code(number: int) -> str:
    """Return a well written code of nobody."""
    return f"00000{number:05}"


def asked(code: str, origin: str = HERE, after: timedelta = timedelta()) -> str:
    """Say what a code gives: the refusal's name, or "opened"."""
    try:
        encounter_by_code(code=code, origin=origin, now=NOW + after)
    except Refusal as refusal:
        return refusal.code
    return "opened"


def tire(origin: str = HERE, count: int = codes.WRONG_PER_ORIGIN) -> None:
    """Type wrong codes, each counted."""
    for number in range(count):
        assert asked(wrong_code(number), origin) == "code_unknown"


def test_code_opens_however_it_is_written(today: Today) -> None:
    code = code_of(today.meet())
    assert asked(code) == asked(f" {code.lower()} ") == asked(code.replace("-", "")) == "opened"
    assert not CodeAttempt.objects.exists()


def test_table_holds_no_code(today: Today) -> None:
    made = today.meet()
    row = Encounter.objects.filter(pk=made.pk).values().get()
    code = codes.normalise(code_of(made)) or ""
    assert code not in str(row).upper()
    assert codes.shown(code) not in str(row)


def test_tenth_wrong_code_makes_the_origin_wait_and_no_other(today: Today) -> None:
    code = code_of(today.meet())
    tire()
    assert asked(code) == "too_many_codes"
    assert asked(code, THERE) == "opened"
    assert asked(code, after=codes.ORIGIN_WINDOW) == "opened"
    assert CodeAttempt.objects.count() == codes.WRONG_PER_ORIGIN


def test_attempts_say_no_address(today: Today) -> None:
    asked(wrong_code(1))
    assert HERE not in str(CodeAttempt.objects.values().get())


def test_what_is_no_code_is_not_counted(today: Today) -> None:
    assert asked("bonjour") == asked("") == asked("\0" * 10) == "code_unknown"
    assert not CodeAttempt.objects.exists()


def test_brake_stops_who_failed_once_and_never_a_clean_origin(today: Today) -> None:
    code = code_of(today.meet())
    others = [CodeAttempt(origin=str(n), at=NOW) for n in range(codes.WRONG_OVER_ALL)]
    CodeAttempt.objects.bulk_create(others)
    assert asked(code) == "opened"
    assert asked(wrong_code(1)) == "code_unknown"
    assert asked(code) == "too_many_codes"
    assert asked(code, after=codes.BRAKE_WINDOW) == "opened"


def test_expired_and_closed_codes_say_so_to_who_knows_them_only(today: Today) -> None:
    made = today.meet()
    code = code_of(made)
    assert asked(code, after=timedelta(days=366)) == "code_expired"
    made.code_closed_at = NOW
    made.save()
    assert asked(code) == "code_expired"
    assert asked(wrong_code(1)) == "code_unknown"


def test_code_made_with_a_former_key_still_opens(today: Today, settings: Settings) -> None:
    made = today.meet()
    code = code_of(made)
    former, settings.SECRET_KEY = settings.SECRET_KEY, "une autre clé inventée, assez longue aussi"
    assert asked(code) == "code_unknown"
    assert readable_code(made) == ""
    settings.SECRET_KEY_FALLBACKS = [former]
    assert asked(code, THERE) == "opened"
    assert code_of(made) == code
    renewed = renew_code(viewer=viewer(today.cast.bruno), encounter_id=made.pk, seen="", now=NOW)
    settings.SECRET_KEY_FALLBACKS = []
    assert asked(code_of(renewed), THERE) == "opened"


def test_lost_key_is_said_rather_than_a_wrong_code(today: Today, settings: Settings) -> None:
    made = today.meet()
    settings.SECRET_KEY = "une autre clé inventée, assez longue aussi"
    with pytest.raises(Refusal, match="ne peut plus être imprimé"):
        code_of(made)


def test_new_code_closes_the_former_and_what_it_had_opened(today: Today) -> None:
    made, hugo = today.meet(), viewer(today.cast.hugo)
    former = code_of(made)
    open_by_code(viewer=hugo, code=former, origin=THERE, now=NOW)
    assert encounter_for(hugo, made.pk) is not None
    renewed = renew_code(viewer=viewer(today.cast.bruno), encounter_id=made.pk, seen="0", now=NOW)
    assert asked(former) == "code_unknown"
    assert asked(code_of(renewed)) == "opened"
    assert encounter_for(hugo, made.pk) is None
    assert EncounterOpening.objects.count() == 1


def test_member_who_mistypes_shuts_out_neither_colleague_nor_visitor(today: Today) -> None:
    code = code_of(today.meet())
    for number in range(codes.WRONG_PER_ORIGIN):
        with pytest.raises(Refusal, match="ne connaissons pas"):
            open_by_code(
                viewer=viewer(today.cast.bruno), code=wrong_code(number), origin=HERE, now=NOW
            )
    with pytest.raises(Refusal, match="Trop de codes"):
        open_by_code(viewer=viewer(today.cast.bruno), code=code, origin=HERE, now=NOW)
    assert open_by_code(viewer=viewer(today.cast.chloe), code=code, origin=HERE, now=NOW)
    assert asked(code) == "opened"


def test_attempts_are_forgotten_after_a_day(today: Today) -> None:
    asked(wrong_code(1))
    assert forget_attempts(now=NOW + timedelta(hours=23)) == 0
    assert forget_attempts(now=NOW + timedelta(hours=25)) == 1


@pytest.mark.django_db(transaction=True)
def test_tries_at_once_do_not_go_beyond_the_limit(today: Today) -> None:
    tire(count=codes.WRONG_PER_ORIGIN - 3)
    ends = together(
        *(
            lambda number=number: encounter_by_code(code=wrong_code(number), origin=HERE, now=NOW)
            for number in range(100, 112)
        )
    )
    assert ends == ["code_unknown"] * 3 + ["too_many_codes"] * 9
    assert CodeAttempt.objects.count() == codes.WRONG_PER_ORIGIN


def test_code_too_old_no_longer_opens_to_a_member_of_others(today: Today) -> None:
    made, hugo = today.meet(), viewer(today.cast.hugo)
    open_by_code(viewer=hugo, code=code_of(made), origin=THERE, now=NOW)
    assert encounter_for(hugo, made.pk) is not None
    made.met_at, made.code_expires_at = NOW - timedelta(days=9), NOW - timedelta(minutes=1)
    made.save()
    assert encounter_for(hugo, made.pk) is None
    assert encounter_for(viewer(today.cast.chloe), made.pk) is not None
