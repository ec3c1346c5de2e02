"""The communes that the demonstration's expected need names, and its loading."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command

from allervers.rights.demonstration.load import NEED
from allervers.territory.models import Commune, Departement


def make_communes() -> None:
    """Make the communes of the file, and one of another département."""
    codes = [line[:5] for line in NEED.read_text().splitlines()[1:]]
    for departement in ("92", "94"):
        Departement.objects.get_or_create(code=departement, defaults={"name": f"D{departement}"})
    for code in [*codes, "94001"]:
        Commune.objects.get_or_create(
            code=code,
            defaults={"name": f"C{code}", "search_name": f"c{code}", "departement_id": code[:2]},
        )


def load(path: Path = NEED) -> str:
    """Run the command; return what it says."""
    out = StringIO()
    call_command("load_need", path, stdout=out)
    return out.getvalue()
