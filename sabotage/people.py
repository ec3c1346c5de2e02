"""Guards of people's files, each taken away by one patch."""

from typing import Final

from sabotage._people_bounds import MORE
from sabotage._people_kept import KEPT_GUARDS
from sabotage._people_words import WORDS
from tools.sabotage import Patch

PEOPLE: Final = "src/allervers/people"
REACH, QUICK, CLOSED, SHARING, RESET = (
    f"{PEOPLE}/migrations/{name}.py"
    for name in (
        "0008_reach", "0021_reach_of_one_file", "0003_row_level_security", "0005_sharing",
        "0015_account_reset",
    )
)  # fmt: skip
ACCESS, SEALED = f"{PEOPLE}/domain/access.py", f"{PEOPLE}/mapping/sealed.py"
TESTS: Final = "tests/people"
ROWS: Final = (
    f"{TESTS}/proof/test_guards.py::test_postgresql_shows_no_row_of_a_section_that_is_closed"
)
NARROWED: Final = (
    f"{TESTS}/proof/test_guards.py::"
    "test_narrowed_to_a_file_postgresql_opens_of_it_what_it_opens_anyway"
)
EVERYWHERE: Final = (
    f"{TESTS}/files/test_nir_everywhere.py::test_each_form_refuses_it_or_is_listed_with_a_reason"
)
DOORS, SECTIONS = (
    f"{TESTS}/access/test_decision_table.py::test_{name}" for name in ("doors", "sections")
)
LAWS, LEVEL, SEALING, FILE, AT_REST, TERMS, ANSWERS, APPROVING, VOLUME = (
    f"{TESTS}/{name}.py::test_"
    for name in (
        "access/test_laws_of_access", "watching/test_row_level", "watching/test_sealing",
        "files/test_file_page", "keeping/test_sealed", "sharing/test_terms",
        "sharing/test_answers", "watching/test_approving", "watching/test_volume",
    )
)  # fmt: skip
ANCHORS: Final = (
    f"{TESTS}/watching/test_tampering.py::"
    "test_chain_made_anew_after_an_edit_is_found_by_the_anchors_alone"
)

