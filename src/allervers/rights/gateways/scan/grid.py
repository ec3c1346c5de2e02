"""Pieces computed by the machines of a Dask Distributed scheduler (the optional extra `grid`)."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final
from uuid import uuid4

from allervers.rights.gateways.scan.chunks import Chunk
from allervers.rights.gateways.scan.working import Job, Part, work
from allervers.ui.domain.refusal import Refusal

AHEAD: Final = 3  # pieces waiting for each thread of the workers
TRIES: Final = 3  # of a piece whose worker is lost; then it is an error
PATIENCE: Final = "20s"  # for the scheduler to answer


class Grid:
    """The workers of a scheduler. When one is lost, the others compute its pieces."""

    def __init__(self, address: str) -> None:
        self.address = address
        # A scheduler gives the same answer to the same key: two scans must never share one.
        self.name = f"scan-{uuid4().hex}"

    def parts(self, job: Job, chunks: Iterator[Chunk]) -> Iterator[Part]:
        """Give each piece computed."""
        distributed = _distributed()
        with self._client(distributed) as client:
            ahead = AHEAD * max(1, sum(client.nthreads().values()))
            running = distributed.as_completed(
                self._sent(client, job, islice(chunks, ahead)), loop=client.loop
            )
            for future in running:
                part: Part = future.result()
                future.release()
                running.update(self._sent(client, job, islice(chunks, 1)))
                yield part

    def _client(self, distributed: Any) -> Any:
        try:
            return distributed.Client(self.address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise Refusal(
                "scan_scheduler",
                f"L'ordonnanceur « {self.address} » ne répond pas.",
                "",
                "Vérifiez son adresse (tcp://machine:8786) et qu'il est démarré.",
            ) from error

    def _sent(self, client: Any, job: Job, chunks: Iterator[Chunk]) -> list[Any]:
        return [
            client.submit(work, job, one, key=f"{self.name}-{one.place}", retries=TRIES)
            for one in chunks
        ]


def _distributed() -> Any:
    try:
        import distributed  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise Refusal(
            "scan_grid",
            "Dask Distributed n'est pas installé.",
            "Il est facultatif.",
            "Installez « allervers[grid] », ou lancez sans --scheduler.",
        ) from error
    return distributed
