"""Every address of the site. Public pages exist in each language, without a cookie."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from allervers.config.api import api

urlpatterns = [
    path("sante/", include("allervers.config.health")),
    path("api/v1/", api.urls),
    path("compte/", include("allervers.accounts.urls")),
    path("espace/secteurs/", include("allervers.territory.urls")),
    path("espace/saisons/", include("allervers.seasons.urls")),
    path("espace/personnes/", include("allervers.people.urls")),
    path("espace/accueil/", include("allervers.reception.urls")),
    path("espace/droits/", include("allervers.rights.urls.staff")),
    path("espace/bilan/", include("allervers.results.urls")),
    path("espace/annuaire/", include("allervers.directory.urls.staff")),
    path("espace/", include("allervers.tours.urls.staff")),
    *i18n_patterns(
        path("fiche/", include("allervers.rights.urls.sheet")),
        path("partage/", include("allervers.people.urls.partner")),
        path("vos-donnees/", include("allervers.people.urls.notice")),
        path("", include("allervers.tours.urls.public")),
        path("", include("allervers.directory.urls.public")),
        path("", include("allervers.ui.urls")),
        prefix_default_language=False,
    ),
]
