"""The rights through the public API: a household in, findings out. Nothing is kept nor logged."""

from ninja import Router

from allervers.rights.api.calculate import router as calculate
from allervers.rights.api.screenings import router as screenings

router = Router(tags=["Droits"])
router.add_router("", screenings)
router.add_router("", calculate)
