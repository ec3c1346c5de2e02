"""Addresses of the claims, under /espace/droits/demarches/ and in the names of `rights`."""

from django.urls import path

from allervers.rights.views import claim_changes, claims

urlpatterns = [
    path("", claims.listed, name="claims"),
    path("agenda/", claims.agenda, name="claims_agenda"),
    path("courriel/", claims.digest, name="claims_digest"),
    path("rencontre/<uuid:encounter_id>/", claim_changes.start, name="claims_of"),
    path("<uuid:claim_id>/", claims.show, name="claim"),
    path("<uuid:claim_id>/annuler/", claim_changes.undo, name="claim_undo"),
    path("<uuid:claim_id>/suivre/", claim_changes.follow, name="claim_follow"),
    path("<uuid:claim_id>/fait/", claim_changes.handled, name="claim_handled"),
    path("<uuid:claim_id>/vers/<slug:state>/", claim_changes.change, name="claim_change"),
]
