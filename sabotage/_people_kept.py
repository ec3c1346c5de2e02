"""Guards of what a page keeps of its reach, of what is counted, of what waits to be sent."""

from typing import Final

from tools.sabotage import Patch

KEPT_SQL: Final = "src/allervers/people/migrations/0022_reach_kept.py"
COUNTED_SQL: Final = "src/allervers/people/migrations/0023_counted_by_owner.py"
LINE: Final = "src/allervers/config/postgres/base.py"
SENT: Final = "tests/ui/test_prepared.py::test_"
KEPT: Final = "tests/people/watching/test_reach_kept.py::test_"

KEPT_GUARDS: Final = (
    Patch(
        "kept reach: what is kept is believed without its mark",
        KEPT_SQL,
        "IF kept <> '' AND left(kept, 64) = people_reach_mark(file, substr(kept, 65)) THEN",
        "IF kept <> '' AND length(kept) > 64 THEN",
        (KEPT + "answer_that_was_not_kept_by_the_database_is_not_believed",),
    ),
    Patch(
        "kept reach: the mark forgets in whose name",
        KEPT_SQL,
        "                  current_setting('allervers.member', true),\n",
        "",
        (KEPT + "answer_that_was_not_kept_by_the_database_is_not_believed",),
    ),
    Patch(
        "kept reach: the mark outlives its transaction",
        KEPT_SQL,
        "concat_ws('/', extract(epoch FROM now()),",
        "concat_ws('/', 'page',",
        (KEPT + "answer_of_an_earlier_page_ends_with_it",),
    ),
    Patch(
        "kept reach: the site may make the mark",
        KEPT_SQL,
        "REVOKE EXECUTE ON FUNCTION people_reach_mark(uuid, text) FROM PUBLIC;\n",
        "",
        (KEPT + "site_cannot_make_the_mark",),
    ),
    Patch(
        "volume: files of other days are not counted again",
        KEPT_SQL,
        "     WHERE r.member_id = who AND r.at >= since AND r.id + 0 < before\n",
        "     WHERE r.member_id = who AND r.id + 0 < before\n",
        (KEPT + "what_was_shown_today_counts_nothing_and_the_rest_everything",),
    ),
    Patch(
        "volume: the numbers of the whole journal are read for one page",
        KEPT_SQL,
        "AND r.id + 0 < before\n",
        "AND r.id < before\n",
        (KEPT + "what_was_shown_is_looked_for_among_the_lines_of_the_member",),
    ),
    Patch(
        "volume: one file of a list was shown, the others are not counted",
        KEPT_SQL,
        "(r.listed @> files OR (cardinality(files) = 1 AND r.person_ref = files[1]))",
        "(r.listed && files OR r.person_ref = ANY (files))",
        (KEPT + "what_was_shown_today_counts_nothing_and_the_rest_everything",),
    ),
    Patch(
        "volume: what another member opened is told",
        COUNTED_SQL,
        "  IF who IS DISTINCT FROM people_member() THEN\n",
        "  IF who IS NULL THEN\n",
        (KEPT + "nobody_counts_what_another_member_opened",),
    ),
    Patch(
        "volume: the site counts by itself",
        COUNTED_SQL,
        "REVOKE EXECUTE ON FUNCTION people_volume(uuid, timestamptz) FROM PUBLIC;\n",
        "",
        (KEPT + "site_counts_by_no_other_door",),
    ),
    Patch(
        "sent together: another statement overtakes the name that waits",
        LINE,
        "        send(self)\n        return super()._cursor(name)",
        "        return super()._cursor(name)",
        (SENT + "nothing_overtakes_what_waits",),
    ),
    Patch(
        "sent together: the line of the journal that waits is lost at the commit",
        LINE,
        "        send(self)\n        super()._commit()",
        "        super()._commit()",
        (SENT + "commit_sends_what_waits",),
    ),
    Patch(
        "sent together: what a rollback took back is said to the next transaction",
        LINE,
        "        self.waiting.clear()\n        super()._rollback()",
        "        super()._rollback()",
        (SENT + "rollback_forgets_what_waits_and_a_savepoint_only_its_own",),
    ),
    Patch(
        "sent together: a statement waits unseen by the guard of pages that only read",
        "src/allervers/ui/prepared.py",
        "    for wrapper in reversed(here.execute_wrappers):\n",
        "    for wrapper in ():\n",
        (SENT + "who_looks_at_each_statement_sees_it_before_it_waits",),
    ),
    Patch(
        "sent together: a line that is lost is asked for ever",
        "src/allervers/ui/prepared.py",
        "            if line.status == ConnStatus.BAD:\n",
        "            if line is None:\n",
        (SENT + "lost_line_is_not_asked_for_ever",),
    ),
)
