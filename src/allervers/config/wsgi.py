"""The door of gunicorn."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allervers.config.settings")
application = get_wsgi_application()
# Every page is loaded before a worker takes requests: its first visitor waited seconds for it.
_pages = get_resolver().url_patterns
