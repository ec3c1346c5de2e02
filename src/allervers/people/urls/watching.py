"""Addresses of people, under /espace/personnes/: watching."""

from django.urls import URLPattern, path

from allervers.people.views import approvals, conventions, dpo_desk, glass, readers, volume

urlpatterns: list[URLPattern] = [
    path("<uuid:person_id>/lectures/", readers.readers, name="readers"),
    path("mes-lectures/", readers.my_reads, name="my_reads"),
    path("mon-acces/", volume.my_access, name="my_access"),
    path("encore-vous/", volume.prove, name="prove"),
    path("bris-de-glace/", glass.glass, name="glass"),
    path("bris-de-glace/<uuid:person_id>/", glass.glass_break, name="glass_break"),
    path("protection/", dpo_desk.desk, name="desk"),
    path("protection/lectures/", dpo_desk.reads_sample, name="reads_sample"),
    path("protection/archives/", dpo_desk.archive_reads, name="archive_reads"),
    path("protection/relectures/<uuid:glass_id>/", glass.glass_review, name="glass_review"),
    path("protection/arrets/<uuid:member_id>/", dpo_desk.stop_lift, name="stop_lift"),
    path("protection/confier/<uuid:person_id>/", dpo_desk.file_hand_over, name="file_hand_over"),
    path("alertes/<uuid:alert_id>/vue/", dpo_desk.alert_handle, name="alert_handle"),
    path("metiers/", approvals.professionals, name="professionals"),
    path("metiers/<uuid:member_id>/proposer/", approvals.professional_propose,
         name="professional_propose"),
    path("metiers/<uuid:member_id>/approuver/", approvals.professional_approve,
         name="professional_approve"),
    path("metiers/<uuid:member_id>/refuser/", approvals.professional_refuse,
         name="professional_refuse"),
    path("conventions/", conventions.conventions, name="conventions"),
    path("conventions/ajouter/", conventions.convention_add, name="convention_add"),
    path("conventions/<uuid:convention_id>/finir/", conventions.convention_end,
         name="convention_end"),
    path("conventions/<uuid:convention_id>/accord/", conventions.convention_agree,
         name="convention_agree"),
]  # fmt: skip
