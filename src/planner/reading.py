"""Read a problem or a plan from its JSON form: docs/reference/planner-format.md.

The caller opens the file; here a decoded value comes in, and data or `Unreadable` comes out.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from planner.json_values import Node, Unreadable
from planner.places import travel_of
from planner.plan import Plan, Visit
from planner.problem import Demand, Halt, Opening, Problem, Reward, Unit

PROBLEM, PLAN = "aller-vers-problem/1", "aller-vers-plan/1"
LONGEST = 1_100
"""Days of a season: three years."""


def problem_from(value: object) -> Problem:
    """Read a problem; `Unreadable` says where it is wrong and what was expected there."""
    root = Node(value, "")
    root["format"].one_of(PROBLEM)
    days = days_from(root["calendar"])
    periods = {name: spans_from(node) for name, node in root["calendar"].get("periods", {}).items()}
    calendar = Calendar(days, periods)
    places = root["travel"]["places"].names()
    halts = tuple(halt_from(node, calendar, places) for node in root["halts"].members())
    names = {halt.id: h for h, halt in enumerate(halts)}
    return Problem(
        days,
        travel_of(root["travel"], len(places)),
        tuple(unit_from(node, calendar, places) for node in root["units"].members()),
        halts,
        demand_from(root["demand"], names),
        tuple(reward_from(node, halts) for node in root.get("rewards", []).members()),
        root.get("people_per_km", 0.0).number(),
        tuple(visit_from(node, calendar) for node in root.get("locked", []).members()),
    )


class Calendar:
    """Days of the season, and the periods (holidays, terms) that openings may exclude."""

    def __init__(
        self, days: tuple[date, ...], periods: Mapping[str, list[tuple[date, date]]]
    ) -> None:
        self.days = days
        self.index = {day: d for d, day in enumerate(days)}
        self.periods = periods

    def chosen(self, node: Node) -> frozenset[int]:
        """Read which days an opening or a shift holds: `days`, or `weekdays` with limits."""
        if "days" in node:
            return frozenset(self.day(one) for one in node["days"].members())
        weekdays = set(node.get("weekdays", [0, 1, 2, 3, 4, 5, 6]).wholes())
        first, last = (
            node.get("from", str(self.days[0])).date(),
            node.get("until", str(self.days[-1])).date(),
        )
        except_days = {one.date() for one in node.get("except", []).members()}
        closed = [
            span for name in node.get("not_during", []).members() for span in self.period(name)
        ]
        return frozenset(
            d
            for d, day in enumerate(self.days)
            if day.weekday() in weekdays
            and first <= day <= last
            and day not in except_days
            and not any(a <= day <= b for a, b in closed)
        )

    def day(self, node: Node) -> int:
        """Read a date of the season."""
        day = node.date()
        if day not in self.index:
            raise Unreadable(node.path, "a day of the calendar", str(day))
        return self.index[day]

    def period(self, node: Node) -> list[tuple[date, date]]:
        """Read the name of a period."""
        name = node.text()
        if name not in self.periods:
            raise Unreadable(node.path, f"one of {sorted(self.periods)}", name)
        return self.periods[name]


def days_from(node: Node) -> tuple[date, ...]:
    """Read the days of the season: `days`, or every day `from` … `until` on `weekdays`."""
    if "days" in node:
        return season(node, tuple(one.date() for one in node["days"].members()))
    first, last = node["from"].date(), node["until"].date()
    if (last - first).days >= LONGEST:
        raise Unreadable(node["until"].path, f"at most {LONGEST} days", str(last))
    weekdays = set(node.get("weekdays", [0, 1, 2, 3, 4]).wholes())
    closed = {one.date() for one in node.get("closed", []).members()}
    every = (first + timedelta(days=k) for k in range((last - first).days + 1))
    return season(node, tuple(d for d in every if d.weekday() in weekdays and d not in closed))


def season(node: Node, days: tuple[date, ...]) -> tuple[date, ...]:
    """Refuse a season without a day, or endless."""
    if not 1 <= len(days) <= LONGEST:
        raise Unreadable(node.path, f"from 1 to {LONGEST} days", len(days))
    return days


def spans_from(node: Node) -> list[tuple[date, date]]:
    """Read periods, each with its first and last day."""
    return [(one["from"].date(), one["until"].date()) for one in node.members()]


def unit_from(node: Node, calendar: Calendar, places: Mapping[str, int]) -> Unit:
    """Read a unit; a later shift replaces an earlier one on the same day."""
    shifts = {
        day: (shift["start"].clock(), shift["end"].clock())
        for shift in node["shifts"].members()
        for day in sorted(calendar.chosen(shift))
    }
    aboard: dict[int, frozenset[str]] = {}
    for who in node.get("aboard", []).members():
        for day in calendar.chosen(who):
            aboard[day] = aboard.get(day, frozenset()) | {who["who"].text()}
    limits = node.get("limits", {})
    return Unit(
        node["id"].text(),
        node["depot"].among(places),
        node["profile"].text(),
        shifts,
        frozenset(node.get("offers", []).texts()),
        aboard,
        node["seats"].whole() if "seats" in node else None,
        node.get("crew", 1).whole(),
        *(
            limits[name].number() if name in limits else float("inf")
            for name in ("km_a_day", "km", "minutes")
        ),
    )


def halt_from(node: Node, calendar: Calendar, places: Mapping[str, int]) -> Halt:
    """Read a halt."""
    openings = tuple(
        Opening(calendar.chosen(one), one["opens"].clock(), one["closes"].clock())
        for one in node["openings"].members()
    )
    back, minutes = node.get("returns", {}), node["minutes"].whole()
    return Halt(
        node["id"].text(),
        node["place"].among(places),
        node.get("commune", "").text(),
        openings,
        minutes,
        node.get("longest", minutes).whole(),
        frozenset(node.get("needs", []).texts()),
        back.get("every", 1).whole(),
        back["within"].whole() if "within" in back else None,
        back.get("at_least", 0).whole(),
        back["at_most"].whole() if "at_most" in back else None,
    )


def demand_from(node: Node, halts: Mapping[str, int]) -> Demand:
    """Read points by audience, and exposures as [halt, point, exposure]."""
    audiences = tuple(node.get("audiences", ["all"]).texts())
    points = node["points"].members()
    columns: dict[tuple[str, int], int] = {}
    people: list[float] = []
    for point in points:
        covered = point.get("covered", 0.0).share()
        for name, count in point["people"].items():
            key = point["id"].text(), name_in(audiences, name, count)
            if key in columns:
                raise Unreadable(point["id"].path, "a name given once", key[0])
            columns[key] = len(people)
            people.append(count.number() * (1.0 - covered))
    triples = exposures_from(node["exposures"], halts, columns, len(audiences))
    triples.sort()
    sizes = np.bincount(np.array([h for h, _, _ in triples], dtype=np.int64), minlength=len(halts))
    return Demand(
        np.array(people, dtype=np.float64),
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        np.array([j for _, j, _ in triples], dtype=np.int64),
        np.array([value for _, _, value in triples], dtype=np.float64),
        audiences,
        np.array([audience for _, audience in columns], dtype=np.int64),
    )


def exposures_from(
    node: Node, halts: Mapping[str, int], columns: Mapping[tuple[str, int], int], audiences: int
) -> list[tuple[int, int, float]]:
    """Read (halt, column, exposure): an exposure holds for each audience of the point."""
    known = {point for point, _ in columns}
    found = []
    for one in node.members():
        halt, point, value = one.of(3)
        h, name = halt.among(halts), point.text()
        if name not in known:
            raise Unreadable(point.path, "the id of a point", name)
        keys = ((name, a) for a in range(audiences))
        found += [(h, columns[key], value.number()) for key in keys if key in columns]
    return found


def name_in(audiences: Sequence[str], name: str, node: Node) -> int:
    """Return the rank of an audience."""
    if name not in audiences:
        raise Unreadable(node.path, f"one of {list(audiences)}", name)
    return audiences.index(name)


def reward_from(node: Node, halts: tuple[Halt, ...]) -> Reward:
    """Read a reward over `halts`, or over those of a `commune`."""
    if "commune" in node:
        commune = node["commune"].text()
        over = frozenset(halt.id for halt in halts if halt.commune == commune)
    else:
        over = frozenset(node["halts"].texts())
    aboard = frozenset(node.get("aboard", []).texts())
    return Reward(node["id"].text(), node["people"].number(), node["enough"].whole(), over, aboard)


def visit_from(node: Node, calendar: Calendar) -> Visit:
    """Read a visit."""
    return Visit(
        calendar.day(node["day"]),
        node["unit"].text(),
        node["start"].clock(),
        node["halt"].text(),
        node["minutes"].whole(),
    )


def plan_from(value: object, problem: Problem) -> Plan:
    """Read a plan made for a problem."""
    root = Node(value, "")
    root["format"].one_of(PLAN)
    calendar = Calendar(problem.days, {})
    return Plan(tuple(sorted(visit_from(node, calendar) for node in root["visits"].members())))
