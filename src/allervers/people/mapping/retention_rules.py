"""The rules of retention, from the file that the host signs (ALLERVERS_RETENTION) or ours."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

import yaml
from django.conf import settings

from allervers.people.domain.retention import RetentionError, Rule, read_rules


def retention_rules() -> Mapping[str, Rule]:
    """Return the rules by category, read anew: they may be signed while the site runs.

    Raises RetentionError: the file is not there, is not YAML, or says something impossible.
    """
    return MappingProxyType(read_rules(_rows(settings.RETENTION)))


def _rows(path: Path | None) -> list[Mapping[str, object]]:
    try:
        source = path or files("allervers.people").joinpath("retention.yml")
        found = yaml.safe_load(source.read_text("utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise RetentionError(f"{path} cannot be read: {error}") from error
    rows = found.get("categories") if isinstance(found, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RetentionError("retention.yml holds a list named categories.")
    return rows
