"""Addresses of people, under /espace/personnes/: watching."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
