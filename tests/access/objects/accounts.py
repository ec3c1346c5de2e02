"""Of accounts: organisations, members, invitations, sessions."""

from allauth.mfa.models import Authenticator
from django.utils import timezone

from allervers.accounts.actions.invitations import Issued, invite
from allervers.accounts.models import Member, OpenSession
from tests.access.world import Makers, World
from tests.cast import viewer


def invitation(world: World) -> object:
    """Let Élodie invite somebody; return the id of the invitation."""
    return issued(world).invitation.pk


def issued(world: World) -> Issued:
    """Let Élodie invite somebody."""
    return invite(
        viewer(world.cast.elodie),
        organisation_id=world.cast.carrier.pk,
        email="karim@exemple.invalid",
        roles=["receptionist"],
        now=timezone.now(),
    )


def session_of_bruno(world: World) -> object:
    """Open a session of Bruno's; return its id."""
    now = timezone.now()
    return OpenSession.objects.create(
        user=world.cast.bruno.user, started_at=now, last_seen_at=now
    ).pk


def deactivated(world: World) -> object:
    """Return the deactivated member."""
    return world.cast.ines.pk


def key_of_bruno(world: World) -> object:
    """Give Bruno a passkey; return its id."""
    return Authenticator.objects.create(
        user=world.cast.bruno.user, type="webauthn", data={"name": "Clé", "credential": {}}
    ).pk


def waits_for_two(world: World) -> object:
    """Let Bruno wait to be a DPO too; return his id."""
    Member.objects.filter(pk=world.cast.bruno.pk).update(
        waiting_roles=["dpo"], waiting_by=world.cast.elodie, waiting_since=timezone.now()
    )
    return world.cast.bruno.pk


MAKERS: Makers = {
    "token": lambda world: issued(world).token,
    "invitation_id": invitation,
    "member_id": lambda world: world.cast.bruno.pk,
    "accounts:reactivate/member_id": deactivated,
    "accounts:two_hands_answer/member_id": waits_for_two,
    "organisation_id": lambda world: world.cast.carrier.pk,
    "session_id": session_of_bruno,
    "mfa_remove_webauthn/pk": key_of_bruno,
    "mfa_edit_webauthn/pk": key_of_bruno,
    "uidb36": lambda _world: "1",
    "key": lambda _world: "faux-lien",
    "accounts:organisation_switch/organisation_id": lambda world: world.cast.partner.pk,
}
