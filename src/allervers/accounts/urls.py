"""Addresses of sign-in and of the team's pages.

allauth looks its own pages up by names without a namespace, so only ours have one. Its other
pages (registration, addresses, social accounts) are not here, so they do not exist.
"""

from django.urls import include, path, re_path

from allervers.accounts.views import (
    entering,
    invitations,
    journal,
    members,
    organisations,
    profile,
    second_factor,
    two_hands,
)

sign_in = [
    path("connexion/", entering.sign_in, name="account_login"),
    path("deconnexion/", entering.sign_out, name="account_logout"),
    path("desactive/", entering.inactive, name="account_inactive"),
    path("confirmer/", entering.reauthenticate, name="account_reauthenticate"),
    path("mot-de-passe/", entering.change_password, name="account_change_password"),
    path("mot-de-passe/oublie/", entering.forgotten_password, name="account_reset_password"),
    path(
        "mot-de-passe/oublie/envoye/",
        entering.forgotten_password_sent,
        name="account_reset_password_done",
    ),
    path(
        "mot-de-passe/nouveau/fait/",
        entering.new_password_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        entering.new_password,
        name="account_reset_password_from_key",
    ),
]
factor = [
    path("", second_factor.index, name="mfa_index"),
    path("code/", second_factor.authenticate, name="mfa_authenticate"),
    path("confirmer/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("application/", second_factor.activate_totp, name="mfa_activate_totp"),
    path("application/retirer/", second_factor.deactivate_totp, name="mfa_deactivate_totp"),
    path("secours/", second_factor.recovery_codes, name="mfa_view_recovery_codes"),
    path("secours/nouveaux/", second_factor.new_codes, name="mfa_generate_recovery_codes"),
    path("cles/", second_factor.keys, name="mfa_list_webauthn"),
    path("cles/ajouter/", second_factor.add_key, name="mfa_add_webauthn"),
    path("cles/connexion/", second_factor.sign_in_by_key, name="mfa_login_webauthn"),
    path("cles/confirmer/", second_factor.confirm_by_key, name="mfa_reauthenticate_webauthn"),
    path("cles/<int:pk>/retirer/", second_factor.remove_key, name="mfa_remove_webauthn"),
    path("cles/<int:pk>/renommer/", second_factor.rename_key, name="mfa_edit_webauthn"),
]
ours = [
    path("second-facteur-requis/", entering.second_factor_needed, name="second_factor_needed"),
    path("sans-organisation/", entering.no_organisation, name="no_organisation"),
    path("profil/", profile.profile, name="profile"),
    path("sessions/", profile.sessions, name="sessions"),
    path("sessions/<uuid:session_id>/fermer/", profile.close_session, name="close_session"),
    path("agir-pour/", profile.choose_organisation, name="choose_organisation"),
    path("membres/", members.members, name="members"),
    path("membres/<uuid:member_id>/roles/", members.roles, name="roles"),
    path("membres/<uuid:member_id>/desactiver/", members.deactivate, name="deactivate"),
    path("membres/<uuid:member_id>/second-facteur/", members.forget_factors, name="forget_factors"),
    path("membres/<uuid:member_id>/reactiver/", members.reactivate, name="reactivate"),
    path("dpo-a-accorder/", two_hands.waiting, name="two_hands"),
    path("dpo-a-accorder/<uuid:member_id>/", two_hands.answer, name="two_hands_answer"),
    path("inviter/", invitations.invite, name="invite"),
    path("invitations/<uuid:invitation_id>/", invitations.invited, name="invited"),
    path("invitations/<uuid:invitation_id>/renvoyer/", invitations.resend, name="resend"),
    path("invitations/<uuid:invitation_id>/annuler/", invitations.revoke, name="revoke"),
    path("invitation/<slug:token>/", invitations.accept, name="accept"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/ajouter/", organisations.organisation_add, name="organisation_add"),
    path(
        "organisations/<uuid:organisation_id>/modifier/",
        organisations.organisation_edit,
        name="organisation_edit",
    ),
    path(
        "organisations/<uuid:organisation_id>/activite/",
        organisations.organisation_switch,
        name="organisation_switch",
    ),
    path("organisations/<uuid:organisation_id>/membres/", members.members, name="members_of"),
    path("organisations/<uuid:organisation_id>/inviter/", invitations.invite, name="invite_to"),
    path("journal/", journal.journal, name="journal"),
]
urlpatterns = [
    *sign_in,
    path("second-facteur/", include(factor)),
    path("", include((ours, "accounts"))),
]
