"""What the clock asks of watching: seals, alerts, lines whose time is over."""

from django.utils import timezone
from procrastinate.contrib.django import app

from allervers.people.actions.alerts import tell_ending_conventions, tell_late_reviews
from allervers.people.actions.sealing import (
    head_now,
    let_reads_go,
    seal_reads,
    tell_broken_chain,
    verify_reads,
)
from allervers.people.gateways.alerts_mail import send_waiting_alerts
from allervers.people.gateways.seal_anchors import (
    kept_anchors,
    mail_anchor,
    seal_folder,
    write_anchor,
)


@app.periodic(cron="* * * * *")
@app.task(name="people.seal_reads", queueing_lock="people.seal_reads", lock="people.seal_reads")
def seal_reads_job(timestamp: int) -> int:
    """Chain the lines written since a minute ago (`timestamp`: when it was due)."""
    return seal_reads(now=timezone.now())


@app.periodic(cron="3 * * * *")
@app.task(name="people.write_anchor", queueing_lock="people.write_anchor")
def write_anchor_job(timestamp: int) -> None:
    """Write the head of the chain outside of the database every hour."""
    folder = seal_folder()
    if folder is not None:
        write_anchor(head_now(now=timezone.now()), folder)


@app.periodic(cron="13 7 * * *")
@app.task(name="people.mail_anchor", queueing_lock="people.mail_anchor")
def mail_anchor_job(timestamp: int) -> int:
    """Send the head of the chain to the DPOs every morning."""
    return mail_anchor(head_now(now=timezone.now()))


@app.periodic(cron="* * * * *")
@app.task(name="people.send_alerts", queueing_lock="people.send_alerts", lock="people.send_alerts")
def send_alerts_job(timestamp: int) -> int:
    """Tell late reviews, then send within the minute the alerts that wait."""
    tell_late_reviews(now=timezone.now())
    return send_waiting_alerts(now=timezone.now())


@app.periodic(cron="31 4 * * *")
@app.task(name="people.watch_nightly", queueing_lock="people.watch_nightly")
def watch_nightly_job(timestamp: int) -> dict[str, int]:
    """Seal what was left behind, verify, let old lines go, tell the conventions about to end."""
    now = timezone.now()
    return {
        "sealed": seal_reads(now=now, whole=True),
        "wrong": tell_broken_chain(verify_reads(kept_anchors(), now=now), now=now),
        "let_go": let_reads_go(),
        "conventions": tell_ending_conventions(now=now),
    }
