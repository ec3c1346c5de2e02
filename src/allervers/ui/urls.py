"""Addresses of the pages that belong to no subject."""

app_name = "ui"
urlpatterns: list[object] = []
