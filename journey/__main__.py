"""`./dev journey`: the loop told step by step; it stops at the first untruth."""

import sys

from journey import coordinator, intake, resident
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
