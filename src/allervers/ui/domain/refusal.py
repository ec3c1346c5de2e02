"""The one way to say no: what, why, what to do."""

from dataclasses import dataclass


@dataclass(eq=False)
class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Raised by an action or a domain function; shown as a French page or an API answer.

    `code` is stable and machine-readable; the three sentences are for people.
    """

    code: str
    what: str
    why: str = ""
    todo: str = ""
    status: int = 422

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.why, self.todo) if part)
