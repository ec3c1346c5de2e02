"""The public site and one save, with 1 territory and with 44, side by side in one run.

    ./dev bench site

Makes two databases of its own on the server of $DATABASE_URL, fills them with invented seasons
(season.py), serves both through gunicorn (2 workers, 4 threads), and measures them in turn, so
that what else runs on the machine weighs on both. Prints a table, then one JSON line.
Processor times are those of the site's processes, read per request; the database's are beside.
"""

import json
import os
import re
import signal
import sys
import time
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.measuring import Ask, Samples, one_by_one, percentile, table, under_load
from benchmarks.serving import Site, output, served, start

FEW, MANY = 1, 44
MOST_QUERIES, MOST_CPU_MS, MOST_RATIO = 8, 50.0, 1.5
ALONE = int(os.environ.get("BENCH_REQUESTS", "100"))  # requests sent alone, per page and site
LOADED_SECONDS = float(os.environ.get("BENCH_SECONDS", "2"))
PAGE_SECONDS = 8.0  # a busy machine gets fewer samples, never a longer run
CLIENTS = 8
FIVE = ("accueil", "commune", "halte", "passage", "calendrier")
SAVE = "enregistrer une annonce"


def pages(site: Site) -> dict[str, Ask]:
    """What a resident opens."""
    facts = site.facts
    return {
        "accueil": Ask("/"),
        "commune": Ask(f"/communes/{facts['commune']}/"),
        "halte": Ask(f"/haltes/{facts['halt']}/"),
        "passage": Ask(f"/passages/{facts['visit']}/"),
        "calendrier": Ask(f"/haltes/{facts['halt']}/calendrier.ics"),
        "position": Ask(f"/passages/?lat={facts['latitude']}&lon={facts['longitude']}"),
        "recherche (faute)": Ask("/passages/?q=Bourg-A0-sur-Esai-3"),
        "affiche": Ask(f"/haltes/{facts['halt']}/affiche.pdf"),
        "API passages": Ask(f"/api/v1/visits?commune={facts['commune']}&page_size=25"),
    }


def save(site: Site) -> Ask:
    """A coordinator writes a notice that is not yet in force: form, rights, transaction."""
    path = "/espace/messages/ajouter/"
    cookie = f"sessionid={site.facts['session']}"
    request = urllib.request.Request(
        f"http://127.0.0.1:{site.port}{path}", headers={"Cookie": cookie}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - ours
        page = answer.read().decode()
        token = re.search(r"csrftoken=(\w+)", str(answer.headers.get_all("Set-Cookie")))
    hidden = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    if token is None or hidden is None or 'name="title"' not in page:
        raise SystemExit("the coordinator could not open the form of a notice")
    first = datetime.now(UTC) + timedelta(days=30)
    values = {
        "csrfmiddlewaretoken": hidden[1],
        "level": "information",
        "title": "Essai de mesure",
        "text": "Message inventé.",
        "starts_at": f"{first:%Y-%m-%dT%H:%M}",
        "ends_at": f"{first + timedelta(days=1):%Y-%m-%dT%H:%M}",
    }
    headers = {
        "Cookie": f"{cookie}; csrftoken={token[1]}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    return Ask(path, "POST", urlencode(values), headers, expected=302)


def measure(sites: list[Site]) -> None:
    """Measure every page of every site, in turn."""
    asks = [{**pages(site), SAVE: save(site)} for site in sites]
    for name in asks[0]:
        for site, own in zip(sites, asks, strict=True):
            under_load(site.port, own[name], Samples(), 0.4, CLIENTS)  # warms both workers
            site.find_backends()
            site.samples[name] = Samples()
        end = time.perf_counter() + PAGE_SECONDS
        while len(sites[0].samples[name].cpu) < ALONE and time.perf_counter() < end:
            for site, own in zip(sites, asks, strict=True):
                one_by_one(site.port, own[name], site.samples[name], site.pids)
        for site, own in zip(sites, asks, strict=True):
            under_load(site.port, own[name], site.samples[name], LOADED_SECONDS, CLIENTS)


def counted(site: Site) -> dict[str, int]:
    """SQL statements of each page."""
    asked = json.dumps({name: ask.path for name, ask in pages(site).items()})
    counting = start(site.environment, "benchmarks.queries")
    found: dict[str, int] = json.loads(output(counting, asked).splitlines()[-1])
    return found


def ratio(few: Samples, many: Samples) -> float:
    """How many times dearer the page is with 44 territories: medians of processor time."""
    before = percentile(few.cpu, 0.5) + percentile(few.database, 0.5)
    return (percentile(many.cpu, 0.5) + percentile(many.database, 0.5)) / before


def report(few: Site, many: Site, queries: dict[str, int]) -> None:
    """Print the table."""
    headings = [
        "page", "SQL", "req/s 1", "req/s 44", "p50 ms 1", "p50 ms 44", "p99 ms 1", "p99 ms 44",
        "CPU p50", "CPU p95", "PG CPU p50", "cost 44/1",
    ]  # fmt: skip
    rows = []
    for name, one in few.samples.items():
        other = many.samples[name]
        rows.append([
            name, str(queries.get(name, "-")), f"{one.per_second:.0f}", f"{other.per_second:.0f}",
            *(f"{percentile(s.latency, 0.5):.1f}" for s in (one, other)),
            *(f"{percentile(s.loaded, 0.99):.0f}" for s in (one, other)),
            f"{percentile(other.cpu, 0.5):.1f}", f"{percentile(other.cpu, 0.95):.1f}",
            f"{percentile(other.database, 0.5):.1f}", f"{ratio(one, other):.2f}",
        ])  # fmt: skip
    print(table(headings, rows))
    print("p50: one request at a time; req/s and p99: 8 clients at once, on the same machine.")


def bars(few: Site, many: Site, queries: dict[str, int]) -> list[dict[str, object]]:
    """Compare with the goals."""
    said: list[dict[str, object]] = []

    def bar(identity: str, value: float, unit: str, goal: float) -> None:
        shown = round(value, 2)
        is_met = shown <= goal
        said.append({"id": identity, "value": shown, "unit": unit, "goal": goal, "ok": is_met})

    for name, count in queries.items():
        bar(f"queries:{name}", count, "statements", MOST_QUERIES)
    for name in FIVE:
        bar(f"cpu_p95:{name}", percentile(many.samples[name].cpu, 0.95), "ms", MOST_CPU_MS)
    for name in (*FIVE, SAVE):
        bar(f"flat:{name}", ratio(few.samples[name], many.samples[name]), "times", MOST_RATIO)
    failed = sum(one.failed for site in (few, many) for one in site.samples.values())
    bar("failed", failed, "requests", 0)
    return said


def main() -> int:
    """Run it all; 0 when every goal is met."""
    # Stopped from outside, leave as with Ctrl-C: through the cleaning up.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    begun = time.perf_counter()
    with served([FEW, MANY]) as (few, many):
        made = [f"{site.facts['visits']} visits ({site.territories})" for site in (few, many)]
        print(f"{' and '.join(made)}; ready after {time.perf_counter() - begun:.0f} s", flush=True)
        measure([few, many])
        queries = counted(many)
    report(few, many, queries)
    found = bars(few, many, queries)
    print(f"{time.perf_counter() - begun:.0f} s in all")
    print(json.dumps({"bench": "site", "bars": found}, ensure_ascii=False))
    return 0 if all(one["ok"] for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
