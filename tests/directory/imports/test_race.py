"""Two imports of one source at the same instant: one waits for the other, nothing is lost."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from allervers.directory.models import DirectoryImport, Structure
from tests.directory.imports.files import as_json, structure, take


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_write_one_after_the_other() -> None:
    both = Barrier(2)
    done: list[DirectoryImport] = []
    files = [
        as_json(*(structure(id=f"essai--{n}", nom=f"{name} {n}") for n in range(200)))
        for name in ("Maison", "Foyer")
    ]

    def run(content: bytes) -> Callable[[], None]:
        def taken() -> None:
            both.wait()
            done.append(take(content))
            connection.close()

        return taken

    threads = [Thread(target=run(content)) for content in files]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert {one.state for one in done} == {"done"}
    assert sorted((one.created, one.changed) for one in done) == [(0, 200), (200, 0)]
    assert len({held.nom.split()[0] for held in Structure.objects.all()}) == 1
