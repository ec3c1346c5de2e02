"""Draw the gap of the shared season against time, from the benchmark's own measurement.

    ./dev bench planner --only season       # leaves var/planner-curve.json
    python benchmarks/planner_figure.py     # writes docs/images/planner-gap.svg

Seconds are CPU seconds of each of the two processes: those of a wall clock on two quiet cores.
"""

import json
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CURVE, FIGURE = ROOT / "var" / "planner-curve.json", ROOT / "docs" / "images" / "planner-gap.svg"
GOAL, MOST = 1.5, 8.0
"""Percent: the bar of this season, and the top of the figure."""
LEFT, TOP, WIDE, HIGH = 60, 46, 640, 260
POINTS = 240
Points = list[list[float]]
STYLE = (
    'text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:#1d2b36;'
    "font-size:13px}.s{font-size:12px;fill:#44545c}.b{font-weight:600}"
)
LINES = (
    ("gap", "écart prouvé", "#0f6b66", ""),
    ("plan", "part du plan (le reste est la preuve)", "#8a5a00", "5 4"),
)


def at(points: Points, when: float) -> float | None:
    """Return the last value noted at a time."""
    before = [value for seconds, value in points if seconds <= when]
    return before[-1] if before else None


def gaps(curve: dict[str, Points], end: float) -> dict[str, list[tuple[float, float]]]:
    """Return, over time, the gap to the ceiling of then, and to the last ceiling, in percent."""
    last = curve["proof"][-1][1]
    found: dict[str, list[tuple[float, float]]] = {"gap": [], "plan": []}
    for k in range(POINTS + 1):
        when = end * k / POINTS
        total, ceiling = at(curve["search"], when), at(curve["proof"], when)
        if total is not None:
            found["plan"].append((when, 100.0 * (last - total) / last))
        if total is not None and ceiling is not None:
            found["gap"].append((when, 100.0 * (ceiling - total) / ceiling))
    return found


def path(points: list[tuple[float, float]], x: Callable[[float], float]) -> str:
    """Return an SVG path; what is above the figure is cut."""
    steps = [(x(when), height(value)) for when, value in points]
    return "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in steps)


def height(percent: float) -> float:
    """Return the height of a percentage in the figure."""
    return TOP + HIGH * (1.0 - min(percent, MOST) / MOST)


def drawn(curve: dict[str, Points]) -> str:
    """Return the figure."""
    end = max(points[-1][0] for points in curve.values())
    found = gaps(curve, end)

    def x(when: float) -> float:
        return LEFT + WIDE * when / end

    parts = [grid(end, x)]
    for k, (name, said, colour, dash) in enumerate(LINES):
        style = f'fill="none" stroke="{colour}" stroke-width="2.5"'
        style += f' stroke-dasharray="{dash}"' if dash else ""
        parts.append(f'<path d="{path(found[name], x)}" {style}/>')
        y = TOP + 14 + 22 * k
        parts.append(f'<path d="M{LEFT + 330} {y}h36" {style}/>')
        parts.append(f'<text x="{LEFT + 374}" y="{y + 4}">{said}</text>')
    final = said_number(found["gap"][-1][1])
    return "\n".join((*head(final, end), *parts, "</svg>", ""))


def head(final: str, end: float) -> tuple[str, ...]:
    """Return what comes before the drawing: size, words for who does not see it, style."""
    size = 'viewBox="0 0 740 360" width="740" height="360"'
    told = f"l’écart prouvé descend à {final} % en {end:.0f} secondes"
    title = f"Écart au meilleur plan possible (%) : {final} % à la fin"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="t d">',
        '<title id="t">Écart prouvé au meilleur plan, selon le temps</title>',
        f'<desc id="d">Saison partagée, 4 unités et 60 jours : {told}.</desc>',
        f"<style>{STYLE}</style>",
        '<rect width="740" height="360" fill="#fff"/>',
        f'<text x="{LEFT}" y="26" class="b">{title}</text>',
    )


def grid(end: float, x: Callable[[float], float]) -> str:
    """Return the axes, their figures, and the bar."""
    parts = []
    for percent in range(0, int(MOST) + 1, 2):
        y = height(percent)
        parts.append(f'<path d="M{LEFT} {y:.1f}h{WIDE}" stroke="#d5dde0"/>')
        parts.append(f'<text x="{LEFT - 12}" y="{y + 4:.1f}" text-anchor="end">{percent}</text>')
    low = TOP + HIGH + 22
    parts += [
        f'<text x="{x(when):.1f}" y="{low}" text-anchor="middle">{when}</text>'
        for when in range(0, int(end) + 1, 10)
    ]
    said = "secondes de processeur, recherche et preuve en même temps"
    parts.append(f'<text x="{LEFT}" y="{TOP + HIGH + 44}" class="s">{said}</text>')
    y = height(GOAL)
    parts.append(f'<path d="M{LEFT} {y:.1f}h{WIDE}" stroke="#a12622" stroke-dasharray="2 3"/>')
    goal = said_number(GOAL)
    parts.append(
        f'<text x="{LEFT + WIDE}" y="{y - 5:.1f}" text-anchor="end" class="s">but : {goal} %</text>'
    )
    return "\n".join(parts)


def said_number(percent: float) -> str:
    """Write 1.093 as « 1,09 »."""
    return f"{percent:.2f}".replace(".", ",")


if __name__ == "__main__":
    FIGURE.write_text(drawn(json.loads(CURVE.read_text(encoding="utf-8"))), encoding="utf-8")
    print(f"wrote {FIGURE.relative_to(ROOT)}")
