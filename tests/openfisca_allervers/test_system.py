"""What OpenFisca-France still needs, as it is installed."""

from typing import Any

from openfisca_core.periods import period
from openfisca_core.simulation_builder import SimulationBuilder

from openfisca_allervers import overlay
from openfisca_allervers.corrected import Applied
from openfisca_allervers.reforms import css_reference_period, thirteenth_to_second

STILL_NEEDED = {
    "cheque_energie_2023", "css_ceiling_2025", "css_reference_period", "pass_sport_2025",
}  # fmt: skip
Corrected = tuple[Any, tuple[Applied, ...]]


def test_these_corrections_are_still_needed(corrected: Corrected) -> None:
    """When this fails the rules have caught up: delete the correction's row, and its name here."""
    assert {one.code for one in corrected[1]} == STILL_NEEDED


def test_energy_cheque_has_the_bands_of_2023(corrected: Corrected) -> None:
    solidarity = corrected[0].parameters("2026-01-01").prestations_sociales.solidarite_insertion
    bands = solidarity.autre_solidarite.cheque_energie.baremes
    for scale in (bands.une_uc, bands.une_uc_a_deux_uc, bands.plus_de_deux_ucs):
        assert list(scale.thresholds) == [0, 5_700, 6_800, 7_850, 11_000]
    assert list(bands.une_uc.amounts) == [194, 146, 98, 48, 0]
    assert list(bands.plus_de_deux_ucs.amounts) == [277, 202, 126, 76, 0]


def test_claim_of_april_looks_at_march_to_february() -> None:
    year = thirteenth_to_second(period("2025-04"))
    assert (str(year.start), str(year.stop)) == ("2024-03-01", "2025-02-28")


def test_css_leaves_out_last_month_and_counts_the_thirteenth(corrected: Corrected) -> None:
    """CSS, R861-8: 100 € in October 2026 are not counted in November, those of October 2025 are."""
    wages = {"2026-10": 100, "2026-09": 10, "2025-10": 1, "2025-09": 1_000}
    built = SimulationBuilder().build_from_entities(corrected[0], {
        "individus": {"one": {
            "date_naissance": {"ETERNITY": "1990-01-01"},
            "salaire_net": {f"{y}-{m:02}": wages.get(f"{y}-{m:02}", 0)
                            for y in (2024, 2025, 2026) for m in range(1, 13)},
            "aah": dict.fromkeys((f"{y}-{m:02}" for y in (2025, 2026) for m in range(1, 12)), 0),
        }},
        "familles": {"f": {"parents": ["one"]}},
        "foyers_fiscaux": {"t": {"declarants": ["one"]}},
        "menages": {"h": {"personne_de_reference": ["one"]}},
    })  # fmt: skip
    counted = built.calculate("css_cmu_base_ressources_individu", "2026-11")
    assert counted.tolist() == [11]


def test_css_reference_period_disappears_when_the_rules_have_it(corrected: Corrected) -> None:
    class CaughtUp:
        """Rules whose helper gives the thirteenth to the second month."""

        compute_previous_year = staticmethod(thirteenth_to_second)

    assert css_reference_period(corrected[0], CaughtUp) is None


def test_overlay_is_short_and_stable() -> None:
    assert overlay() == overlay()
    assert len(overlay()) == 16
