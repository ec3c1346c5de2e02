"""PostgreSQL decides again who may know what: nothing without a context, whatever a page asks.

Written by hand, on the functions of 0002. FORCE leaves nobody out but by a policy: one is open to
the owner of the tables, who migrates and under whose name those functions run.
"""

from typing import ClassVar, Final

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ANY_FILE: Final = "{column} = ANY ((SELECT people_reached())::uuid[])"
SECTION: Final = "{column} = ANY ((SELECT people_reached('{section}'))::uuid[])"
REFERRED: Final = "{column} = ANY ((SELECT people_referred())::uuid[])"
DPO: Final = "{column} = ANY ((SELECT people_watched())::uuid[])"
KNOWN: Final = "id = ANY ((SELECT people_known())::uuid[])"
TASK: Final = "(SELECT people_setting('task')) = ANY (ARRAY[{tasks}])"


def _file(column: str = "person_id") -> str:
    return ANY_FILE.format(column=column)


def _section(section: str) -> str:
    return SECTION.format(column="person_id", section=section)


def _referred(column: str = "person_id") -> str:
    return REFERRED.format(column=column)


def _dpo(column: str = "person_id") -> str:
    return DPO.format(column=column)


def _task(*tasks: str) -> str:
    return TASK.format(tasks=", ".join(f"'{task}'" for task in tasks))


def _or(*conditions: str) -> str:
    return " OR ".join(f"({condition})" for condition in conditions)


