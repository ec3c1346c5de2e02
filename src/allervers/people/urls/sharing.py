"""Addresses of people, under /espace/personnes/: sharing."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
