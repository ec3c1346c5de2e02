"""Local rights on a phone: what was found and the list, with axe and within 360 px."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from allervers.rights.actions.screenings import start_screening
from allervers.rights.models import Screening
from tests.browsing import NARROW, Screenshot
from tests.cast import viewer
from tests.rights.local.test_local_pages import OLD, keep
from tests.rights.sheet_world import SheetWorld, make_sheet_world


@pytest.fixture
def world(transactional_db: None) -> SheetWorld:
    """Return the invented world, seen by the live site."""
    return make_sheet_world()


@pytest.fixture
def screening(world: SheetWorld) -> Screening:
    """Return a check of somebody old in the Hauts-de-Seine."""
    made = start_screening(
        viewer=viewer(world.cast.bruno), encounter_id=world.encounter().id, now=timezone.now()
    )
    made.answers = dict(OLD)
    made.save()
    return made


def test_local_rights_found_and_listed_are_accessible_on_a_phone(
    world: SheetWorld, screening: Screening, browse_as: Callable[..., Page],
    assert_accessible: Callable[[Page], None], screenshot: Screenshot,
) -> None:  # fmt: skip
    phone = browse_as(world.cast.bruno, size=NARROW)
    keep(screening)
    for name, address in (("trouves", f"{screening.id}/"), ("liste", "locaux/")):
        phone.goto(f"/espace/droits/{address}")
        for summary in phone.locator("main summary").all():
            summary.click()
        assert_accessible(phone)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360
        screenshot(phone, f"droits-locaux-{name}")
