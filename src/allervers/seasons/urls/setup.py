"""Addresses where a season is prepared and computed."""

from django.urls import URLPattern, URLResolver, path

from allervers.seasons.views import computing, halt_windows, seasons, taking_part

one = "<uuid:season_id>/"
seasons_urls = [
    path("", seasons.seasons, name="list"),
    path("ajouter/", seasons.season_add, name="season_add"),
    path(one, seasons.season, name="season"),
    path(f"{one}modifier/", seasons.season_edit, name="season_edit"),
    path(f"{one}suppositions/", seasons.suppositions, name="suppositions"),
    path(f"{one}dupliquer/", seasons.season_duplicate, name="season_duplicate"),
    path(f"{one}supprimer/", seasons.season_delete, name="season_delete"),
]
parts = [
    path(f"{one}unites/", taking_part.units, name="units"),
    path(f"{one}unites/ajouter/", taking_part.unit_add, name="unit_add"),
    path(f"{one}unites/<int:row_id>/", taking_part.unit_edit, name="unit_edit"),
    path(f"{one}unites/<int:row_id>/retirer/", taking_part.unit_remove, name="unit_remove"),
    path(f"{one}haltes/", taking_part.halts, name="halts"),
    path(f"{one}haltes/ajouter/", taking_part.halts_add, name="halts_add"),
    path(f"{one}haltes/<int:row_id>/", taking_part.halt_edit, name="halt_edit"),
    path(f"{one}haltes/<int:row_id>/retirer/", taking_part.halt_remove, name="halt_remove"),
    path(f"{one}haltes/<int:row_id>/creneaux/", halt_windows.halt_windows, name="halt_windows"),
    path(
        f"{one}haltes/<int:row_id>/creneaux/<int:window_id>/retirer/",
        halt_windows.halt_window_remove,
        name="halt_window_remove",
    ),
    path(f"{one}partenaires/", taking_part.partners, name="partners"),
    path(f"{one}partenaires/ajouter/", taking_part.partner_edit, name="partner_add"),
    path(f"{one}partenaires/<int:row_id>/", taking_part.partner_edit, name="partner_edit"),
    path(
        f"{one}partenaires/<int:row_id>/retirer/",
        taking_part.partner_remove,
        name="partner_remove",
    ),
]
computations = [
    path(f"{one}calculer/", computing.check, name="check"),
    path(f"{one}calculs/", computing.computations, name="computations"),
    path("calculs/<uuid:computation_id>/", computing.computation, name="computation"),
    path(
        "calculs/<uuid:computation_id>/arreter/",
        computing.computation_stop,
        name="computation_stop",
    ),
]
urlpatterns: list[URLPattern | URLResolver] = [*seasons_urls, *parts, *computations]
