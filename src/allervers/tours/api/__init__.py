"""The open data of the tours, version 1: halts, visits, units. Read-only, open to anyone."""

from ninja import Router

from allervers.tours.api.halts import router as halts
from allervers.tours.api.visits import router as visits

router = Router(tags=["Passages des unités mobiles"])
router.add_router("", visits)
router.add_router("", halts)
