"""The open data of the directory: data·inclusion v1's addresses, parameters and shapes."""

from ninja import Router

from allervers.directory.api.referentials import router as referentials
from allervers.directory.api.services import router as services
from allervers.directory.api.structures import router as structures

router = Router()
router.add_router("", services)
router.add_router("", structures)
router.add_router("", referentials)
