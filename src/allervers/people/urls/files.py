"""Addresses of people, under /espace/personnes/: files."""

from django.urls import path

from allervers.people.views import (
    agreements,
    contacts,
    duplicates,
    files,
    following,
    identity,
    timeline,
)

urlpatterns = [
    path("", files.caseload, name="caseload"),
    path("nouveau/", files.add, name="add"),
    path("<uuid:person_id>/", files.show, name="show"),
    path("<uuid:person_id>/imprimer/", files.print_file, name="print"),
    path("<uuid:person_id>/fil/", timeline.timeline, name="timeline"),
    path("<uuid:person_id>/fil/ajouter/", timeline.entry_add, name="entry_add"),
    path(
        "<uuid:person_id>/fil/<uuid:entry_id>/corriger/",
        timeline.entry_correct,
        name="entry_correct",
    ),
    path("<uuid:person_id>/identite/", identity.identity, name="identity"),
    path("<uuid:person_id>/doublons/", duplicates.duplicates, name="duplicates"),
    path("<uuid:person_id>/representants/ajouter/", identity.speaker_add, name="speaker_add"),
    path(
        "<uuid:person_id>/representants/<uuid:representation_id>/",
        identity.speaker_edit,
        name="speaker_edit",
    ),
    path("<uuid:person_id>/foyer/", identity.household, name="household"),
    path("<uuid:person_id>/foyer/ajouter/", identity.household_add, name="household_add"),
    path(
        "<uuid:person_id>/foyer/<uuid:membership_id>/depart/",
        identity.household_leave,
        name="household_leave",
    ),
    path("<uuid:person_id>/contacts/ajouter/", contacts.contact_add, name="contact_add"),
    path(
        "<uuid:person_id>/contacts/<uuid:contact_id>/", contacts.contact_edit, name="contact_edit"
    ),
    path(
        "<uuid:person_id>/contacts/<uuid:contact_id>/retirer/",
        contacts.contact_remove,
        name="contact_remove",
    ),
    path("<uuid:person_id>/contact-protege/", contacts.protected, name="protected"),
    path("<uuid:person_id>/contact-protege/ajouter/", contacts.protected_add, name="protected_add"),
    path(
        "<uuid:person_id>/contact-protege/demander/", contacts.protected_ask, name="protected_ask"
    ),
    path(
        "<uuid:person_id>/contact-protege/<uuid:opening_id>/repondre/",
        contacts.protected_answer,
        name="protected_answer",
    ),
    path(
        "<uuid:person_id>/contact-protege/<uuid:contact_id>/retirer/",
        contacts.protected_retire,
        name="protected_retire",
    ),
    path("<uuid:person_id>/contact-protege/lire/", contacts.protected_read, name="protected_read"),
    path("<uuid:person_id>/equipe/", following.team, name="team"),
    path("<uuid:person_id>/equipe/ajouter/", following.team_add, name="team_add"),
    path(
        "<uuid:person_id>/equipe/<uuid:follow_up_id>/retirer/",
        following.team_remove,
        name="team_remove",
    ),
    path("<uuid:person_id>/information/", agreements.informations, name="informations"),
    path("<uuid:person_id>/information/noter/", agreements.information_add, name="information_add"),
    path("<uuid:person_id>/accords/", agreements.agreements, name="agreements"),
    path("<uuid:person_id>/accords/noter/", agreements.agreement_add, name="agreement_add"),
    path(
        "<uuid:person_id>/accords/<uuid:consent_id>/reprendre/",
        agreements.agreement_withdraw,
        name="agreement_withdraw",
    ),
]
