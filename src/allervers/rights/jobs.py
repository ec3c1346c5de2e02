"""What the queue asks of the rights. Only the worker loads the engine."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from allervers.rights.actions.claim_retention import forget_claims
from allervers.rights.actions.screenings import COMPUTE_JOB, keep_findings, tell_failure
from allervers.rights.domain.answers import Answers
from allervers.rights.domain.local.findings import local_findings
from allervers.rights.domain.reading import household_of
from allervers.rights.domain.screening import screen
from allervers.rights.gateways.claim_mail import send_digests
from allervers.rights.gateways.local.rights import local_rights
from allervers.rights.queries.screenings import answers_of, asked_screening


@app.task(name=COMPUTE_JOB, retry=RetryStrategy(max_attempts=3, exponential_wait=5))
def compute_job(screening_id: str, version: int) -> bool:
    """Compute the findings of one version of the answers; say whether they were kept.

    A version that was answered again since is left to its own job. A failure is told on the
    check at once, and tried again twice.
    """
    # Here and not above: this module is imported by every process, the engine by the worker.
    from allervers.rights.gateways.openfisca_france import engine  # noqa: PLC0415 - 130 MB

    screening = asked_screening(UUID(screening_id), version)
    if screening is None:
        return False
    with told(screening.id, version):
        rules = engine(settings.ENGINE_FOLDER, settings.SECRET_KEY.encode())
        answers = answers_of(screening)
        found = screen(answers, screening.month, rules).findings
        local = local_findings(local_rights(settings.LOCAL_RIGHTS), answers, screening.month)
    return keep_findings(
        screening_id=screening.id,
        version=version,
        rules=rules.rules,
        found=found,
        local=local,
        now=timezone.now(),
    )


@contextmanager
def told(screening_id: UUID, version: int) -> Iterator[None]:
    """Tell on the check that it failed, whatever the error, and let the error go on."""
    is_done = False
    try:
        yield
        is_done = True
    finally:
        if not is_done:
            tell_failure(screening_id=screening_id, version=version)


@app.periodic(cron="11 5 * * *")
@app.task(name="rights.claims", queueing_lock="rights.claims")
def claims_job(timestamp: int) -> dict[str, int]:
    """Every night, forget old notes of claims, then write to who follows some (once a week)."""
    now = timezone.now()
    return {"forgotten": forget_claims(now=now), "letters": send_digests(now)}


def preload_engine() -> None:
    """Load the engine beside the worker's start, so that the first check does not wait for it."""
    Thread(target=_warm, name="rights-engine", daemon=True).start()


def _warm() -> None:
    """Load the rules and read them once for this month: the first reading costs a second."""
    from allervers.rights.gateways.openfisca_france import engine  # noqa: PLC0415 - as above

    rules = engine(settings.ENGINE_FOLDER, settings.SECRET_KEY.encode())
    rules.compute([household_of(Answers({}))], timezone.localdate().replace(day=1))


def is_worker() -> bool:
    """Whether this process is the worker of the checks: `procrastinate worker`.

    Not one that takes another queue only (`-q seasons`).
    """
    is_other = "-q" in sys.argv and "default" not in sys.argv
    return sys.argv[1:3] == ["procrastinate", "worker"] and not is_other
