"""More guards of people's files: who writes, what is put off, what the law asks of a share."""

from typing import Final

from tools.sabotage import Patch

PEOPLE: Final = "src/allervers/people"
TESTS: Final = "tests/people"
BOUNDS: Final = f"{PEOPLE}/migrations/_bounds_sql.py"
CONTACTING, LAW = f"{PEOPLE}/domain/contacting.py", f"{PEOPLE}/domain/sharing.py"
HOURS, LAW_TESTS, LAW_TABLE = (
    f"{TESTS}/access/test_{name}.py" for name in ("contacting", "laws_of_sharing", "decision_table")
)
READING: Final = f"{TESTS}/access/test_reading_is_not_writing.py::test_"
RIGHTS: Final = f"{TESTS}/keeping/test_rights_requests.py::test_"
SEALING, VOLUME = (f"{TESTS}/watching/test_{name}.py::test_" for name in ("sealing", "volume"))

COPY: Final = f"{TESTS}/keeping/test_copy.py::test_"
RESET: Final = f"{TESTS}/watching/test_account_reset.py::test_"
HANDS: Final = "tests/accounts/test_two_hands.py::test_"

MORE: Final = (
    Patch(
        "account: a factor taken away leaves files open",
        f"{PEOPLE}/migrations/0018_told_to_a_dpo.py",
        "   WHERE p.member_id = one.id AND p.approved_at IS NOT NULL;\n",
        "   WHERE false;\n",
        (RESET + "administrator_with_the_mailbox_opens_no_file",),
    ),
    Patch(
        "account: whoever took a factor away is a second person",
        "src/allervers/accounts/migrations/0003_two_hands.py",
        "   WHERE u.id = who AND e.actor_id <> who\n",
        "   WHERE false\n",
        (RESET + "administrator_who_was_taken_over_is_the_same_hand",),
    ),
    Patch(
        "account: a DPO is silenced, and nobody is told",
        f"{PEOPLE}/migrations/0018_told_to_a_dpo.py",
        "   UNION SELECT h.place FROM hosts h WHERE NOT EXISTS (SELECT FROM near)\n",
        "",
        (RESET + "silenced_dpo_is_told_to_those_of_the_host",),
    ),
    Patch(
        "account: a DPO made by one",
        "src/allervers/accounts/actions/members.py",
        "    if takes_two(member.roles, roles):\n",
        "    if False:\n",
        (HANDS + "asking_changes_nothing_until_a_second_person_agrees",),
    ),
    Patch(
        "copy: what was written after the last reading is handed out",
        f"{PEOPLE}/queries/file_copy.py",
        "    return entries if until is None else [",
        "    return entries if True else [",
        (COPY + "what_is_written_after_the_last_reading_is_no_part_of_the_copy",),
    ),
    Patch(
        "rights: an objection that was agreed to changes nothing",
        f"{PEOPLE}/actions/rights_answers.py",
        "LIMITS: Final = frozenset({Kind.RESTRICT, Kind.OBJECT})",
        "LIMITS: Final = frozenset({Kind.RESTRICT})",
        (RIGHTS + "limited_file_shows_identity_and_contact_alone",),
    ),
    Patch(
        "copy: a correction of what is masked is handed out",
        f"{PEOPLE}/queries/file_copy.py",
        "        if one.corrects_id in hidden and one.pk not in kept:\n",
        "        if False:\n",
        (COPY + "copy_holds_all_of_a_and_nothing_of_b",),
    ),
    Patch(
        "contacting: at any hour",
        CONTACTING,
        "        if not is_inside:\n",
        "        if False:\n",
        (HOURS,),
    ),
    Patch(
        "contacting: on any day",
        CONTACTING,
        "if not point.days or day in point.days else",
        "if True else",
        (HOURS,),
    ),
    Patch(
        "contacting: by a channel that nobody said safe",
        CONTACTING,
        "    if channel not in point.safe_channels:\n",
        "    if False:\n",
        (HOURS,),
    ),
    Patch(
        "sharing: an agreement ends before the share",
        LAW,
        "return on <= consent.expires_on >= proposal.ends_on",
        "return on <= consent.expires_on",
        (LAW_TESTS,),
    ),
    Patch(
        "sharing: nobody says who was told",
        LAW,
        "return proposal.informed_on <= on and bool(proposal.informed_whom.strip())",
        "return True",
        (LAW_TESTS, LAW_TABLE),
    ),
    Patch(
        "sharing: an age that is not known is a child's",
        LAW,
        "_C.MINOR: lambda of: of[2].is_minor is True,",
        "_C.MINOR: lambda of: of[2].is_minor is not False,",
        (LAW_TESTS, LAW_TABLE),
    ),
    Patch(
        "sharing: an elected person receives",
        LAW,
        "lambda of: of[1].profession is not Profession.ELECTED",
        "lambda of: True",
        (LAW_TESTS, LAW_TABLE),
    ),
    Patch(
        "shares: born accepted, by their sender",
        f"{PEOPLE}/migrations/_words_sql.py",
        "  state = 'asked' AND answered_at IS NULL AND closed_at",
        "  answered_at IS NULL AND closed_at",
        (READING + "share_is_not_born_accepted",),
    ),
    Patch(
        "writing: PostgreSQL lets a reader write notes",
        BOUNDS,
        "\"(person_id || ':' || section) = ANY ((SELECT people_caseload())::text[])\"",
        '"true"',
        (READING + "who_reads_writes_nothing",),
    ),
    Patch(
        "writing: PostgreSQL lets a reader change contacts",
        BOUNDS,
        "(f\"{BEGUN} OR {_section('contact')}\", _section(\"contact\"))",
        '("true", _section("contact"))',
        (READING + "who_reads_writes_nothing",),
    ),
    Patch(
        "writing: pages let a reader write",
        f"{PEOPLE}/actions/opening.py",
        "    if not writable or (section is not None and section not in writable):\n",
        "    if False:\n",
        (READING + "reader_is_told_that_one_reads",),
    ),
    Patch(
        "journal: the site says the hour",
        BOUNDS,
        "    NEW.at := statement_timestamp();\n",
        "",
        (SEALING + "hour_of_a_line_is_the_databases",),
    ),
    Patch(
        "concern: a pseudonym leads past conventions",
        BOUNDS,
        "     AND people_work_together(p.organisation_id, home)\n"
        "     AND people_work_together(m.organisation_id, home)\n",
        "",
        (f"{TESTS}/sharing/test_concerns.py::test_pseudonym_leads_no_further_than_conventions",),
    ),
    Patch(
        "mayor: opens the sections that the commune says",
        BOUNDS,
        "chosen, 'coordinator', lawful,",
        "chosen, 'coordinator', opened,",
        (f"{TESTS}/sharing/test_coordination.py::test_commune_opens_no_more_than_the_article",),
    ),
    Patch(
        "rights: who reads a part sees what the person asks",
        f"{PEOPLE}/migrations/0013_requests_seen.py",
        "  NOT people_is_site('people_rightsrequest'::regclass)\n",
        "  true\n",
        (READING + "reader_sees_nothing_of_what_the_person_asks",),
    ),
    Patch(
        "rights: an answer put off without a limit",
        BOUNDS,
        "  IF people_is_site(TG_RELID) AND NOT (\n     OLD.extended_on IS NULL",
        "  IF false AND NOT (\n     OLD.extended_on IS NULL",
        (RIGHTS + "postgresql_puts_off_no_answer_otherwise",),
    ),
    Patch(
        "volume: lists of shares are not counted",
        f"{PEOPLE}/actions/share_listing.py",
        "        check_volume(viewer, timezone.now(), files=list(names))\n",
        "",
        (VOLUME + "lists_of_shares_count_too",),
    ),
    Patch(
        "archives: the reason typed is lost",
        f"{PEOPLE}/actions/protecting.py",
        "act=Act.PROTECTED, reason=reason)",
        "act=Act.PROTECTED)",
        (f"{TESTS}/watching/test_pages.py::test_each_page_of_an_archive_asks_why_and_keeps_it",),
    ),
)  # fmt: skip
