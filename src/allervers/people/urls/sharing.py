"""Addresses of people, under /espace/personnes/: sharing."""

from django.urls import path

from allervers.people.views import concerns, coordination, share_dialogue, shares

urlpatterns = [
    path("partages/", shares.shares_received, name="shares_received"),
    path("partages/envoyes/", shares.shares_sent, name="shares_sent"),
    path("partages/<uuid:share_id>/", shares.share, name="share"),
    path("partages/<uuid:share_id>/accepter/", shares.share_accept, name="share_accept"),
    path("partages/<uuid:share_id>/refuser/", shares.share_refuse, name="share_refuse"),
    path("partages/<uuid:share_id>/terminer/", shares.share_finish, name="share_finish"),
    path("partages/<uuid:share_id>/revoquer/", shares.share_revoke, name="share_revoke"),
    path("partages/<uuid:share_id>/lien/", shares.share_link, name="share_link"),
    path("<uuid:person_id>/partages/", shares.file_shares, name="file_shares"),
    path("<uuid:person_id>/partager/", share_dialogue.share_begin, name="share_begin"),
    path(
        "<uuid:person_id>/partager/sans-compte/",
        share_dialogue.share_stranger,
        name="share_stranger",
    ),
    path(
        "<uuid:person_id>/partager/<uuid:member_id>/",
        share_dialogue.share_with,
        name="share_with",
    ),
    path("signaler/", concerns.concern_send, name="concern_send"),
    path("signalements/", concerns.concerns_received, name="concerns_received"),
    path("signalements/<uuid:concern_id>/", concerns.concern, name="concern"),
    path("coordination/", coordination.coordination, name="coordination"),
    path(
        "coordination/<uuid:need_id>/nommer/",
        coordination.coordinator_name,
        name="coordinator_name",
    ),
    path(
        "coordination/<uuid:need_id>/terminer/",
        coordination.coordination_end,
        name="coordination_end",
    ),
    path(
        "<uuid:person_id>/coordination/",
        coordination.coordination_ask,
        name="coordination_ask",
    ),
]
