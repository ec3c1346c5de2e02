"""`allervers scan`: the rights of a whole caseload, without a database."""

import argparse
import hashlib
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import pyarrow as pa

from allervers.rights.commands.scan_progress import Progress
from allervers.rights.commands.scan_saying import say_end, say_memory, say_source
from allervers.rights.commands.scan_territory import write_need
from allervers.rights.domain.engine import EngineError
from allervers.rights.domain.right import RIGHTS
from allervers.rights.domain.scan.columns import BY_NAME, COLUMNS, ID
from allervers.rights.gateways.scan.chunks import Chunk, Source, open_source
from allervers.rights.gateways.scan.crew import Alone, Crew, LocalCrew, cores
from allervers.rights.gateways.scan.grid import Grid
from allervers.rights.gateways.scan.output import assemble, refused_path
from allervers.rights.gateways.scan.parts import Parts
from allervers.rights.gateways.scan.summing import Summing, write_summary
from allervers.rights.gateways.scan.values import values_of
from allervers.rights.gateways.scan.working import Job, engine_of, prepare
from allervers.ui.domain.refusal import Refusal

LOADER: Final = "allervers.rights.gateways.scan.engine:own_engine"
BATCH: Final = 10_000
STOPPED: Final = 130
KINDS: Final = (".csv", ".parquet")


def parser() -> argparse.ArgumentParser:
    """Return what the command line understands."""
    made = argparse.ArgumentParser(
        prog="allervers scan",
        description="Calcule les droits de tous les foyers d'un fichier CSV ou Parquet.",
    )
    made.add_argument(
        "households", type=Path, nargs="?", help="fichier des foyers (.csv ou .parquet)"
    )
    made.add_argument("-o", "--output", type=Path, required=True, metavar="FINDINGS",
                      help="fichier des constats (.csv ou .parquet)")  # fmt: skip
    made.add_argument("--month", type=_month, default=None, metavar="AAAA-MM",
                      help="mois du calcul ; ce mois-ci sans cela")  # fmt: skip
    made.add_argument("--summary", type=Path, metavar="CSV",
                      help="écrit les totaux, petits groupes cachés")  # fmt: skip
    made.add_argument("--suppose", action="append", default=[], metavar="COLONNE=VALEUR",
                      help="ce qui est vrai là où la colonne est vide ; répétable")  # fmt: skip
    made.add_argument("--local", type=Path, metavar="DOSSIER",
                      help="vos droits locaux, avec ceux qui sont livrés")  # fmt: skip
    made.add_argument("--workers", type=_positive, default=cores(), metavar="N",
                      help="processus ; un par cœur sans cela")  # fmt: skip
    made.add_argument("--batch", type=_positive, default=BATCH, metavar="N",
                      help=f"foyers par lot ({BATCH})")  # fmt: skip
    made.add_argument("--scheduler", metavar="ADRESSE",
                      help="calcule sur les machines d'un ordonnanceur Dask")  # fmt: skip
    made.add_argument("--territory", type=Path, nargs=2, metavar=("FILOSOFI", "CAF"),
                      help="au lieu de foyers : le besoin de chaque commune")  # fmt: skip
    made.add_argument("--fresh", action="store_true", help="oublie un calcul commencé")
    made.add_argument("--loader", default=LOADER, help=argparse.SUPPRESS)
    return made


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"« {text} » n'est pas un mois : 2026-11") from error


def _positive(text: str) -> int:
    if not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"« {text} » n'est pas un nombre entier positif")
    return int(text)


def main(arguments: Sequence[str]) -> int:
    """Run the command; return its exit status."""
    options = parser().parse_args(arguments)
    if (options.households is None) == (options.territory is None):
        parser().error("donnez un fichier de foyers, ou --territory")
    try:
        if options.territory:
            month = options.month or date.today().replace(day=1)  # noqa: DTZ011 - here and now
            engine = engine_of(options.loader)
            return write_need(options.territory, options.output, engine, month)
        return scan(options)
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
    except EngineError as error:
        sys.stderr.write(f"Les règles ne savent pas calculer ce mois-là : {error}\n")
    except OSError as error:
        sys.stderr.write(f"Le fichier ne se lit ou ne s'écrit pas : {error}. Les lots faits sont "
                         "gardés : relancez la même commande.\n")  # fmt: skip
    return 1


