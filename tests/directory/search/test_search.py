"""Search: places, zones, filters, hours, reasons, words repaired."""

from datetime import UTC, datetime

import pytest

from allervers.directory.actions.lexicon import refresh_lexicon
from allervers.directory.domain.service_query import ServiceQuery
from allervers.directory.queries.search import search_services
from tests.directory import stage

FOOD = "equipement-et-alimentation--alimentation"
ISSY = ServiceQuery(code_insee="92040")


def found(ask: ServiceQuery, limit: int = 20, offset: int = 0) -> list[str]:
    """Return the short identifiers found."""
    result = search_services(ask, limit=limit, offset=offset)
    return [one.service.id.removeprefix("exemple--") for one in result.found]


def test_nearest_first_then_identifiers_then_remote_without_a_distance(communes: None) -> None:
    stage.service("far", ou="92050")
    stage.service("b", ou="92046")
    stage.service("a", ou="92046")
    stage.service("remote", ou="16015", modes_accueil=["a-distance"])
    stage.service("too-far", ou="16015")
    result = search_services(ISSY)
    assert [one.service.id[9:] for one in result.found] == ["a", "b", "far", "remote"]
    assert result.found[-1].distance_km is None
    assert result.found[0].distance_km == pytest.approx(2.3, abs=0.1)
    assert result.total == 4


def test_pages_of_services_at_one_point_never_overlap(communes: None) -> None:
    names = [f"s{number:02}" for number in range(12)]
    for name in reversed(names):
        stage.service(name)
    assert found(ISSY, 5) + found(ISSY, 5, 5) + found(ISSY, 5, 10) == names


@pytest.mark.parametrize(
    ("zone", "is_in"),
    [
        ([], True), (["92040"], True), (["92"], True), (["france"], True), (["99100"], True),
        (["92046"], False), (["75"], False), (["16", "92"], True),
    ],
)  # fmt: skip
def test_zone_of_eligibility_decides(communes: None, zone: list[str], *, is_in: bool) -> None:
    stage.service("one", zone_eligibilite=zone)
    assert (found(ISSY) == ["one"]) is is_in


def test_epci_of_the_same_departement_is_shown_to_be_checked(communes: None) -> None:
    stage.service("one", zone_eligibilite=["200054781"])
    stage.service("other", ou="16015", modes_accueil=["a-distance"], zone_eligibilite=["200071827"])
    result = search_services(ISSY)
    assert [one.service.id for one in result.found] == ["exemple--one"]
    assert "zone_to_check" in [reason.code for reason in result.found[0].reasons]


def test_gone_services_and_those_of_gone_structures_are_never_shown(communes: None) -> None:
    stage.service("gone", gone_at=stage.READ_AT)
    held = stage.structure("Fermée (inventée)")
    stage.service("orphan", structure=held)
    stage.service("there")
    held.gone_at = stage.READ_AT
    held.save()
    assert found(ISSY) == ["there"]
    assert found(ServiceQuery()) == ["there"]


def test_point_set_aside_gives_no_distance_but_its_commune_finds_it(communes: None) -> None:
    stage.service("aside", point_status="outside")
    result = search_services(ISSY)
    assert result.found[0].distance_km is None
    assert [reason.code for reason in result.found[0].reasons] == ["same_commune"]
    assert found(ServiceQuery(code_insee="92046")) == []


def test_publics_also_match_everyone_and_nothing_said(communes: None) -> None:
    stage.service("all", publics=["tous-publics"])
    stage.service("none", publics=[])
    stage.service("women", publics=["femmes"])
    stage.service("young", publics=["jeunes"])
    assert found(ServiceQuery(publics=frozenset({"jeunes"}))) == ["all", "none", "young"]


def test_category_means_all_its_thematiques(communes: None) -> None:
    stage.service("food", thematiques=[FOOD])
    stage.service("other", thematiques=["sante--addictions"])
    asked = frozenset({"equipement-et-alimentation"})
    assert found(ServiceQuery(thematiques=asked)) == ["food"]
    assert found(ServiceQuery(thematiques=frozenset({"inconnue"}))) == []


def test_closed_is_left_out_and_unknown_is_said_unknown(communes: None) -> None:
    stage.service("closed", horaires_accueil="Tu 09:00-12:00")
    stage.service("open", horaires_accueil="Mo-Fr 09:00-12:00", ou="92050")
    stage.service("silent")
    stage.service("unreadable", horaires_accueil="quand il fait beau")
    monday = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    result = search_services(ServiceQuery(code_insee="92040", open_at=monday))
    said = {one.service.id[9:]: one.reasons[-1].code for one in result.found}
    assert said == {"open": "open", "silent": "hours_unknown", "unreadable": "hours_unknown"}


def test_hours_overseas_are_those_of_the_place(communes: None) -> None:
    stage.service("reunion", ou="97411", horaires_accueil="Mo-Fr 09:00-12:00")
    early = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)  # 10:00 in Saint-Denis
    result = search_services(ServiceQuery(code_insee="97411", open_at=early))
    assert result.found[0].is_open is True


@pytest.mark.parametrize("words", ["vetemants", "vètement", "VÊTEMENTS", "les vêtements à moi"])
def test_words_without_accents_or_misspelled_find(directory: None, words: str) -> None:
    assert "vet1" in found(ServiceQuery(words=words, code_insee="92040"))[:3]


def test_repaired_words_are_said(directory: None) -> None:
    result = search_services(ServiceQuery(words="domissiliation", code_insee="92040"))
    assert result.corrected_words == "domiciliation"
    assert result.found[0].service.id == "exemple--heb3"


def test_everyday_words_say_what_they_stand_for(directory: None) -> None:
    result = search_services(ServiceQuery(words="plus rien à manger", code_insee="92040"))
    first = result.found[0].reasons[0]
    assert (first.code, first.detail) == ("everyday", ("manger", FOOD))


def test_changed_service_changes_what_is_found(communes: None) -> None:
    one = stage.service("one", name="Piano")
    refresh_lexicon()
    assert found(ServiceQuery(words="piano")) == ["one"]
    one.nom = "Violoncelle"
    one.save()
    assert found(ServiceQuery(words="piano")) == []
    assert found(ServiceQuery(words="violoncelles")) == ["one"]
    one.delete()
    assert found(ServiceQuery(words="violoncelle")) == []


def test_lexicon_forgets_only_when_made_anew(communes: None) -> None:
    one = stage.service("one", name="Accordéon")
    refresh_lexicon()
    one.delete()
    refresh_lexicon(since=stage.READ_AT)
    assert search_services(ServiceQuery(words="akordéon")).corrected_words == "accordeon"
    refresh_lexicon()
    assert search_services(ServiceQuery(words="akordéon")).corrected_words == ""


@pytest.mark.parametrize(
    "words", ["", "'", "a:b & | !", "\x00", "🙂", "%s %(x)s", "'' \\", "x" * 10_000, "<->"]
)
def test_strange_words_never_fail(directory: None, words: str) -> None:
    search_services(ServiceQuery(words=words, code_insee="92040"))
