"""Addresses of a partner without an account: public, opened by the token of a link."""

from django.urls import path

from allervers.people.views import partner

app_name = "partner"
urlpatterns = [
    path("<slug:token>/", partner.door, name="door"),
    path("<slug:token>/lire/", partner.read, name="read"),
]
