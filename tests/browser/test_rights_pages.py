"""The pages of a rights check in a browser: every kind of question, every state, axe, no script."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from allervers.rights.actions.screenings import keep_findings, start_screening
from allervers.rights.domain.finding import Found, Reason, Status
from allervers.rights.domain.right import RIGHTS
from allervers.rights.models import Screening
from allervers.rights.views import screening as views
from tests.browsing import NARROW, Screenshot
from tests.cast import viewer
from tests.rights.sheet_world import SheetWorld, make_sheet_world

Check = Callable[[Page], None]
ANSWERS = {
    "children": 2, "children_ages": [3, 9], "couple": "no", "housing": "tenant",
    "incomes": ["wages"], "benefits": ["rsa"], "wages": "650.00", "nationality": "other",
}  # fmt: skip


@pytest.fixture
def world(transactional_db: None) -> SheetWorld:
    """Return the invented world, seen by the live site."""
    return make_sheet_world()


@pytest.fixture
def screening(world: SheetWorld) -> Screening:
    """Return a check with some answers."""
    made = start_screening(
        viewer=viewer(world.cast.bruno), encounter_id=world.encounter().id, now=timezone.now()
    )
    made.answers = ANSWERS
    made.save()
    return made


@pytest.fixture
def phone(browse_as: Callable[..., Page], world: SheetWorld) -> Page:
    """Return Bruno's phone, 360 px wide."""
    return browse_as(world.cast.bruno, size=NARROW)


def keep(screening: Screening) -> None:
    """Store findings of every status."""
    statuses = [Status.ENTITLED, Status.PERHAPS, Status.NOT_ASKED, Status.NOT_ENTITLED]
    found = [
        Found(
            right, statuses[place % 4], missing=("age",) if place % 4 in (1, 2) else (),
            reasons=(Reason("steady"), Reason("between", {"low": "10", "high": "20"})),
        )
        for place, right in enumerate(RIGHTS)
    ]  # fmt: skip
    keep_findings(
        screening_id=screening.id, version=screening.version, rules="règles inventées",
        found=found, now=timezone.now(),
    )  # fmt: skip


@pytest.mark.parametrize(
    "code",
    ["age", "couple", "children_ages", "shared_custody", "incomes", "rent", "commune",
     "received_rsa"],
)  # fmt: skip
def test_every_kind_of_question_is_accessible_on_a_phone(
    phone: Page, screening: Screening, assert_accessible: Check, screenshot: Screenshot, code: str
) -> None:
    phone.goto(f"/espace/droits/{screening.id}/{code}/")
    assert_accessible(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    screenshot(phone, f"droits-{code}")


def test_refused_answer_is_accessible_and_says_what_to_do(
    phone: Page, screening: Screening, assert_accessible: Check
) -> None:
    phone.goto(f"/espace/droits/{screening.id}/rent/")
    phone.get_by_role("textbox").fill("beaucoup")
    phone.get_by_role("button", name="Suite").click()
    expect(phone.get_by_role("alert")).to_contain_text("Écrivez un montant")
    assert_accessible(phone)


def test_every_state_of_the_findings_is_accessible(
    phone: Page, screening: Screening, assert_accessible: Check, screenshot: Screenshot
) -> None:
    address = f"/espace/droits/{screening.id}/"
    phone.goto(address)
    assert_accessible(phone)
    keep(screening)
    phone.goto(address)
    for summary in phone.locator("summary").all()[-2:]:
        summary.click()
    assert_accessible(phone)
    screenshot(phone, "droits-trouves")
    Screening.objects.update(state="failed", failure="Le calcul n'a pas abouti.")
    phone.goto(address)
    assert_accessible(phone)
    phone.goto(f"{address}reponses/")
    assert_accessible(phone)


def test_page_that_waits_shows_the_findings_by_itself(
    phone: Page, screening: Screening, assert_accessible: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "LONGEST_WAIT", 0.0)
    phone.goto(f"/espace/droits/{screening.id}/")
    phone.get_by_role("button", name="Calculer les droits").click()
    expect(phone.get_by_text("Calcul en cours")).to_be_visible()
    assert_accessible(phone)
    screening.refresh_from_db()
    keep(screening)
    expect(phone.get_by_role("heading", name="Droits probables")).to_be_visible(timeout=8000)


def test_whole_check_goes_without_script_and_by_keyboard(
    browse_as: Callable[..., Page], world: SheetWorld
) -> None:
    page = browse_as(world.cast.chloe, java_script_enabled=False)
    page.goto(f"/espace/droits/rencontre/{world.encounter().id}/")
    page.get_by_role("button", name="Commencer").press("Enter")
    page.get_by_role("textbox").fill("40")
    page.get_by_role("textbox").press("Enter")  # the first button is « Suite »
    expect(page.get_by_role("heading", level=1)).to_contain_text("couple")
    page.get_by_role("radio", name="Non").press("Space")
    page.get_by_role("button", name="Suite").press("Enter")
    page.get_by_role("button", name="Ne sait pas").press("Enter")
    page.get_by_role("link", name="Voir toutes les réponses").press("Enter")
    expect(page.get_by_text("40")).to_be_visible()
    kept = Screening.objects.get()
    assert kept.answers == {"age": 40, "couple": "no", "children": {"unknown": True}}
