"""The database fails while a file is taken in: it is told, nothing is written, a try repairs it."""

import pytest
from django.db import DatabaseError, connection

from allervers.config.owner import connected_as_owner
from allervers.directory.actions.taking_in import keep_file
from allervers.directory.jobs import import_job
from allervers.directory.models import DirectoryImport, Structure
from tests.directory.imports.files import NOW, as_json, structure


def as_owner(statement: str) -> None:
    """Run a statement on the rights of the application's role."""
    with connected_as_owner() as role, connection.cursor() as cursor:
        cursor.execute(f"{statement} {role}")


@pytest.mark.django_db(transaction=True)
def test_import_that_the_database_refuses_says_so_and_is_repaired_by_the_next_try() -> None:
    taken = keep_file(
        file_name="essai.json", content=as_json(structure()), source="essai",
        is_complete=False, now=NOW,
    )  # fmt: skip
    as_owner("REVOKE INSERT ON directory_structure FROM")
    try:
        with pytest.raises(DatabaseError):
            import_job(str(taken.id))
    finally:
        as_owner("GRANT INSERT ON directory_structure TO")
    taken.refresh_from_db()
    assert (taken.state, taken.refusal_code) == ("refused", "crashed")
    assert "rien n'a été changé" in taken.refusal
    assert not Structure.objects.exists()
    assert import_job(str(taken.id)) == "done"
    assert DirectoryImport.objects.get().created == 1