PATCHES: Final = (
    Patch(
        "rows: tables are not closed to their owner",
        CLOSED,
        '        run(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY", None)\n',
        "",
        (LEVEL + "every_table_of_people_is_closed_even_to_its_owner",),
    ),
    Patch(
        "rows: the policy of notes is dropped",
        CLOSED,
        '"people_entry": (ENTRY, f"author_id',
        '"people_entry": ("true", f"author_id',
        (ROWS,),
    ),
    Patch(
        "rows: a hidden address is opened by one",
        CLOSED,
        '        "person_id = ANY ((SELECT people_unlocked())::uuid[])",\n'
        '        _section("protection"),\n',
        '        _section("protection"),\n        _section("protection"),\n',
        (ROWS,),
    ),
    Patch(
        "rows: a consent that was taken back still opens",
        REACH,
        "WHERE c.id = share.consent_id AND c.withdrawn_at IS NULL",
        "WHERE c.id = share.consent_id",
        (ROWS,),
    ),
    Patch(
        "rows: a share outlives the convention",
        QUICK,
        "     WHERE p.organisation_id = mine OR people_work_together(p.organisation_id, mine)\n",
        "",
        (ROWS,),
    ),
    Patch(
        "rows: a broken glass is never mended",
        QUICK,
        "WHERE g.member_id = me AND now() BETWEEN g.opened_at AND g.ends_at",
        "WHERE g.member_id = me AND now() >= g.opened_at",
        (ROWS,),
    ),
    Patch(
        "rows: a DPO who has a profession reads files",
        QUICK,
        " AND NOT 'dpo' = ANY (m.roles);",
        ";",
        (ROWS,),
    ),
    Patch(
        "rows: a file whose use is limited stays open",
        REACH,
        "  IF restricted IS NULL THEN RETURN sections; END IF;\n",
        "  RETURN sections;\n",
        (ROWS,),
    ),
    Patch(
        "rows: a caseload opens more than the profession reads",
        QUICK,
        "             ELSE people_both(f.sections, held) END AS kept) y",
        "             ELSE f.sections END AS kept) y",
        (ROWS,),
    ),
    Patch(
        "rows: one file is opened without a convention",
        QUICK,
        "\n     AND (p.organisation_id = m.organisation_id\n"
        "          OR people_work_together(p.organisation_id, m.organisation_id));",
        ";",
        (NARROWED,),
    ),
    Patch(
        "rows: of one file, a glass is never mended",
        QUICK,
        "AND g.person_id = file AND now() BETWEEN g.opened_at AND g.ends_at",
        "AND g.person_id = file AND now() >= g.opened_at",
        (NARROWED,),
    ),
    Patch(
        "rows: of one file, a caseload opens more than the profession reads",
        QUICK,
        "      ELSE held END), who.restricted_at);",
        "      ELSE tie.sections END), who.restricted_at);",
        (NARROWED,),
    ),
    Patch(
        "name: said for the whole session, not for the transaction",
        f"{PEOPLE}/queries/acting.py",
        "\"SELECT set_config('allervers.member', %s, true)",
        "\"SELECT set_config('allervers.member', %s, false)",
        (
            LEVEL + "name_is_never_said_for_a_whole_session",
            LEVEL + "name_is_forgotten_after_commit_and_after_rollback",
        ),
    ),
    Patch(
        "journal: a file is opened without its line",
        f"{PEOPLE}/actions/opening.py",
        "    _note(viewer, opened, act, opened.sections, reason, words)\n    return opened\n",
        "    return opened\n",
        (FILE + "each_read_is_written_with_what_was_open",),
    ),
    Patch(
        "journal: sealed though a running transaction may add a line before",
        f"{PEOPLE}/queries/sealing.py",
        'Q(transaction__lt=RawSQL(f"({OLDEST_RUNNING})", ())) | Q(at__lt=now - SETTLED)',
        "Q(pk__gt=0)",
        (SEALING + "lines_of_a_running_transaction_wait_and_nothing_overtakes_them",),
    ),
    Patch(
        "journal: the first line after a checkpoint is not verified",
        f"{PEOPLE}/domain/sealing.py",
        'before = start.digest if start else b""',
        'before = b""',
        (f"{TESTS}/proof/test_chain.py::test_first_line_after_a_checkpoint_is_verified",),
    ),
    Patch(
        "journal: what was written outside is not compared",
        f"{PEOPLE}/domain/sealing.py",
        "elif found is not None and found != anchor.digest:",
        "elif False:",
        (ANCHORS,),
    ),
    Patch(
        "decision: a section too many on a consent",
        f"{PEOPLE}/domain/need.py",
        "Ground.CONSENT: ALL - {Section.HEALTH},",
        "Ground.CONSENT: ALL,",
        (SECTIONS,),
    ),
    Patch(
        "decision: a share serves any purpose",
        ACCESS,
        "if isinstance(ground, Shared) and ground.purpose is not purpose:",
        "if False:",
        (DOORS, SECTIONS),
    ),
    Patch(
        "decision: a consent that was taken back still holds",
        ACCESS,
        "return consent.withdrawn_at is None and day <= consent.expires_on",
        "return day <= consent.expires_on",
        (LAWS + "consent_taken_back_closes_at_once", DOORS),
    ),
    Patch(
        "decision: the convention is not looked at",
        ACCESS,
        "return None if are_together else Reason.NO_CONVENTION",
        "return None",
        (DOORS,),
    ),
    Patch(
        "decision: a DPO reads files",
        ACCESS,
        "    if viewer.is_dpo:\n        return Reason.DPO\n",
        "",
        (DOORS,),
    ),
    Patch(
        "decision: what is most sensitive is announced",
        ACCESS,
        "announced=ALL - SENSITIVE - sections",
        "announced=ALL - sections",
        (FILE + "receptionist_reads_what_the_desk_needs",),
    ),
    Patch(
        "decision: kept from one page to the next",
        f"{PEOPLE}/mapping/deciding.py",
        "    found = _tied(viewer, person_id, on)\n    if found is None:\n        return None\n"
        "    person, asker, tied = found\n    decision = decide(",
        '    kept = decision_for.__dict__.setdefault("kept", {})\n'
        "    key = (viewer.member_id, person_id, purpose)\n"
        "    found = kept.setdefault(key, _tied(viewer, person_id, on)) or kept.pop(key)\n"
        "    if found is None:\n        return None\n"
        "    person, asker, tied = found\n    decision = decide(",
        (
            ANSWERS + "file_is_gone_from_an_open_session_at_the_next_request",
            f"{TESTS}/files/test_agreements.py::test_consent_taken_back_closes_the_share_at_once",
        ),
    ),
    Patch(
        "queryset: notes of every section",
        f"{PEOPLE}/queries/files.py",
        "Entry.objects.filter(person_id=person_id, section__in=sections)",
        "Entry.objects.filter(person_id=person_id)",
        (f"{TESTS}/files/test_timeline.py::test_timeline_can_be_kept_to_a_section",),
    ),
    Patch(
        "glass: open for forty hours",
        f"{PEOPLE}/domain/glass.py",
        "OPEN_FOR: Final = timedelta(hours=4)",
        "OPEN_FOR: Final = timedelta(hours=40)",
        (f"{TESTS}/watching/test_glass.py::test_danger_and_contacts_open_and_nothing_else",),
    ),
    Patch(
        "volume: no limit in an hour",
        f"{PEOPLE}/domain/watching.py",
        "return Limit.SOFT if opened.of_hour >= HOUR_LIMIT or is_full_day else None",
        "return None",
        (VOLUME + "thirtieth_file_of_an_hour_opens_and_the_next_does_not",),
    ),
    Patch(
        "approval: by the hand that let the proposer in",
        RESET,
        "     AND NOT people_hands(m.id) && (people_hands(proposer) || "
        "accounts_resets(t.user_id)))",
        "     AND m.id <> proposer)",
        (APPROVING + "hacked_administrator_with_two_accounts_of_their_own_reads_nothing",),
    ),
    Patch(
        "shares: terms change after the person was told",
        SHARING,
        "CREATE TRIGGER people_share_terms BEFORE UPDATE ON people_share\n"
        "  FOR EACH ROW EXECUTE FUNCTION people_share_keeps_its_terms();\n",
        "",
        (TERMS + "terms_of_a_share_do_not_change",),
    ),
    Patch(
        "mayor: sees of whom a need is",
        SHARING,
        "CREATE POLICY seen ON people_coordinationneed FOR SELECT USING ({FILE});",
        "CREATE POLICY seen ON people_coordinationneed FOR SELECT USING (true);",
        (f"{TESTS}/sharing/test_coordination.py::test_rows_are_out_of_reach_of_the_commune",),
    ),
    Patch(
        "concern: read back by its sender",
        SHARING,
        "CREATE POLICY seen ON people_concern FOR SELECT\n  USING (recipient_id = {ME}",
        "CREATE POLICY seen ON people_concern FOR SELECT\n"
        "  USING (sender_id = (SELECT people_member()) OR recipient_id = {ME}",
        (f"{TESTS}/sharing/test_concerns.py::test_its_sender_reads_nothing_back",),
    ),
    Patch(
        "at rest: one nonce for all",
        SEALED,
        "nonce = os.urandom(NONCE_BYTES)",
        "nonce = bytes(NONCE_BYTES)",
        (AT_REST + "nonce_is_drawn_anew_each_time",),
    ),
    Patch(
        "at rest: what is sealed opens anywhere",
        SEALED,
        'return VERSION + f"|{place.table}.{place.column}|{key_id}|{place.row}".encode()',
        "return VERSION",
        (AT_REST + "moved_to_another_row_column_or_table_does_not_open",),
    ),
    Patch(
        "form: the number of social security passes",
        "src/allervers/ui/forms.py",
        "                self.add_error(name, nir_refused())",
        "                pass",
        ("tests/ui/test_nir.py::test_every_text_field_of_a_form_refuses_it_and_says_why",),
    ),
    Patch(
        "form: a form of tours lets the number pass",
        "src/allervers/tours/forms/versioned.py",
        "class StaleGuard(SafeText):",
        "class StaleGuard(forms.BaseForm):",
        (EVERYWHERE,),
    ),
    *MORE,
    *WORDS,
    *KEPT_GUARDS,
)  # fmt: skip
