"""Plans kept between runs, under the fingerprint of all that they depend on."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from openfisca_swift.image import StaleImageError, fingerprint, read, write
from openfisca_swift.plan import Column, Plan
from openfisca_swift.planning import make_plan
from tests.swift.france import ROWWISE


def kept_plan(
    folder: Path,
    system: Callable[[], Any],
    columns: Sequence[Column],
    outputs: Sequence[tuple[str, str]],
) -> Plan:
    """Return the plan from the folder, or make it and keep it there; older ones are removed."""
    rules = fingerprint(overlay=repr((columns, outputs, sorted(ROWWISE))))
    image, note = folder / f"{rules}.plan", folder / f"{rules}.sha256"
    try:
        return read(image, note.read_text(), rules)
    except (OSError, StaleImageError):
        plan = make_plan(system(), columns, outputs, rules=rules, rowwise=ROWWISE)
    for old in folder.iterdir():
        old.unlink(missing_ok=True)
    draft = image.with_suffix(".new")
    digest = write(plan, draft)
    note.write_text(digest)
    draft.replace(image)
    return plan
