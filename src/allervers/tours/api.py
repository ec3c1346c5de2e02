"""Public API of this subject."""

from ninja import Router

router = Router()
