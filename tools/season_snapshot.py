"""Writes again the plans of the demonstration's seasons: `python tools/season_snapshot.py`.

On a database where the demonstration is loaded, and with the planner's compiled code; about a
minute. The same seed and iterations give the same plan on the same problem.
"""

from dataclasses import replace

import django


def main() -> None:
    """Make each problem anew, plan it, write its snapshot."""
    django.setup()
    from django.utils import timezone  # noqa: PLC0415 - once Django is ready

    from allervers.seasons.demonstration.invented import (  # noqa: PLC0415
        CHAINS,
        SEASONS,
        SEED,
    )
    from allervers.seasons.demonstration.load import ids_of  # noqa: PLC0415
    from allervers.seasons.demonstration.snapshot import Snapshot, file_of, write  # noqa: PLC0415
    from allervers.seasons.domain.problem import problem_json  # noqa: PLC0415
    from allervers.seasons.domain.reach import with_reach  # noqa: PLC0415
    from allervers.seasons.gateways.planner.snapshots import planned  # noqa: PLC0415
    from allervers.seasons.models import Season  # noqa: PLC0415
    from allervers.seasons.queries.facts import gather  # noqa: PLC0415
    from allervers.seasons.queries.seasons import whole_season  # noqa: PLC0415
    from allervers.tours.gateways.day_calendar import calendar_of_commune  # noqa: PLC0415

    for drawn in SEASONS:
        season = whole_season(Season.objects.values_list("id", flat=True).get(name=drawn.name))
        facts = gather(season, calendar_of_commune, timezone.localdate()).facts
        # Told from its first day on: the day of loading is not part of the problem.
        facts = with_reach(replace(facts, today=season.starts_on))
        problem = problem_json(facts)
        visits, ceiling, iterations = planned(problem, CHAINS, SEED)
        names = {value: name for name, value in ids_of(season).items()}
        told = Snapshot(problem, visits, ceiling, iterations, SEED)
        write(drawn.key, told, names, season.starts_on)
        print(drawn.key, len(visits), "visits, ceiling", round(ceiling), file_of(drawn.key).name)


if __name__ == "__main__":  # the planner's processes import this file again
    main()
