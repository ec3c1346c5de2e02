"""Attach days, hours and frequencies to places, the day first or the place first.

The attacher walks the items in order. What it makes are drafts: a place, and the tokens of time
that concern it. A text that changes habit midway is followed segment by segment.
"""

from dataclasses import dataclass, field
from typing import Final

from allervers.tours.domain.free_text.items import Item
from allervers.tours.domain.free_text.places import Place
from allervers.tours.domain.free_text.tokens import Beat, Kind, Token

MODIFIERS: Final = frozenset((
    Kind.HOURS, Kind.HALF, Kind.FREQUENCY, Kind.APPOINTMENT, Kind.SKIPS, Kind.PERIOD, Kind.EXCEPT,
    Kind.CLOSED,
))  # fmt: skip
HEADING_BEATS: Final = frozenset((Beat.MONTH_WEEK, Beat.CYCLE_WEEK))
# "de 9 h à 12 h et de 14 h à 17 h": letters between two hours of one heading.
_NEAR: Final = 8


@dataclass(slots=True)
class Spec:
    """The tokens of one "when", in the order of the text."""

    tokens: list[Token] = field(default_factory=list)
    headings: list[Token] = field(default_factory=list)  # hold unless the tokens say otherwise

    def has(self, *kinds: Kind) -> bool:
        """Whether a token of one of these kinds is there."""
        return any(token.kind in kinds for token in self.tokens)

    def of(self, kind: Kind) -> list[Token]:
        """Return the tokens of one kind."""
        return [token for token in self.tokens if token.kind is kind]

    @property
    def is_complete(self) -> bool:
        """Whether another day would begin another presence: "lundi matin, mardi…"."""
        days = [rank for rank, token in enumerate(self.tokens) if token.kind is Kind.DAY]
        return bool(days) and any(t.kind in MODIFIERS for t in self.tokens[days[-1] + 1 :])


@dataclass(slots=True)
class Draft:
    """A place and its "when"; several places stand for a choice."""

    places: list[Place]
    spec: Spec
    is_shared: bool = False
    is_choice: bool = False
    own: list[Token] = field(default_factory=list)
    needs_own: bool = False

    def has(self, kind: Kind) -> bool:
        """Whether the draft knows this of itself, from its day or from a heading."""
        return any(token.kind is kind for token in self.tokens)

    @property
    def tokens(self) -> list[Token]:
        """Return all tokens of time; its own hours and frequency win over those of the day."""
        mine = {token.kind for token in self.own} & {Kind.HOURS, Kind.HALF, Kind.FREQUENCY}
        said = mine | {token.kind for token in self.spec.tokens}
        led = [t for t in self.spec.headings if t.kind not in said]
        kept = [t for t in self.spec.tokens if t.kind not in mine or t.tied]
        return sorted({*led, *kept, *self.own}, key=lambda t: (t.start, t.kind is Kind.DAY))


@dataclass(slots=True)
class State:
    """What the attacher remembers from one item to the next."""

    specs: list[Spec] = field(default_factory=list)
    is_used: bool = False  # the specs have met their place
    last: list[Draft] = field(default_factory=list)
    lead: list[Token] = field(default_factory=list)  # modifiers that wait for a day or a place
    heading: list[Token] = field(default_factory=list)  # hold for all that follows
    place_heading: list[Token] = field(default_factory=list)  # hold until the next place
    was_prose: bool = False  # words that are no place stand after the days
    places: list[Place] | None = None  # the place that days now concern, when places come first
    is_choice: bool = False
    is_dead: bool = False  # the days now concern no visit
    is_muted: bool = False  # neither do those that follow, until the sentence ends
    drafts: list[Draft] = field(default_factory=list)
    placeless: list[Spec] = field(default_factory=list)
    after_hours: bool = False


def is_heading(token: Token, following: Item | None) -> bool:
    """Whether a modifier before a day holds for all that follows, as a title does."""
    if token.tied or token.kind in {Kind.EXCEPT, Kind.CLOSED, Kind.PERIOD}:
        return False
    if following is None or following.kind in {Kind.COLON, Kind.BREAK}:
        return True
    return token.beat in HEADING_BEATS and following.kind is Kind.DAY


def holds_for_sentence(token: Token) -> bool:
    """Whether a modifier before a day also holds for the next days of its sentence."""
    return token.kind in {Kind.FREQUENCY, Kind.APPOINTMENT}


def set_heading(state: State, token: Token) -> None:
    """Keep a heading; one of the same kind replaces the former, unless it goes on with it."""
    state.heading = [
        t for t in state.heading if t.kind is not token.kind or 0 <= token.start - t.end <= _NEAR
    ]
    state.heading.append(token)


def set_place_heading(state: State, token: Token) -> None:
    """Keep what holds until the next place, or until the sentence ends."""
    state.place_heading = [t for t in state.place_heading if t.kind is not token.kind]
    state.place_heading.append(token)


def new_spec(state: State, *tokens: Token) -> Spec:
    """Begin a "when" with the headings and the modifiers that were waiting for a day."""
    nearer = {token.kind for token in state.place_heading}
    wider = [token for token in state.heading if token.kind not in nearer]
    spec = Spec([*state.lead, *tokens], [*wider, *state.place_heading])
    state.lead = []
    state.specs.append(spec)
    return spec


def add_day(state: State, token: Token) -> None:
    """Add a day to the "when" in the making, or begin another."""
    current = state.specs[-1] if state.specs else None
    tied_before = (
        current is not None
        and current.has(Kind.DAY)
        and any(t.tied for t in current.of(Kind.FREQUENCY))
    )
    if current is None or current.is_complete or state.lead or (tied_before and not token.tied):
        new_spec(state, token)
    else:
        current.tokens.append(token)
