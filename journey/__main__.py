"""`./dev journey`: the loop told step by step; it stops at the first untruth."""

import sys

from journey import (
    achieved,
    computed,
    coordinator,
    directory,
    files,
    intake,
    resident,
    rights,
    welcome,
)
from journey.cast import Cast
from journey.ledger import Ledger, Untruth
from journey.server import manage, site


def begin(ledger: Ledger) -> None:
    """Fill an empty database with what a host installs: tables and communes."""
    with ledger.step("Une base vide : tables, puis communes de France") as figures:
        manage("migrate_as_owner", "-v", "0")
        manage("collectstatic", "--noinput", "-v", "0")
        figures.append(manage("load_territory").strip())


def tell(ledger: Ledger, base: str) -> None:
    """Tell the loop, from the first invitation to the cancelled visit."""
    cast = Cast.arrive(ledger, base)
    intake.take_in_the_bus(ledger, cast, base)
    intake.take_in_the_circuits(ledger, cast)
    intake.read_free_text(ledger, cast)
    season = coordinator.plan(ledger, cast)
    coordinator.obtain_an_agreement(ledger, cast, season)
    coordinator.announce(ledger, cast, season)
    resident.finds(ledger, base, season)
    feed = resident.subscribes(ledger, base, season)
    coordinator.cancels_for_a_heat_wave(ledger, cast, season)
    resident.sees_the_cancellation(ledger, base, season, feed)
    resident.prints_the_poster(ledger, base, season)
    computed.tell(ledger, cast, season)
    go_on(ledger, cast, base, season)


def go_on(ledger: Ledger, cast: Cast, base: str, season: coordinator.Season) -> None:
    """Tell the second half of the loop: welcome, rights, orientation, outcomes, results."""
    directory.take_in(ledger, cast)
    directory.search(ledger, base)
    welcome.announce_today(ledger, cast, season)
    rights.service_answers(ledger)
    people = [
        welcome.leaves_early(ledger, cast),
        welcome.speaks_arabic(ledger, cast, base),
        welcome.resumed_by_code(ledger, cast),
    ]
    rights.explains(ledger, cast, people[1])
    rights.claims(ledger, cast, base, people[1])
    rights.answers_the_api(ledger, base)
    rights.scans(ledger)
    welcome.others(ledger, cast)
    files.tell(ledger, cast)
    achieved.hears(ledger, cast, people)
    achieved.reads_the_results(ledger, cast, season, base)
    achieved.erases(ledger, base, people[0])
    achieved.codes_are_not_guessed(ledger, base)


def main() -> int:
    """Run the journey; 0 when everything was true."""
    ledger = Ledger()
    try:
        begin(ledger)
        with site() as base:
            tell(ledger, base)
    except Untruth as untruth:
        print(f"\nFAUX, à l'étape {ledger.steps} : {untruth}", file=sys.stderr)
        return 1
    ledger.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
