"""Addresses of the plans of a season."""

from django.urls import URLPattern, URLResolver, path

from allervers.seasons.views import (
    plan_answers,
    plan_compare,
    plan_exports,
    plan_hand,
    plan_publish,
    plan_why,
    plans,
)

COMPARED = "<uuid:season_id>/comparer/"
PLAN, VISIT = "projets/<uuid:plan_id>/", "passages/<uuid:planned_id>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(PLAN, plans.plan, name="plan"),
    path(f"{PLAN}calendrier/", plans.plan_calendar, name="plan_calendar"),
    path(f"{PLAN}liste/", plans.plan_list, name="plan_list"),
    path(f"{PLAN}carte/", plans.plan_map, name="plan_map"),
    path(f"{PLAN}carte/haltes.geojson", plans.plan_points, name="plan_points"),
    path(f"{PLAN}carte/contours.geojson", plans.plan_outlines, name="plan_outlines"),
    path(f"{PLAN}regles/", plan_hand.plan_broken, name="plan_broken"),
    path(f"{PLAN}ajouter/", plan_hand.planned_add, name="planned_add"),
    path(f"{PLAN}revenir/", plan_hand.plan_undo, name="plan_undo"),
    path(f"{PLAN}estimation/", plan_why.plan_reached, name="plan_reached"),
    path(f"{PLAN}pourquoi/", plan_why.plan_why, name="plan_why"),
    path(f"{PLAN}replanifier/", plan_answers.plan_replan, name="plan_replan"),
    path(f"{PLAN}publier/", plan_publish.plan_publish, name="plan_publish"),
    path(f"{PLAN}saison.csv", plan_exports.plan_csv, name="plan_csv"),
    path(f"{PLAN}saison.ics", plan_exports.plan_ics, name="plan_ics"),
    path(f"{PLAN}saison.pdf", plan_exports.plan_pdf, name="plan_pdf"),
    path(f"{PLAN}lettres.pdf", plan_exports.plan_letters, name="plan_letters"),
    path(f"{VISIT}deplacer/", plan_hand.planned_change, name="planned_change"),
    path(f"{VISIT}retirer/", plan_hand.planned_remove, name="planned_remove"),
    path(f"{VISIT}verrou/", plan_hand.planned_lock, name="planned_lock"),
    path(f"{VISIT}pourquoi/", plan_why.planned_why, name="planned_why"),
    path("reponses/<uuid:computation_id>/", plan_answers.plan_answer, name="plan_answer"),
    path(
        "reponses/<uuid:computation_id>/garder/<int:rank>/",
        plan_answers.answer_accept,
        name="answer_accept",
    ),
    path(COMPARED, plan_compare.plan_compare, name="plan_compare"),
    path(f"{COMPARED}calendrier/", plan_compare.compare_calendar, name="compare_calendar"),
    path(f"{COMPARED}liste/", plan_compare.compare_list, name="compare_list"),
    path(f"{COMPARED}carte/", plan_compare.compare_map, name="compare_map"),
    path(f"{COMPARED}carte/haltes.geojson", plan_compare.compare_points, name="compare_points"),
    path(
        f"{COMPARED}carte/contours.geojson", plan_compare.compare_outlines, name="compare_outlines"
    ),
]
