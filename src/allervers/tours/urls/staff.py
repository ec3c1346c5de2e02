"""Addresses of the staff pages."""

from django.urls import include, path

from allervers.tours.views import (
    staff_aboard,
    staff_agreements,
    staff_editions,
    staff_feeds,
    staff_halts,
    staff_home,
    staff_notices,
    staff_publication,
    staff_series,
    staff_tours,
    staff_units,
    staff_visits,
)

app_name = "staff"

units = [
    path("unites/", staff_units.units, name="units"),
    path("unites/ajouter/", staff_units.unit_add, name="unit_add"),
    path("unites/<slug:slug>/", staff_units.unit, name="unit"),
    path("unites/<slug:slug>/modifier/", staff_units.unit_edit, name="unit_edit"),
    path("unites/<slug:slug>/retirer/", staff_units.unit_retire, name="unit_retire"),
]
halts = [
    path("haltes/", staff_halts.halts, name="halts"),
    path("haltes/ajouter/", staff_halts.halt_add, name="halt_add"),
    path("haltes/<slug:slug>/", staff_halts.halt, name="halt"),
    path("haltes/<slug:slug>/modifier/", staff_halts.halt_edit, name="halt_edit"),
    path("haltes/<slug:slug>/retirer/", staff_halts.halt_retire, name="halt_retire"),
]
agreements = [
    path("accords/", staff_agreements.agreements, name="agreements"),
    path("accords/<uuid:agreement_id>/", staff_agreements.agreement, name="agreement"),
    path(
        "accords/<uuid:agreement_id>/repondre/",
        staff_agreements.agreement_answer,
        name="agreement_answer",
    ),
    path(
        "accords/<uuid:agreement_id>/retirer/",
        staff_agreements.agreement_withdraw,
        name="agreement_withdraw",
    ),
    path(
        "accords/<uuid:agreement_id>/lettre/",
        staff_agreements.agreement_letter,
        name="agreement_letter",
    ),
    path(
        "haltes/<slug:slug>/demander-accord/",
        staff_agreements.agreement_ask,
        name="agreement_ask",
    ),
    path(
        "haltes/<slug:slug>/accord-recu/", staff_agreements.agreement_paper, name="agreement_paper"
    ),
]
tours = [
    path("tournees/", staff_tours.tours, name="tours"),
    path("tournees/ajouter/", staff_tours.tour_add, name="tour_add"),
    path("tournees/<uuid:tour_id>/", staff_tours.tour, name="tour"),
    path("tournees/<uuid:tour_id>/modifier/", staff_tours.tour_edit, name="tour_edit"),
    path("tournees/<uuid:tour_id>/supprimer/", staff_tours.tour_delete, name="tour_delete"),
    path("tournees/<uuid:tour_id>/calendrier.csv", staff_tours.tour_csv, name="tour_csv"),
    path("feuille-de-route/<str:day>/", staff_tours.sheet, name="sheet"),
]
calendar = [
    path("tournees/<uuid:tour_id>/annoncer/", staff_publication.tour_publish, name="tour_publish"),
    path("tournees/<uuid:tour_id>/series/ajouter/", staff_series.series_add, name="series_add"),
    path("tournees/<uuid:tour_id>/passages/ajouter/", staff_visits.visit_add, name="visit_add"),
    path("series/<uuid:series_id>/modifier/", staff_series.series_edit, name="series_edit"),
    path("series/<uuid:series_id>/supprimer/", staff_series.series_delete, name="series_delete"),
    path("passages/annuler/", staff_publication.cancel_many, name="cancel_many"),
    path("passages/<uuid:visit_id>/", staff_visits.visit, name="visit"),
    path("passages/<uuid:visit_id>/modifier/", staff_visits.visit_edit, name="visit_edit"),
    path("passages/<uuid:visit_id>/deplacer/", staff_visits.visit_move, name="visit_move"),
    path("passages/<uuid:visit_id>/supprimer/", staff_visits.visit_delete, name="visit_delete"),
    path(
        "passages/<uuid:visit_id>/annoncer/", staff_publication.visit_publish, name="visit_publish"
    ),
    path("passages/<uuid:visit_id>/annuler/", staff_publication.visit_cancel, name="visit_cancel"),
    path(
        "passages/<uuid:visit_id>/retablir/", staff_publication.visit_restore, name="visit_restore"
    ),
]
aboard = [
    path("mon-calendrier/<str:signed>.ics", staff_feeds.my_calendar, name="my_calendar"),
    path("passages/<uuid:visit_id>/a-bord/", staff_aboard.crew, name="crew"),
    path("presences/", staff_aboard.presences, name="presences"),
    path("presences/<int:presence_id>/<str:answer>/", staff_aboard.presence, name="presence"),
    path("absences/", staff_aboard.absences, name="absences"),
    path("absences/declarer/", staff_aboard.absence_add, name="absence_add"),
    path(
        "absences/<uuid:absence_id>/supprimer/",
        staff_aboard.absence_delete,
        name="absence_delete",
    ),
    path("editions/", staff_editions.editions, name="editions"),
    path("editions/ajouter/", staff_editions.edition_add, name="edition_add"),
    path("editions/<uuid:edition_id>/modifier/", staff_editions.edition_edit, name="edition_edit"),
    path(
        "editions/<uuid:edition_id>/supprimer/",
        staff_editions.edition_delete,
        name="edition_delete",
    ),
]
notices = [
    path("messages/", staff_notices.notices, name="notices"),
    path("messages/ajouter/", staff_notices.notice_add, name="notice_add"),
    path("messages/<uuid:notice_id>/modifier/", staff_notices.notice_edit, name="notice_edit"),
    path("messages/<uuid:notice_id>/arreter/", staff_notices.notice_end, name="notice_end"),
]
urlpatterns = [
    path("", staff_home.home, name="home"),
    *units,
    *halts,
    *agreements,
    *tours,
    *calendar,
    *aboard,
    *notices,
    path("imports/", include("allervers.tours.urls.intake")),
]
