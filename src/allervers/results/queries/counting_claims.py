"""Counts claims: where they stand, why they are given up, what was opened."""

from typing import Final

# A claim stands where its last change before the cut says, whatever was undone afterwards. Euros,
# arrears and days are told when enough people (`least`) have some: the sum of two is theirs.
CLAIM_TABLES: Final = """
standing AS (
  SELECT m.org, m.month, m.commune, c.id AS claim_id, c.encounter_id, c.right, c.started_at,
         last.state, last.reason, last.arrears,
         CASE WHEN c.right = ANY(%(yearly)s) THEN last.amount / 12 ELSE last.amount END AS amount,
         greatest(last."on" - (c.found_at AT TIME ZONE 'Europe/Paris')::date, 0) * (CASE
           WHEN c.found_at IS NULL THEN NULL ELSE 1 END) AS days
  FROM rights_claim c JOIN met m ON m.id = c.encounter_id
  CROSS JOIN LATERAL (
    SELECT h.state, h.reason, h.amount, h.arrears, h."on" FROM rights_claimchange h
    WHERE h.claim_id = c.id AND h.made_at < m.cut
      AND (h.undone_at IS NULL OR h.undone_at >= m.cut)
    ORDER BY h.number DESC LIMIT 1
  ) last
), opened AS (
  SELECT DISTINCT ON (s.encounter_id, s.right) s.*, f.right IS NOT NULL AS was_found
  FROM standing s LEFT JOIN found f ON f.encounter_id = s.encounter_id AND f.right = s.right
  WHERE s.state = 'opened' ORDER BY s.encounter_id, s.right, s.started_at DESC, s.claim_id
)"""
CLAIM_COUNTS: Final = """
SELECT org, month, 'opened' AS kind, o.right AS code, count(*) AS value, count(*) AS people,
       CASE WHEN count(amount) >= %(least)s THEN sum(amount) END AS euros,
       CASE WHEN count(arrears) >= %(least)s THEN sum(arrears) END AS arrears,
       CASE WHEN count(days) >= %(least)s
            THEN round(percentile_cont(0.5) WITHIN GROUP (ORDER BY days))::int END AS days
FROM opened o WHERE was_found GROUP BY 1, 2, 4
UNION ALL
SELECT org, month, 'opened_other', '', count(*), count(DISTINCT encounter_id), NULL, NULL, NULL
FROM opened WHERE NOT was_found GROUP BY 1, 2
UNION ALL
SELECT org, month, 'opened_at', coalesce(commune, '-rest'), count(DISTINCT encounter_id),
       count(DISTINCT encounter_id), NULL, NULL, NULL
FROM opened GROUP BY 1, 2, 4
UNION ALL
SELECT org, month, 'claim', '', count(*), count(DISTINCT encounter_id), NULL, NULL, NULL
FROM standing GROUP BY 1, 2
UNION ALL
SELECT org, month, 'claim_state', state, count(*), count(DISTINCT encounter_id), NULL, NULL, NULL
FROM standing GROUP BY 1, 2, 4
UNION ALL
SELECT org, month, 'non_take_up', reason, count(*), count(DISTINCT encounter_id), NULL, NULL, NULL
FROM standing WHERE state = 'given_up' GROUP BY 1, 2, 4
"""
