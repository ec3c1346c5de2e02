"""Addresses of people, under /espace/personnes/: keeping."""

from django.urls import URLPattern, path

from allervers.people.views import records, retention, rights_requests

urlpatterns: list[URLPattern] = [
    path("protection/registre/", records.register, name="register"),
    path("protection/registre.csv", records.register_sheet, name="register_csv"),
    path("protection/registre.ods", records.register_ods_sheet, name="register_ods"),
    path("protection/analyse-impact/", records.impact, name="impact"),
    path("protection/conservation/", retention.retention, name="retention"),
    path(
        "protection/echeances/<uuid:deadline_id>/garder/",
        retention.retention_keep,
        name="retention_keep",
    ),
    path(
        "protection/echeances/<uuid:deadline_id>/detruire/",
        retention.retention_destroy,
        name="retention_destroy",
    ),
    path(
        "protection/archives/<uuid:archive_id>/rouvrir/",
        retention.retention_reopen,
        name="retention_reopen",
    ),
    path("destructions/<uuid:destruction_id>/", retention.destruction, name="destruction"),
    path("protection/demandes/", rights_requests.rights_waiting, name="rights_waiting"),
    path("<uuid:person_id>/demandes/", rights_requests.rights_of, name="rights_of"),
    path(
        "<uuid:person_id>/demandes/recevoir/", rights_requests.rights_receive, name="rights_receive"
    ),
    path("<uuid:person_id>/demandes/lever/", rights_requests.rights_lift, name="rights_lift"),
    path(
        "demandes/<uuid:request_id>/prolonger/", rights_requests.rights_extend,
        name="rights_extend",
    ),
    path("demandes/<uuid:request_id>/", rights_requests.rights_request, name="rights_request"),
    path("demandes/<uuid:request_id>/relire/", rights_requests.rights_decide, name="rights_decide"),
    path("demandes/<uuid:request_id>/prete/", rights_requests.rights_ready, name="rights_ready"),
    path(
        "demandes/<uuid:request_id>/remettre/", rights_requests.rights_release,
        name="rights_release",
    ),
    path(
        "demandes/<uuid:request_id>/repondre/", rights_requests.rights_answer, name="rights_answer"
    ),
    path(
        "demandes/<uuid:request_id>/votre-dossier.pdf", rights_requests.rights_copy,
        name="rights_copy",
    ),
    path(
        "demandes/<uuid:request_id>/votre-dossier.zip", rights_requests.rights_package,
        name="rights_package",
    ),
    path(
        "demandes/<uuid:request_id>/pour-le-medecin.pdf", rights_requests.rights_doctor_copy,
        name="rights_doctor_copy",
    ),
]  # fmt: skip
