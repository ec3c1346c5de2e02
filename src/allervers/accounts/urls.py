"""Addresses of sign-in and of the team's pages."""

app_name = "accounts"
urlpatterns: list[object] = []
