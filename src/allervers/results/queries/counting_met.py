"""Whom the statements count: people met, checked, and the rights found for them."""

from typing import Final

# {month}, {cut}, {where}: pieces of SQL written in counting.py; nothing typed by anybody.
MET_AND_FOUND: Final = """
WITH met AS MATERIALIZED (
  SELECT e.id, e.organisation_id AS org, {month} AS month, {cut} AS cut, e.channel, e.audience,
         e.age_band, e.language, e.left_early,
         CASE e.is_first_time WHEN true THEN 'yes' WHEN false THEN 'no' ELSE '' END AS first_time,
         CASE e.needs_interpreter WHEN true THEN 'yes' WHEN false THEN 'no' ELSE '' END
           AS interpreter,
         h.commune_id AS commune, v.halt_id, v.unit_id
  FROM reception_encounter e
  LEFT JOIN tours_visit v ON v.id = e.visit_id
  LEFT JOIN tours_halt h ON h.id = v.halt_id
  WHERE {where}
), screened AS (
  SELECT DISTINCT ON (s.encounter_id) s.id, s.encounter_id, m.org, m.month
  FROM rights_screening s JOIN met m ON m.id = s.encounter_id
  WHERE s.state = 'done' AND s.computed_at < m.cut
  ORDER BY s.encounter_id, s.computed_at DESC, s.id
), found AS (
  SELECT s.org, s.month, s.id AS screening_id, s.encounter_id, f.right,
         CASE f.period WHEN 'year' THEN f.amount / 12 ELSE f.amount END AS monthly
  FROM screened s JOIN rights_finding f ON f.screening_id = s.id AND f.status = 'entitled'
)"""
