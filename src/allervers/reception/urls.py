"""Addresses of the reception, under /espace/accueil/."""

from django.urls import path

from allervers.reception.views import encounters, home, joining, keeping, referral

app_name = "reception"
urlpatterns = [
    path("", home.home, name="home"),
    path("reprendre/", home.resume, name="resume"),
    path("nouvelle/", encounters.add, name="add"),
    path("<uuid:encounter_id>/", encounters.show, name="show"),
    path("<uuid:encounter_id>/modifier/", encounters.edit, name="edit"),
    path("<uuid:encounter_id>/depart/", keeping.left_early, name="left_early"),
    path("<uuid:encounter_id>/nouveau-code/", keeping.new_code, name="new_code"),
    path("<uuid:encounter_id>/supprimer/", keeping.delete, name="delete"),
    path("<uuid:encounter_id>/joindre/", joining.join, name="join"),
    path("dossiers/<uuid:person_id>/", joining.of_file, name="of_file"),
    path("<uuid:encounter_id>/orienter/", referral.orient, name="orient"),
    path(
        "orientations/<uuid:referral_id>/suite/", referral.referral_outcome, name="referral_outcome"
    ),
    path(
        "orientations/<uuid:referral_id>/retirer/",
        referral.referral_withdraw,
        name="referral_withdraw",
    ),
]