ME: Final = "(SELECT people_me())"
MEMBER: Final = "(SELECT people_member())"
BEGUN: Final = "people_is_begun_by_me(person_id)"
DESTROYS: Final = _task("retention")
KEYS: Final = _task("keys")
ENTRY: Final = (
    f"({_file()}) AND (person_id || ':' || section)"
    " = ANY ((SELECT people_reached_sections())::text[])"
)
SHARE_SEEN: Final = _or(
    f"sender_id = {ME}",
    f"recipient_id = {ME}",
    _referred(),
    _dpo(),
    "id = (SELECT people_setting('share')::uuid)",
    _task("partner", "reminders"),
)
OF_SHARE: Final = (
    "share_id IN (SELECT id FROM people_share)"  # itself under this policy
)
# For each table: who sees, adds, changes, removes a row; "" when nobody does.
POLICIES: Final = {
    "people_person": (
        KNOWN,
        f"created_by_id = {ME} AND organisation_id ="
        f" (SELECT m.organisation_id FROM accounts_member m WHERE m.id = {ME})",
        f"{KNOWN} AND coalesce((SELECT people_setting('task')), 'retention') = 'retention'",
        "",
    ),
    "people_identity": (
        _section("identity"), _or(BEGUN, _section("identity")), _section("identity"), DESTROYS,
    ),
    "people_contactpoint": (
        _section("contact"), _or(BEGUN, _section("contact")), _section("contact"), DESTROYS,
    ),
    "people_protectedcontact": (
        "person_id = ANY ((SELECT people_unlocked())::uuid[])",
        _section("protection"),
        "person_id = ANY ((SELECT people_unlocked())::uuid[])",
        DESTROYS,
    ),
    "people_protectedopening": (
        _section("protection"),
        f"asked_by_id = {ME} AND {_section('protection')}",
        f"asked_by_id <> {ME} AND {_section('protection')}",
        DESTROYS,
    ),
    "people_filekey": (_or(_file(), KEYS), _or(BEGUN, _file()), KEYS, DESTROYS),
    "people_entry": (ENTRY, f"author_id = {ME} AND {ENTRY}", "", DESTROYS),
    "people_household": (
        "id IN (SELECT household_id FROM people_householdmember)", f"{ME} IS NOT NULL", "", "",
    ),
    "people_householdmember": (
        _section("situation"), _section("situation"), _section("situation"), DESTROYS,
    ),
    "people_representation": (
        _section("identity"), _or(BEGUN, _section("identity")), _section("identity"), DESTROYS,
    ),
    "people_information": (_file(), _or(BEGUN, _file()), "", DESTROYS),
    "people_consent": (_file(), _file(), _file(), DESTROYS),
    "people_followup": (
        _or(f"member_id = {ME}", _file(), _dpo()),
        _or(f"given_by_id = {ME} AND member_id = {ME} AND {BEGUN}",
            f"given_by_id = {ME} AND {_referred()}", f"given_by_id = {MEMBER} AND {_dpo()}"),
        _or(f"member_id = {ME}", _referred(), _dpo()),
        DESTROYS,
    ),
    "people_share": (
        SHARE_SEEN,
        f"sender_id = {ME} AND {_file()} AND NOT EXISTS (SELECT FROM unnest(sections) wanted"
        " WHERE (person_id || ':' || wanted)"
        " <> ALL ((SELECT people_reached_sections())::text[]))",
        _or(f"sender_id = {ME}", f"recipient_id = {ME}", _referred(),
            _task("partner", "reminders")),
        DESTROYS,
    ),
    "people_partnerlink": (
        _or(_task("partner"), OF_SHARE), OF_SHARE, _or(_task("partner"), OF_SHARE), DESTROYS,
    ),
    "people_concern": (
        _or(f"sender_id = {MEMBER}", f"recipient_id = {ME}"),
        f"sender_id = {MEMBER}", f"recipient_id = {ME}", DESTROYS,
    ),
    "people_coordinationneed": (
        _or(_file(), "commune_organisation_id = (SELECT m.organisation_id FROM accounts_member m"
            f" WHERE m.id = {MEMBER} AND m.is_active)"),
        f"asked_by_id = {ME} AND {_file()}",
        _or(_file(), "commune_organisation_id = (SELECT m.organisation_id FROM accounts_member m"
            f" WHERE m.id = {MEMBER} AND m.is_active)"),
        DESTROYS,
    ),
    "people_fileread": (
        _or(f"member_id = {MEMBER}", "organisation_id = (SELECT people_dpo_of())",
            _referred("person_ref"), _task("sealing", "alerts"),
            "share_id = (SELECT people_setting('share')::uuid)"),
        _or(f"member_id = {MEMBER}", "share_id = (SELECT people_setting('share')::uuid)"),
        "", "",
    ),
    "people_seal": (_task("sealing"), _task("sealing"), "", ""),
    "people_sealcheckpoint": (_task("sealing"), "", "", ""),
    "people_breakglass": (
        _or(f"member_id = {MEMBER}", _referred(), _dpo(), _task("alerts")),
        f"member_id = {ME}",
        f"{_dpo()} AND member_id <> {MEMBER}",
        DESTROYS,
    ),
    "people_alert": (
        _or(f"to_id = {MEMBER}", "organisation_id = (SELECT people_dpo_of())", _task("alerts")),
        _or(f"{MEMBER} IS NOT NULL", _task("alerts", "sealing")),
        _or(f"to_id = {MEMBER}", "organisation_id = (SELECT people_dpo_of())", _task("alerts")),
        DESTROYS,
    ),
    "people_rightsrequest": (
        _or(_referred(), _file(), _dpo()), f"handled_by_id = {ME} AND {_file()}",
        _or(_file(), _dpo()), DESTROYS,
    ),
    "people_redaction": (
        "request_id IN (SELECT id FROM people_rightsrequest)",
        "request_id IN (SELECT id FROM people_rightsrequest)",
        "request_id IN (SELECT id FROM people_rightsrequest)",
        DESTROYS,
    ),
    # About members of staff, not the people they follow: everybody in the database may look a
    # profession up; nobody gives one to themselves.
    "people_professional": (
        "true", f"proposed_by_id = {MEMBER} AND member_id <> {MEMBER}",
        _or(f"member_id <> {MEMBER}", _task("alerts")), "",
    ),
    "people_convention": (
        "true", f"recorded_by_id = {MEMBER}", f"{MEMBER} IS NOT NULL", "",
    ),
}  # fmt: skip

def close(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Close every table, then open what each policy says."""
    run = schema_editor.execute
    for table, (seen, added, changed, removed) in POLICIES.items():
        run(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY", None)
        run(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY", None)
        run(f"CREATE POLICY of_owner ON {table} TO CURRENT_USER USING (true)", None)
        run(f"CREATE POLICY seen ON {table} FOR SELECT USING ({seen})", None)
        if added:
            run(f"CREATE POLICY added ON {table} FOR INSERT WITH CHECK ({added})", None)
        if changed:
            run(f"CREATE POLICY changed ON {table} FOR UPDATE USING ({changed})", None)
        if removed:
            run(f"CREATE POLICY removed ON {table} FOR DELETE USING ({removed})", None)


class Migration(migrations.Migration):
    """Row-level security on every table that holds people."""

    dependencies: ClassVar = [("people", "0002_reach")]
    operations: ClassVar = [migrations.RunPython(close, migrations.RunPython.noop)]
