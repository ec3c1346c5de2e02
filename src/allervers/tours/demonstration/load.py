"""Loads the demonstration through the actions of the screens: nothing goes around the rules."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from allervers.accounts.demonstration import load_accounts
from allervers.accounts.domain.viewer import Viewer
from allervers.tours.actions.aboard import set_aboard
from allervers.tours.actions.agreements import ask_agreement
from allervers.tours.actions.publication import cancel_visit, move_visit, publish_visits
from allervers.tours.actions.units import add_unit
from allervers.tours.demonstration import season
from allervers.tours.demonstration.bus import load_bus
from allervers.tours.demonstration.issy import load_issy
from allervers.tours.demonstration.stage import (
    INVENTED,
    PARIS,
    Stage,
    agree,
    halt_of,
    make_series,
    make_tour,
)
from allervers.tours.domain.recurrence import Hours, Recurrence
from allervers.tours.domain.recurrence_draft import SeriesDraft, VisitDraft
from allervers.tours.gateways.day_calendar import calendar_of_commune
from allervers.tours.models import Halt, Message, MobileUnit, Tour, Visit


@transaction.atomic
def load(today: date) -> str:
    """Load everything around this day; say what was made.

    Loaded once, it is left as people changed it.
    """
    stage = Stage(load_accounts(), today)
    if MobileUnit.objects.filter(is_invented=True).exists():
        return "La démonstration était déjà là : rien n'a été changé."
    _caravan(stage)
    _trike(stage)
    load_bus(stage)
    # The letters of a past that nobody lived are not sent.
    Message.objects.update(sent_at=timezone.now())
    first = Visit.objects.earliest("starts_at").starts_at
    return (
        f"Démonstration : {MobileUnit.objects.count()} unités, {Halt.objects.count()} haltes, "
        f"{Visit.objects.count()} passages du {first:%d/%m/%Y} "
        f"au {stage.closing:%d/%m/%Y}."
    )


def _caravan(stage: Stage) -> None:
    viewer = stage.viewer("aicha")
    unit = add_unit(
        viewer=viewer,
        values={
            "name": "Caravane solidaire",
            "kind": MobileUnit.Kind.TRUCK,
            "description": (
                "À bord, des travailleurs sociaux et des partenaires vous écoutent, vous informent "
                "sur vos droits et vous orientent. Gratuit et ouvert à tous. (Démonstration : seul "
                "le passage du 26 septembre 2025 à Issy-les-Moulineaux est réel.)"
            ),
            "phone": "+33199000001",
            "equipment": ["bureau fermé", "ordinateurs", "imprimante", "rampe d'accès"],
            "seats": 6,
            "pitch_length_m": 9.0,
            "pitch_width_m": 3.5,
            "needs_power": True,
            "is_step_free": True,
            "is_invented": True,
            "shared_with": [stage.members["hugo"].organisation],
        },
    )
    load_issy(stage, viewer, unit)
    _unanswered(stage, viewer)
    _season(stage, viewer, unit, "Saison des Hauts-de-Seine", season.CARAVAN)


def _trike(stage: Stage) -> None:
    viewer = stage.viewer("aicha")
    unit = add_unit(
        viewer=viewer,
        values={
            "name": "Triporteur des droits",
            "kind": MobileUnit.Kind.TRIKE,
            "description": "Un triporteur électrique, deux agents et une table. (Inventé.)",
            "phone": "+33199000002",
            "equipment": ["tablette", "parasol"],
            "range_km": 40,
            "is_step_free": True,
            "is_invented": True,
        },
    )
    _season(stage, viewer, unit, "Saison du Val-de-Marne", season.TRIKE)


def _season(
    stage: Stage, viewer: Viewer, unit: MobileUnit, name: str, plans: tuple[season.Plan, ...]
) -> None:
    tour = make_tour(stage, viewer, unit, name)
    for plan in plans:
        halt = halt_of(
            viewer, plan.commune, plan.place, from_town_hall=plan.place != "Allée Sainte-Lucie"
        )
        agree(stage, viewer, halt)
        rule = Recurrence(plan.rrule, stage.opening.date(), school_time=plan.school_time)
        make_series(stage, viewer, tour, SeriesDraft(halt.id, rule, plan.hours, source=INVENTED))
    publish_visits(viewer=viewer, now=stage.opening, tour_id=tour.id)
    _aboard(stage, viewer, tour)
    _changes(stage, viewer, tour)


def _unanswered(stage: Stage, viewer: Viewer) -> None:
    """Leave one request on the desk of the commune's agent."""
    halt = halt_of(viewer, "92040", "Devant la mairie", from_town_hall=True)
    ask_agreement(
        viewer=viewer,
        halt_id=halt.id,
        valid_from=stage.today + timedelta(days=30),
        valid_until=stage.closing,
        text="Nous souhaitons venir un vendredi par mois, de 14 h à 18 h.",
        now=datetime.combine(stage.today, time(6), tzinfo=PARIS),
    )


def _aboard(stage: Stage, viewer: Viewer, tour: Tour) -> None:
    """Put the same crew and partners on every visit of each series."""
    # One agent a unit: nobody is on board of two at the same time.
    crew = [stage.members["rachid" if tour.unit.kind == "trike" else "bruno"]]
    turns = (
        (("caf", "prestations familiales et logement"), ("cpam", "carte Vitale, soins")),
        (
            ("mission_locale", "emploi et formation des jeunes"),
            ("droit", "conseils d'une juriste"),
        ),
    )
    for index, series in enumerate(tour.series.order_by("anchor", "id")):
        first = series.visits.order_by("starts_at").first()
        if first is None:
            continue
        partners = {
            stage.members[_member(key)].organisation: offers for key, offers in turns[index % 2]
        }
        set_aboard(
            viewer=viewer,
            visit_id=first.id,
            members=crew,
            partners=partners,
            edition=None,
            following_too=True,
        )


def _member(partner: str) -> str:
    """The invented agent of each invented partner."""
    return {"caf": "nadia", "cpam": "omar", "mission_locale": "denis", "droit": "paula"}[partner]


def _changes(stage: Stage, viewer: Viewer, tour: Tour) -> None:
    """Cancel one visit to come and move another, so that both can be seen."""
    now = datetime.combine(stage.today, time(6), tzinfo=PARIS)
    coming = tour.visits.filter(
        status=Visit.Status.PUBLISHED, starts_at__gt=now + timedelta(days=4)
    ).order_by("starts_at")[:5]
    if len(coming) < 5:  # noqa: PLR2004 - a season too short to spare two
        return
    cancel_visit(
        viewer=viewer,
        visit_id=coming[1].id,
        reason=Visit.Reason.WEATHER,
        text="Vent violent annoncé. L'équipe répond au téléphone aux heures prévues.",
        now=now,
    )
    moved = coming[3]
    local = timezone.localtime(moved.starts_at, PARIS)
    hours = Hours(local.time(), timezone.localtime(moved.ends_at, PARIS).time())
    saturday = local.date() + timedelta(days=5 - local.weekday())
    move_visit(
        viewer=viewer,
        visit_id=moved.id,
        draft=VisitDraft(moved.halt_id, saturday, hours),
        reason=Visit.Reason.TOWN,
        text="La place est occupée par le marché.",
        calendars=calendar_of_commune,
        now=now,
    )
