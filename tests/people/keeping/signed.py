"""A file of durations as a controller signs it."""

from pathlib import Path
from typing import Any

import yaml

SHIPPED = Path("src/allervers/people/retention.yml")


def sign(settings: Any, folder: Path, *categories: str) -> None:
    """Give the host a file of durations in which these categories are approved."""
    told = yaml.safe_load(SHIPPED.read_text())
    for row in told["categories"]:
        if row["code"] in categories:
            row["approuve_par"], row["approuve_le"] = "Directrice inventée", "2026-01-05"
    settings.RETENTION = folder / "retention.yml"
    text = yaml.safe_dump(told, allow_unicode=True).replace("'2026-01-05'", "2026-01-05")
    settings.RETENTION.write_text(text)
