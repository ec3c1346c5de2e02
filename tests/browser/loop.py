"""The end of the loop, step by step: welcome, check, orient, print. Each tap is counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from allervers.directory.models import Service
from allervers.reception.models import Encounter
from allervers.rights.jobs import compute_job
from allervers.rights.models import Screening
from allervers.tours.models import Visit
from tests.rights.sheet_reading import read
from tests.rights.sheet_world import SheetWorld, make_service, make_sheet_world

FOOD = "equipement-et-alimentation"
# What the person answers; questions that are not here are passed over: « Ne pas demander ».
ANSWERS = {
    "age": "41",
    "couple": "no",
    "children": "0",
    "nationality": "french",
    "activity": "jobseeker",
    "disability": "none",
    "are_ended": "no",
    "incomes": "none",
    "pregnant": "no",
    "housing": "hosted",
    "taxed_income": "0",
    "benefits": "none",
}
Check = Callable[[Page], None]


@dataclass
class Loop:
    """The invented country on a day when the truck stops, with services around."""

    world: SheetWorld
    visit: Visit
    services: Sequence[Service]


@dataclass
class Hand:
    """One finger on the screen: counts what it taps."""

    page: Page
    taps: int = field(default=0)

    def tap(self, what: Locator) -> None:
        """Tap once."""
        self.taps += 1
        what.tap()

    def answer(self, question: str, choice: str) -> None:
        """Tap the answer to a question of the encounter."""
        group = self.page.get_by_role("group", name=question, exact=True)
        self.tap(group.get_by_text(choice, exact=True))


def make_loop() -> Loop:
    """Let the truck stop today, with Bruno on board, and two services that give food."""
    world = make_sheet_world()
    now = timezone.now()
    Visit.objects.filter(starts_at__date=timezone.localdate(now)).delete()
    visit = world.season.add_visit(
        0,
        status="published",
        published_at=now,
        starts_at=timezone.localtime(now).replace(hour=0, minute=1),
        ends_at=timezone.localtime(now).replace(hour=23, minute=58),
    )
    visit.crew.create(member=world.cast.bruno)
    place = {
        "code_insee": "92040",
        "latitude": 48.821,
        "longitude": 2.271,
        "point_status": "checked",
    }
    services = [
        make_service(key, nom=name, thematiques=[f"{FOOD}--alimentation"], **place)
        for key, name in (("epicerie", "Épicerie inventée"), ("repas", "Repas inventés"))
    ]
    return Loop(world, visit, services)


def welcome(hand: Hand) -> None:
    """Welcome somebody from the reception's first page."""
    page = hand.page
    hand.tap(page.get_by_role("link", name="Nouvelle rencontre"))
    hand.tap(page.get_by_text("Équipement et alimentation", exact=True))
    hand.answer("Qui ?", "personne seule")
    hand.answer("Âge", "40 à 59 ans")
    hand.answer("Première rencontre ?", "oui")
    hand.answer("Langue", "arabe")
    hand.answer("Faut-il un interprète ?", "non")
    hand.answer("Commune où vit la personne", "Bourg-Inventé")


def check_rights(page: Page, look: Check) -> Screening:
    """Go through the questions, let the worker compute, look at what was found."""
    look(page)
    page.get_by_role("button", name="Commencer").click()
    for _ in range(60):
        place = urlsplit(page.url).path.rstrip("/").rsplit("/", 1)[-1]
        if place == "reponses" or place == str(Screening.objects.get().pk):
            break
        answer(page, place)
    look(page)
    page.get_by_role("button", name="Calculer les droits").click()
    screening = Screening.objects.get()
    compute_job(screening_id=str(screening.pk), version=screening.version)
    page.goto(page.url.split("?")[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("Droits trouvés")
    look(page)
    return Screening.objects.get()


def answer(page: Page, code: str) -> None:
    """Answer one question, or pass over it."""
    if code not in ANSWERS:
        page.get_by_role("button", name="Ne pas demander").click()
        return
    said = ANSWERS[code]
    typed = page.get_by_role("textbox")
    if typed.count():
        typed.first.fill(said)
    else:
        page.locator(f'input[value="{said}"]').first.check()
    page.get_by_role("button", name="Suite").click()


def printed(page: Page) -> bytes:
    """Ask for the sheet from the encounter's page, as the worker's browser would."""
    link = page.get_by_role("link", name="Imprimer la fiche")
    answer = page.request.get(str(link.get_attribute("href")))
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


def address_on(document: bytes) -> str:
    """Return the path of the person's page, from the link laid over the QR code."""
    found = [links_of(read(document), number) for number in range(len(read(document).pages))]
    url = next(one for links in found for one in links)
    assert url.startswith(settings.BASE_URL)
    return url.removeprefix(settings.BASE_URL)


def links_of(reader: PdfReader, number: int) -> list[str]:
    """Return the addresses that a page links to."""
    notes = reader.pages[number].get("/Annots", [])
    return [str(note.get_object()["/A"]["/URI"]) for note in notes]


def encounter_at(url: str) -> Encounter:
    """Return the encounter whose page this is."""
    return Encounter.objects.get(pk=UUID(url.rstrip("/").rsplit("/", 1)[-1]))


def fits(page: Page) -> None:
    """Nothing sticks out of the screen."""
    page.wait_for_load_state("load")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0, page.url