def scan(options: argparse.Namespace) -> int:
    """Compute the pieces that are not there yet, then put them together."""
    start = time.monotonic()
    source = open_source(options.households)
    _check_output(options.output, options.households, options.summary)
    month = options.month or date.today().replace(day=1)  # noqa: DTZ011 - the month here and now
    from allervers.rights.commands.local_folder import rights_read  # noqa: PLC0415 - loads Django

    job = Job(month, source.kind, source.names, source.known, source.delimiter,
              _supposed(options.suppose), options.loader, rights_read(options.local))  # fmt: skip
    say_source(source, dict(job.supposed))
    parts = Parts(options.output.with_name(f"{options.output.name}.parts"))
    done = parts.begin(_manifest(source, job, options), is_fresh=options.fresh)
    count = source.count(options.batch)
    if not _compute(options, source, job, parts, (count, done)):
        return STOPPED
    summing = Summing()
    counts = assemble(parts, count, options.output, source.delimiter, summing.see)
    if options.summary:
        write_summary(summing.tally, options.summary)
    parts.remove()
    say_end(counts, options.output, time.monotonic() - start)
    return 0


def _check_output(path: Path, households: Path, summary: Path | None) -> None:
    """Refuse to write where nothing can be written, or over another file of the command.

    The rows set aside are written too: who corrects them and scans them again must not lose them.
    """
    files = [households, path, refused_path(path), *([summary] if summary else [])]
    places = [one.resolve() for one in files]
    twice = next((one for one in places if places.count(one) > 1), None)
    if twice is not None:
        raise Refusal("scan_same", f"« {twice.name} » serait lu et écrit, ou écrit deux fois.",
                      "Ce qu'il contient serait perdu.",
                      "Donnez un autre nom au fichier des constats, ou du résumé.")  # fmt: skip
    if path.suffix.lower() not in KINDS:
        what = f"« {path.name} » n'est ni un .csv ni un .parquet."
        raise Refusal("scan_output", what, "", "Donnez l'une de ces fins au fichier des constats.")
    if not path.parent.is_dir():
        raise Refusal("scan_folder", f"Le dossier « {path.parent} » n'existe pas.", "", "Créez-le.")


def _supposed(told: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return what is supposed, each value checked as if it were in the file."""
    found = {}
    for one in told:
        name, _equal, value = one.partition("=")
        column = BY_NAME.get(name)
        if column is None or column is ID:
            raise Refusal("scan_suppose", f"--suppose : pas de colonne « {name} ».")
        read = values_of(pa.array([value]), column)
        if not read.known[0]:
            raise Refusal("scan_suppose", f"--suppose : « {value} » ne va pas dans « {name} ».")
        found[name] = value
    return tuple(sorted(found.items()))


def _manifest(source: Source, job: Job, options: argparse.Namespace) -> dict[str, str]:
    columns = repr((COLUMNS, RIGHTS)).encode()
    return {
        "input": source.digest(),
        "rules": engine_of(job.loader).rules,
        "columns": hashlib.sha256(columns).hexdigest(),
        "month": f"{job.month:%Y-%m}",
        "batch": str(options.batch),
        "supposed": repr(job.supposed),
        "local": hashlib.sha256(repr(job.local).encode()).hexdigest(),
    }


def _compute(
    options: argparse.Namespace,
    source: Source,
    job: Job,
    parts: Parts,
    there: tuple[int, set[int]],
) -> bool:
    """Compute what is not there; return whether all is there now."""
    count, done = there
    if done:
        sys.stderr.write(f"Reprise : {len(done)} lots sur {count} sont déjà calculés.\n")
    if len(done) == count:
        return True
    crew = _crew(options, job, count - len(done))
    progress, peak = Progress(count, len(done)), 0
    try:
        for part in crew.parts(job, _to_do(source, options.batch, done)):
            parts.keep(part)
            peak = max(peak, part.peak)
            progress.step()
    except KeyboardInterrupt:
        progress.end()
        sys.stderr.write(
            f"Arrêté : {progress.done} lots sur {count} sont gardés. "
            "Relancez la même commande pour reprendre.\n"
        )
        return False
    progress.end()
    say_memory(peak)
    return True


def _to_do(source: Source, batch: int, done: set[int]) -> Iterator[Chunk]:
    return (one for one in source.chunks(batch) if one.place not in done)


def _crew(options: argparse.Namespace, job: Job, count: int) -> Crew:
    if options.scheduler:
        return Grid(options.scheduler)
    workers = min(options.workers, count)
    if workers == 1:
        return Alone()
    prepare(job)
    return LocalCrew(workers)
