"""An explanation as JSON, and back: between the service that computes and the page that shows.

Euros are text, days ISO 8601. Unknown keys are an error: both ends are of one release.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from allervers.rights.domain.explanation import Change, Explanation, Month, Topic, Turn
from allervers.rights.domain.finding import Reason, Status
from allervers.rights.domain.freshness import Freshness, Notice, Parameter, Stale
from allervers.rights.domain.right import Right

Row = dict[str, Any]


def explanation_row(said: Explanation) -> Row:
    """Return an explanation as what JSON can say."""
    row: Row = plain(asdict(said))
    row["reasons"] = [one.as_row() for one in said.reasons]
    return row


def plain(value: Any) -> Any:
    """Return dates and amounts as text, in lists and objects too."""
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else _scalar(value)


def _scalar(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


def explanation_of(row: Row) -> Explanation:
    """Return the explanation that `explanation_row` made. Raises KeyError, ValueError."""
    return Explanation(
        right=Right(row["right"]),
        month=date.fromisoformat(row["month"]),
        rules=row["rules"],
        status=Status(row["status"]),
        amount=euros(row["amount"]),
        missing=tuple(row["missing"]),
        reasons=tuple(reason_of(one) for one in row["reasons"]),
        changes=tuple(change_of(one) for one in row["changes"]),
        months=tuple(month_of(one) for one in row["months"]),
        texts=tuple(parameter_of(one) for one in row["texts"]),
        freshness=freshness_of(row["freshness"]) if row["freshness"] else None,
    )


def euros(text: str | None) -> Decimal | None:
    """Return an amount."""
    return None if text is None else Decimal(text)


def day(text: str | None) -> date | None:
    """Return a day."""
    return None if text is None else date.fromisoformat(text)


def reason_of(row: Row) -> Reason:
    """Return a reason."""
    return Reason(row["code"], {name: one for name, one in row.items() if name != "code"})


def change_of(row: Row) -> Change:
    """Return a change."""
    return Change(**{
        **row, "turn": Turn(row["turn"]), "topic": Topic(row["topic"]),
        "amount": euros(row["amount"]), "cites": tuple(row["cites"]),
    })  # fmt: skip


def month_of(row: Row) -> Month:
    """Return a month."""
    return Month(date.fromisoformat(row["since"]), row["is_due"], Decimal(row["amount"]))


def parameter_of(row: Row) -> Parameter:
    """Return a parameter."""
    changes = tuple((date.fromisoformat(when), value) for when, value in row["changes"])
    return Parameter(**{**row, "changes": changes, "checked": day(row["checked"])})


def notice_of(row: Row) -> Notice:
    """Return a gap or a correction."""
    return Notice(**{
        **row, "since": date.fromisoformat(row["since"]), "rights": tuple(row["rights"]),
        "checked": day(row["checked"]),
    })  # fmt: skip


def stale_of(row: Row) -> Stale:
    """Return a stale parameter."""
    since, due = date.fromisoformat(row["since"]), date.fromisoformat(row["due"])
    return Stale(parameter_of(row["parameter"]), row["code"], since, due)


def freshness_of(row: Row) -> Freshness:
    """Return how fresh a right's figures are."""
    return Freshness(
        right=row["right"],
        stale=tuple(map(stale_of, row["stale"])),
        gaps=tuple(map(notice_of, row["gaps"])),
        to_check=tuple(map(parameter_of, row["to_check"])),
    )
