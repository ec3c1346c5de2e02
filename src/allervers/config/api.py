"""The public API, version 1: each subject adds its router."""

from ninja import NinjaAPI

from allervers.territory.api import router as territory
from allervers.tours.api import router as tours

api = NinjaAPI(
    title="Aller-vers",
    version="1",
    description="Où et quand passent les unités mobiles, en données ouvertes.",
    docs_url=None,
    openapi_url="openapi.json",
)
api.add_router("", territory)
api.add_router("", tours)
