"""Times the results on 100,000 invented encounters, then takes them back.

    ./dev bench results

Everything happens in one transaction, rolled back at the end, as the owner: only he may tell the
planner how many rows there are. No goal is set by an issue: the bars are our own.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allervers.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from allervers.accounts.models import Organisation  # noqa: E402
from allervers.config.owner import connected_as_owner  # noqa: E402
from allervers.results.domain.periods import Period  # noqa: E402
from allervers.results.queries.counting import Scope, counts_of  # noqa: E402
from allervers.results.queries.shown import published_between, results_of  # noqa: E402

COUNT = 100_000
TURNS = 5
MADE = """
INSERT INTO reception_encounter (id, submission, organisation_id, channel, audience, age_band,
  is_first_time, language, left_early, met_at, created_at, version,
  code_digest, code_serial, code_expires_at)
SELECT gen_random_uuid(), gen_random_uuid(), %(org)s, (ARRAY['desk', 'phone'])[1 + n %% 2],
  (ARRAY['alone', 'family', 'couple', ''])[1 + n %% 4], (ARRAY['18_25', '40_59', ''])[1 + n %% 3],
  (ARRAY[true, false, NULL])[1 + n %% 3], (ARRAY['fr', 'ar', ''])[1 + n %% 3], n %% 20 = 0,
  at, at, 0, 'bench' || n, 0, at + interval '90 days'
FROM (SELECT n, timestamptz '2024-01-01' + n * interval '15 minutes' AS at
      FROM generate_series(1, %(count)s) n) made;
INSERT INTO reception_request (encounter_id, thematique)
SELECT e.id, t FROM reception_encounter e
CROSS JOIN unnest(ARRAY['sante--acces-aux-soins', 'famille--garde-denfants']) t
WHERE e.organisation_id = %(org)s;
INSERT INTO rights_screening (id, encounter_id, month, answers, state, version, rules, failure,
  started_at, computed_at)
SELECT gen_random_uuid(), id, '2024-01-01', '{}', 'done', 1, 'bench', '', met_at, met_at
FROM reception_encounter WHERE organisation_id = %(org)s AND version = 0 AND left_early = false;
INSERT INTO rights_finding (screening_id, "right", status, amount, period, missing, reasons)
SELECT s.id, r, 'entitled', 100, 'month', '[]', '[]' FROM rights_screening s
CROSS JOIN unnest(ARRAY['rsa', 'css', 'ppa']) r WHERE s.rules = 'bench';
ANALYZE reception_encounter, reception_request, rights_screening, rights_finding;

"""


def timed(name: str, run: Callable[[], object], goal: float) -> dict[str, object]:
    """Print the median of a few runs, in milliseconds, against a goal; return the bar."""
    taken = []
    for _turn in range(TURNS):
        begun = time.perf_counter()
        run()
        taken.append((time.perf_counter() - begun) * 1000)
    median = sorted(taken)[TURNS // 2]
    print(f"{name:42} {median:8.0f} ms")
    value = round(median)
    return {"id": name, "value": value, "unit": "ms", "goal": goal, "ok": median <= goal}


def measured() -> list[dict[str, object]]:
    """Make, time, take back."""
    with transaction.atomic():
        body = Organisation.objects.create(kind="carrier", name="Banc d'essai inventé")
        with connection.cursor() as cursor:
            cursor.execute(MADE, {"org": body.pk, "count": COUNT})
        every = Period(date(2024, 1, 1), date(2026, 12, 31))
        month = Period(date(2025, 3, 1), date(2025, 3, 31))
        first, last = date(2025, 1, 1), date(2025, 12, 31)
        bars = [
            timed("one_month_counted", lambda: counts_of(Scope(body.pk, month)), 500),
            timed("one_month_with_what_is_hidden", lambda: results_of(Scope(body.pk, month)), 500),
            timed("every_encounter_counted", lambda: counts_of(Scope(body.pk, every)), 5_000),
            timed("open_data_of_twelve_months", lambda: published_between(first, last), 5_000),
        ]
        transaction.set_rollback(True)
    return bars


def main() -> int:
    """Measure as the owner; non-zero when a goal is missed."""
    call_command("migrate_as_owner", verbosity=0)
    with connected_as_owner():
        bars = measured()
    print(json.dumps({"bench": "results", "bars": bars}))
    return int(not all(one["ok"] for one in bars))


if __name__ == "__main__":
    sys.exit(main())
