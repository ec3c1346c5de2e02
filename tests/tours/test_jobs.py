"""The job that sends messages is the one that actions ask for."""

from django.core import mail

from allervers.tours.actions.telling import SEND_JOB, message_to, send
from allervers.tours.jobs import send_messages_job
from allervers.tours.wording.changes import Letter
from tests.cast import Cast


def test_job_sends_what_an_action_left_to_send(cast: Cast) -> None:
    cast.partner.email = "partenaire@exemple.invalid"
    cast.partner.save()
    [message] = send([message_to(cast.partner.id, Letter("Passage annulé", "Canicule."))])
    assert send_messages_job.name == SEND_JOB
    assert send_messages_job([str(message.id)]) == 1
    assert mail.outbox[0].to == ["partenaire@exemple.invalid"]
    message.refresh_from_db()
    assert message.sent_at is not None
