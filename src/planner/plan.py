"""What a plan is: visits, each with its unit, day, halt and hours. Nothing computed is kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Visit:
    """A unit stands at a halt: `day` indexes `Problem.days`, `start` is in minutes of the day."""

    day: int
    unit: str
    start: int
    halt: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Visits in order of day, unit and hour."""

    visits: tuple[Visit, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """What a plan is worth, in people; `total` is what the search makes as large as it can."""

    reached: float
    rewards: float
    km: float
    people_per_km: float

    @property
    def total(self) -> float:
        """People reached and rewards, less what the kilometres cost."""
        return self.reached + self.rewards - self.people_per_km * self.km
