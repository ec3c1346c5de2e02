"""Addresses of the rights checks, for the team."""

from django.urls import include, path

from allervers.rights.views import explanation, local, need, rules, screening, sheet_staff

app_name = "rights"
urlpatterns = [
    path("fiche/<uuid:encounter_id>.pdf", sheet_staff.sheet, name="sheet"),
    path("demarches/", include("allervers.rights.urls.claims")),
    path("rencontre/<uuid:encounter_id>/", screening.start, name="start"),
    path("regles/", rules.rules, name="rules"),
    path("regles/<slug:right>/", rules.rules_of, name="rules_of"),
    path("locaux/", local.listing, name="local"),
    path("besoin/", need.listing, name="need"),
    path("besoin.csv", need.csv, name="need_csv"),
    path("<uuid:screening_id>/", screening.show, name="show"),
    path("<uuid:screening_id>/reponses/", screening.answers, name="answers"),
    path("<uuid:screening_id>/pourquoi/<slug:right>/", explanation.why, name="why"),
    path("<uuid:screening_id>/<slug:code>/", screening.question, name="question"),
]
