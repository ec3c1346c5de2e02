"""Each night, say which files are due. Nothing is archived nor destroyed by a machine."""

from django.utils import timezone
from procrastinate.contrib.django import app

from allervers.people.actions.retention import propose_due
from allervers.people.actions.sealing_words import seal_clear_words
from allervers.people.mapping.retention_rules import retention_rules


@app.periodic(cron="41 4 * * *")
@app.task(name="people.retention", queueing_lock="people.retention")
def retention_job(timestamp: int) -> dict[str, int]:
    """Propose to each DPO the files whose time has come; take back those that no longer are due."""
    done = propose_due(retention_rules(), timezone.now())
    return {"added": done.added, "withdrawn": done.withdrawn}


@app.periodic(cron="53 3 * * *")
@app.task(name="people.seal_words", queueing_lock="people.seal_words")
def seal_words_job(timestamp: int) -> dict[str, int]:
    """Seal what a site of the release before may have saved in clear; most nights, nothing."""
    done = list(seal_clear_words())
    return {
        "sealed": sum(one.done for one in done),
        "not_sealed": sum(len(one.problems) for one in done),
    }
