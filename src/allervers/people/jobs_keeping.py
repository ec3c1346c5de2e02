"""Each night, say which files are due. Nothing is archived nor destroyed by a machine."""

from django.utils import timezone
from procrastinate.contrib.django import app

from allervers.people.actions.retention import propose_due
from allervers.people.mapping.retention_rules import retention_rules


@app.periodic(cron="41 4 * * *")
@app.task(name="people.retention", queueing_lock="people.retention")
def retention_job(timestamp: int) -> dict[str, int]:
    """Propose to each DPO the files whose time has come; take back those that no longer are due."""
    done = propose_due(retention_rules(), timezone.now())
    return {"added": done.added, "withdrawn": done.withdrawn}
