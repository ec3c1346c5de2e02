"""The directory's search on 150,000 services: time inside PostgreSQL, against SQLite; the API.

    ./dev bench directory

The services are invented around real communes, where people live. Each question is asked three
times to each database and its best time kept, so that what else runs on the machine is not
counted. "In the database" is what the statements that find, rank and count took, seen from the
client on the same machine; the whole search, records read and reasons included, is told apart.
SQLite holds the same rows in memory (FTS5, R-tree) and answers the same filters; it has no French
stemmer: the ends of words are cut. Goals: nearest p99 ≤ 10 ms and text p99 ≤ 30 ms in the
database, the whole API call ≤ 10 ms of processor at p95 (the application's own).
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import django

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / each) for each in ("src", "")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allervers.config.settings")
django.setup()

from data_inclusion.schema.v1 import Thematique  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from allervers.config.owner import connected_as_owner  # noqa: E402
from allervers.directory.actions.lexicon import refresh_lexicon  # noqa: E402
from allervers.directory.domain.service_query import ServiceQuery  # noqa: E402
from allervers.directory.domain.zones import keys_of  # noqa: E402
from allervers.directory.models import LexiconWord, Service  # noqa: E402
from allervers.directory.queries.search import search_services  # noqa: E402
from allervers.territory.queries.places import commune  # noqa: E402
from benchmarks import directory_made, directory_sqlite  # noqa: E402
from benchmarks.measuring import percentile, table  # noqa: E402
from benchmarks.places import misspelled  # noqa: E402

SERVICES = int(os.environ.get("BENCH_SERVICES", "150000"))
QUESTIONS = int(os.environ.get("BENCH_QUESTIONS", "200"))  # per kind
TRIES = 3
# What both databases do: find and rank identifiers. Reading the records found is apart.
SEARCHED = ("directory_servicespot", "directory_serviceindex", "directory_lexiconword")
NEAREST_MS, TEXT_MS, CALL_MS = 10.0, 30.0, 10.0
BROAD = ("accompagnement", "gratuite", "dossier", "permanence", "ateliers", "adultes")
EVERYDAY = ("plus rien à manger", "papiers caf", "mal aux dents", "permis de conduire", "dettes")


Questions = dict[str, list[ServiceQuery]]


def asked(chance: random.Random, rows: list[directory_made.Made], words: list[str]) -> Questions:
    """Return the questions of each kind, the same each time."""

    def place() -> str:
        return chance.choice(rows).code_insee

    def rare(count: int) -> str:
        ranks = range(20, len(words))
        return " ".join(words[chance.choice(ranks)] for _ in range(count))

    def filters() -> dict[str, Any]:
        row = chance.choice(rows)
        found: dict[str, Any] = {}
        if chance.random() < 0.7:  # noqa: PLR2004 - most searches choose a subject
            themes = row.thematiques[:1]
            if chance.random() < 0.3:  # noqa: PLR2004
                themes = [themes[0].partition("--")[0]]
            found["thematiques"] = frozenset(themes)
        if chance.random() < 0.4 and row.publics:  # noqa: PLR2004
            found["publics"] = frozenset(row.publics[:1])
        return found

    def real(count: int) -> str:
        said = chance.choice(directory_made.PHRASES).replace(",", "").replace("'", " ").split()
        return " ".join(chance.choices([word for word in said if len(word) > 4], k=count))  # noqa: PLR2004

    now = timezone.now()
    makers: dict[str, Callable[[], ServiceQuery]] = {
        "nearest": lambda: ServiceQuery(code_insee=place(), **filters()),
        "text": lambda: ServiceQuery(words=chance.choice((rare(1), rare(2), real(1), real(2)))),
        "broad text": lambda: ServiceQuery(words=chance.choice(BROAD)),
        "text + commune": lambda: ServiceQuery(
            words=chance.choice((rare(1), real(1), real(2), chance.choice(BROAD))),
            code_insee=place(), **filters()),
        "everyday": lambda: ServiceQuery(words=chance.choice(EVERYDAY), code_insee=place()),
        "typo": lambda: ServiceQuery(words=misspelled(rare(1), chance)),
        "open now": lambda: ServiceQuery(code_insee=place(), open_at=now, **filters()),
    }  # fmt: skip
    return {kind: [make() for _ in range(QUESTIONS)] for kind, make in makers.items()}


def in_database(ask: ServiceQuery) -> tuple[float, float, int]:
    """Return the best time in the database, the best whole time (ms), and how many were found."""
    best = whole = float("inf")
    count = 0
    for _ in range(TRIES):
        spent: list[float] = []

        def timed(
            execute: Callable[..., Any], sql: str, *rest: Any, spent: list[float] = spent
        ) -> Any:
            start = time.perf_counter()
            done = execute(sql, *rest)
            if any(name in sql for name in SEARCHED):
                spent.append(time.perf_counter() - start)
            return done

        start = time.perf_counter()
        with transaction.atomic(), connection.execute_wrapper(timed):
            count = len(search_services(ask).found)
        whole = min(whole, (time.perf_counter() - start) * 1000)
        best = min(best, sum(spent) * 1000)
    return best, whole, count


def in_sqlite(base: Any, kind: str, ask: ServiceQuery) -> tuple[float, int]:
    """Return the best time of the same question in SQLite (ms), and how many were found."""
    every = [one for row in themes_known() for one in [row] if row in ask.thematiques
             or row.partition("--")[0] in ask.thematiques]  # fmt: skip
    publics = [*ask.publics, "tous-publics"] if ask.publics else []
    where, values = directory_sqlite.conditions(every, publics, list(keys_of(ask.code_insee)))
    place = commune(ask.code_insee) if ask.code_insee else None
    best, count = float("inf"), 0
    for _ in range(TRIES):
        start = time.perf_counter()
        words = ask.words.split()
        if kind == "typo":
            words = [directory_sqlite.repaired(base, word) for word in words]
        if words and place:
            near = f"{where} AND (s.remote OR km(?, ?, s.lat, s.lon) <= 50)"
            count = directory_sqlite.texts(
                base, words, near, [*values, place.latitude, place.longitude]
            )
        elif words:
            count = directory_sqlite.texts(base, words)
        elif place:
            count = directory_sqlite.nearest(
                base, place.latitude or 0, place.longitude or 0, where, values)  # fmt: skip
        best = min(best, (time.perf_counter() - start) * 1000)
    return best, count


def themes_known() -> list[str]:
    """Return every thematique."""
    return [one.value for one in Thematique]


def api_cpu(questions: Questions) -> list[float]:
    """Return the processor time of whole API calls, in milliseconds, in this process."""
    client, spent = Client(), []
    for kind in ("nearest", "text", "text + commune", "everyday"):
        for ask in questions[kind]:
            said = {"size": 20, "q": ask.words, "code_commune": ask.code_insee}
            said |= {"thematiques": sorted(ask.thematiques), "publics": sorted(ask.publics)}
            query = urlencode({k: v for k, v in said.items() if v}, doseq=True)
            best = float("inf")
            for _ in range(TRIES):
                start = time.process_time()
                answer = client.get(
                    f"/api/v1/search/services?{query}", headers={"host": "localhost"}
                )
                best = min(best, (time.process_time() - start) * 1000)
            if answer.status_code != 200:  # noqa: PLR2004 - HTTP's OK
                raise SystemExit(answer.content.decode())
            spent.append(best)
    return spent


def prepared() -> tuple[list[directory_made.Made], Any]:
    """Fill both databases, unless PostgreSQL is already full; say how long it took."""
    call_command("migrate_as_owner", verbosity=0)
    if commune("92040") is None:
        call_command("load_territory")
    rows = list(directory_made.services(SERVICES))
    if Service.objects.filter(source="bench").count() != SERVICES:
        start = time.perf_counter()
        with transaction.atomic():
            directory_made.store(rows)
        print(f"PostgreSQL: {SERVICES} services in {time.perf_counter() - start:.0f} s", flush=True)
        start = time.perf_counter()
        print(
            f"lexicon: {refresh_lexicon()} words in {time.perf_counter() - start:.0f} s", flush=True
        )
        # As the owner: the application may not, and the planner would know nothing of the rows.
        with connected_as_owner(), connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    start = time.perf_counter()
    lexicon = LexiconWord.objects.order_by("word").values_list("word", flat=True)
    base = directory_sqlite.stored(rows, lexicon)
    print(f"SQLite: {time.perf_counter() - start:.0f} s", flush=True)
    return rows, base


def main() -> int:
    """Measure each kind of question; non-zero when a goal is missed."""
    rows, base = prepared()
    chance = random.Random(3)  # noqa: S311 - the same questions each time
    questions = asked(chance, rows, directory_made.vocabulary())
    lines, bars = [], []
    for kind, asks in questions.items():
        ours = [in_database(ask) for ask in asks]
        theirs = [in_sqlite(base, kind, ask) for ask in asks]
        p50, p99 = (percentile([one[0] for one in ours], share) for share in (0.5, 0.99))
        s50, s99 = (percentile([one[0] for one in theirs], share) for share in (0.5, 0.99))
        whole = percentile([one[1] for one in ours], 0.99)
        empty = sum(one[2] == 0 for one in ours) / len(ours)
        said = [f"{each:.2f}" for each in (p50, p99, s50, s99, s50 / p50, s99 / p99, whole)]
        lines.append([kind, *said, f"{empty:.0%}"])
        goal = NEAREST_MS if kind == "nearest" else TEXT_MS
        name = kind.replace(" + ", "_").replace(" ", "_")
        bars.append(bar(f"{name}_p99_in_database", p99, goal))
        print(f"{lines[-1]}", flush=True)
    spent = api_cpu(questions)
    bars.append(bar("api_call_cpu_p95", percentile(spent, 0.95), CALL_MS))
    heads = (
        "search",
        "p50 ms",
        "p99 ms",
        "SQLite p50",
        "SQLite p99",
        "×p50",
        "×p99",
        "whole p99",
        "none",
    )
    print(table(heads, lines))
    print(
        f"API call: CPU p50 {percentile(spent, 0.5):.1f} ms, p95 {percentile(spent, 0.95):.1f} ms"
    )
    print(json.dumps({"bench": "directory", "bars": bars}))
    return int(not all(one["ok"] for one in bars))


def bar(name: str, value: float, goal: float) -> dict[str, object]:
    """Return one goal and what was measured against it."""
    return {"id": name, "value": round(value, 2), "unit": "ms", "goal": goal, "ok": value <= goal}


if __name__ == "__main__":
    sys.exit(main())
