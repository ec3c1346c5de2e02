"""More guards of people's files: texts sealed at rest, and who may be made a DPO."""

from typing import Final

from tools.sabotage import Patch

PEOPLE: Final = "src/allervers/people"
SEALED: Final = f"{PEOPLE}/mapping/sealed_words.py"
BY_TWO: Final = f"{PEOPLE}/migrations/0020_dpo_by_two.py"
WORDS_TESTS: Final = "tests/people/keeping/test_words.py::test_"
AT_REST: Final = "tests/people/keeping/test_at_rest.py::test_"
DPO: Final = "tests/people/watching/test_dpo_by_two.py::test_"

WORDS: Final = (
    Patch(
        "words: what is asked of a partner stays in clear",
        SEALED,
        '    Share: ("asked", "informed_whom", "outcome", "reason"),\n',
        '    Share: ("informed_whom", "outcome", "reason"),\n',
        (AT_REST + "no_row_of_the_database_holds_it_in_clear",),
    ),
    Patch(
        "words: a telephone number stays in clear",
        SEALED,
        '    ContactPoint: ("value", "caution"),\n',
        '    ContactPoint: ("caution",),\n',
        (AT_REST + "each_text_was_typed_and_is_sealed",),
    ),
    Patch(
        "words: a text opens in the row of another",
        SEALED,
        "    return Place(model._meta.db_table, name, row_id)",
        "    return Place(model._meta.db_table, name, UUID(int=0))",
        (WORDS_TESTS + "text_moved_to_another_row_does_not_open",),
    ),
    Patch(
        "words: anybody reads all texts by the door of the task of keys",
        f"{PEOPLE}/migrations/_words_sql.py",
        "  IF people_setting('task') IS DISTINCT FROM 'keys' THEN RETURN; END IF;\n",
        "",
        (WORDS_TESTS + "only_the_task_of_keys_reads_and_seals_all_texts",),
    ),
    Patch(
        "journal: the reason that was typed stands in its line",
        f"{PEOPLE}/actions/recording.py",
        "    if not typed:\n        return touched.reason[:REASON_LENGTH]\n",
        "    if True:\n        return (typed or touched.reason)[:REASON_LENGTH]\n",
        (WORDS_TESTS + "reason_is_read_by_whom_reads_the_line",),
    ),
    Patch(
        "account: the role of DPO is written by hand",
        BY_TWO,
        "  IF NOT people_is_site(TG_RELID)\n     OR EXISTS",
        "  IF true\n     OR EXISTS",
        (DPO + "role_written_by_hand_is_refused",),
    ),
    Patch(
        "account: whoever asked for a DPO agrees, says PostgreSQL",
        BY_TWO,
        "     AND NOT accounts_hands(a.actor_id) && accounts_hands(s.user_id)\n",
        "",
        (DPO + "second_hand_is_not_the_first_nor_ones_own",),
    ),
)  # fmt: skip
