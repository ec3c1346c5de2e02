"""Counts encounters and what came of them, in one statement, by organisation and month."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from allervers.results.domain.periods import Period
from allervers.results.domain.publishing import Count, Key
from allervers.results.domain.secrecy import SMALLEST_SHOWN
from allervers.results.queries.counting_claims import CLAIM_COUNTS, CLAIM_TABLES
from allervers.results.queries.counting_met import MET_AND_FOUND
from allervers.rights.domain.right import YEARLY

PARIS: Final = ZoneInfo("Europe/Paris")
Counts = dict[Key, Count]

_MONTH: Final = "to_char(e.met_at AT TIME ZONE 'Europe/Paris', 'YYYY-MM')"
# What is published of a month is cut when the next month is over (domain/periods.py).
_CUT: Final = (
    "(date_trunc('month', e.met_at AT TIME ZONE 'Europe/Paris') + interval '2 months')"
    " AT TIME ZONE 'Europe/Paris'"
)
_COUNTS: Final = """
{found}, asked AS (
  SELECT m.org, m.month, m.id, split_part(q.thematique, '--', 1) AS category, q.thematique
  FROM reception_request q JOIN met m ON m.id = q.encounter_id
), sent AS (
  SELECT m.org, m.month, m.id, coalesce(heard.outcome, '') AS outcome
  FROM reception_referral r JOIN met m ON m.id = r.encounter_id
  LEFT JOIN LATERAL (
    SELECT o.outcome FROM reception_referraloutcome o
    WHERE o.referral_id = r.id AND o.recorded_at < m.cut
    ORDER BY o.recorded_at DESC, o.id DESC LIMIT 1
  ) heard ON true
  WHERE r.made_at < m.cut AND (r.withdrawn_at IS NULL OR r.withdrawn_at >= m.cut)
), {claim_tables}
SELECT every.*, NULL::numeric AS arrears, NULL::int AS days FROM (
SELECT org, month, k.kind, k.code, count(*) AS value, count(*) AS people, NULL::numeric AS euros
FROM met CROSS JOIN LATERAL (VALUES
  ('met', ''), ('channel', channel), ('audience', audience), ('age_band', age_band),
  ('first_time', first_time), ('interpreter', interpreter), ('language', language),
  ('left_early', CASE WHEN left_early THEN 'yes' ELSE 'no' END), ('commune', commune),
  ('halt', commune || '/' || halt_id), ('unit', commune || '/' || unit_id)
) k(kind, code) WHERE k.code IS NOT NULL GROUP BY 1, 2, 3, 4
UNION ALL
SELECT org, month, 'thematique', thematique, count(*), count(*), NULL
FROM asked GROUP BY 1, 2, 4
UNION ALL
SELECT org, month, 'category', category, sum(things)::int, count(*), NULL
FROM (SELECT org, month, category, id, count(*) AS things FROM asked GROUP BY 1, 2, 3, 4) each
GROUP BY 1, 2, 4
UNION ALL
SELECT org, month, 'request', '', sum(things)::int, count(*), NULL
FROM (SELECT org, month, id, count(*) AS things FROM asked GROUP BY 1, 2, 3) each GROUP BY 1, 2
UNION ALL
SELECT org, month, 'screened', '', count(*), count(*), NULL FROM screened GROUP BY 1, 2
UNION ALL
SELECT org, month, 'right', f.right, count(*), count(*), sum(monthly) FROM found f GROUP BY 1, 2, 4
UNION ALL
SELECT org, month, 'any_right', '', count(*), count(*), NULL
FROM (SELECT org, month, screening_id FROM found GROUP BY 1, 2, 3) each GROUP BY 1, 2
UNION ALL
SELECT org, month, 'outcome', outcome, sum(things)::int, count(*), NULL
FROM (SELECT org, month, outcome, id, count(*) AS things FROM sent GROUP BY 1, 2, 3, 4) each
GROUP BY 1, 2, 4
UNION ALL
SELECT org, month, 'referral', '', sum(things)::int, count(*), NULL
FROM (SELECT org, month, id, count(*) AS things FROM sent GROUP BY 1, 2, 3) each GROUP BY 1, 2
) every
UNION ALL
{claim_counts}
"""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a member of a team looks at: their organisation's encounters of a period, of a place."""

    organisation_id: UUID
    period: Period
    commune: str = ""  # Insee code of the halt's commune
    halt_id: UUID | None = None
    visit_id: UUID | None = None


def instants(period: Period) -> tuple[datetime, datetime]:
    """Return the first instant of a period of days in France, and the first after it."""
    starts = datetime.combine(period.first, time(), PARIS)
    return starts, datetime.combine(period.last + timedelta(days=1), time(), PARIS)


def counts_of(scope: Scope) -> Counts:
    """Count what a team's page shows, as known now. One query."""
    where = "e.organisation_id = %(org)s AND e.met_at >= %(starts)s AND e.met_at < %(ends)s"
    starts, ends = instants(scope.period)
    values: dict[str, Any] = {"org": scope.organisation_id, "starts": starts, "ends": ends}
    if scope.commune:
        where, values["commune"] = f"{where} AND h.commune_id = %(commune)s", scope.commune
    if scope.halt_id:
        where, values["halt"] = f"{where} AND v.halt_id = %(halt)s", scope.halt_id
    if scope.visit_id:
        where, values["visit"] = f"{where} AND e.visit_id = %(visit)s", scope.visit_id
    found = _counted(where, values, month="''", cut="'infinity'::timestamptz")
    return next(iter(found.values()), {})


def counts_by_month(
    first: date, last: date, organisation_id: UUID | None = None
) -> Mapping[tuple[UUID, str], Counts]:
    """Count by organisation and month ("2026-03"), as known two months after each began.

    `first` is the first day of the first month, `last` the last day of the last. One query.
    """
    starts, ends = instants(Period(first, last))
    where = "e.met_at >= %(starts)s AND e.met_at < %(ends)s"
    values: dict[str, Any] = {"starts": starts, "ends": ends}
    if organisation_id:
        where, values["org"] = f"{where} AND e.organisation_id = %(org)s", organisation_id
    return _counted(where, values, month=_MONTH, cut=_CUT)


def _counted(
    where: str, values: dict[str, Any], *, month: str, cut: str
) -> dict[tuple[UUID, str], Counts]:
    """Run the statement; its pieces are all written in this folder."""
    found: dict[tuple[UUID, str], Counts] = defaultdict(dict)
    statement = _COUNTS.format(
        found=MET_AND_FOUND.format(where=where, month=month, cut=cut),
        claim_tables=CLAIM_TABLES,
        claim_counts=CLAIM_COUNTS,
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {**values, "least": SMALLEST_SHOWN, "yearly": [*YEARLY]})
        for org, in_month, kind, code, *figures in cursor.fetchall():
            found[org, in_month][kind, code] = Count(*figures)
    return dict(sorted(found.items(), key=lambda item: (item[0][1], str(item[0][0]))))
