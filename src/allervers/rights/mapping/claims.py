"""From the rows of a claim's history to the domain's steps, and back."""

from collections.abc import Iterable
from typing import Any

from allervers.rights.domain.claims.claim import NonTakeUp, State, Step
from allervers.rights.domain.claims.reminders import end_of, next_reminder
from allervers.rights.models import Claim, ClaimChange

SAME = ("on", "due_on", "amount", "arrears", "opened_from", "ends_on")


def to_step(change: ClaimChange) -> Step:
    """Return a change as the domain reads it."""
    reason = NonTakeUp(change.reason) if change.reason else None
    values: dict[str, Any] = {name: getattr(change, name) for name in SAME}
    return Step(state=State(change.state), reason=reason, **values)


def to_columns(step: Step) -> dict[str, Any]:
    """Return the columns of a change that say what a step says."""
    values = {name: getattr(step, name) for name in SAME}
    return {**values, "state": step.state.value, "reason": _code(step)}


def live_steps(changes: Iterable[ClaimChange]) -> list[Step]:
    """Return the steps that count, in order: those not undone."""
    kept = sorted(
        (one for one in changes if one.undone_at is None), key=lambda change: change.number
    )
    return [to_step(change) for change in kept]


def project(claim: Claim, step: Step) -> None:
    """Make a claim's columns say what its last step says; saved by whoever calls."""
    claim.state, claim.since, claim.reason = step.state.value, step.on, _code(step)
    claim.amount, claim.arrears = step.amount, step.arrears
    claim.ends_on = end_of(claim.right, step) if step.state is State.OPENED else None
    reminder = next_reminder(claim.right, step, claim.handled_until)
    claim.reminder = reminder.kind.value if reminder else ""
    claim.reminder_on = reminder.due if reminder else None
    claim.reminder_from = reminder.opens if reminder else None


def _code(step: Step) -> str:
    return step.reason.value if step.reason else ""
