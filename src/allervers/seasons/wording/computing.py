"""How far a computation is, in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from allervers.seasons.domain.computing import at_least_percent
from allervers.seasons.models import Computation
from allervers.ui import french

SILENT: Final = timedelta(minutes=2)
LATE_SECONDS: Final = 15.0
"""Beyond the seconds asked for: a search ends a little after them by itself."""
State = Computation.State
TONES: Final = {
    State.QUEUED: "information",
    State.RUNNING: "information",
    State.DONE: "success",
    State.CANCELLED: "",
    State.FAILED: "danger",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a computation is. `proof` is empty when nothing is proved yet; `empty`: why no plan."""

    state: str
    tone: str
    is_live: bool
    seconds_done: int
    value: str
    proof: str
    warning: str
    empty: str


def standing(one: Computation, now: datetime) -> Standing:
    """Say where a computation is."""
    is_live = one.state in {State.QUEUED, State.RUNNING}
    return Standing(
        str(_("arrêt demandé") if is_live and one.is_stop_asked else one.get_state_display()),
        TONES[State(one.state)],
        is_live,
        min(round(one.seconds_done), one.seconds),
        "" if one.value is None else french.number_text(one.value),
        proof_text(one.value, one.ceiling),
        warning_text(one, now),
        empty_text(one),
    )


def stopped_text(one: Computation) -> str:
    """Say what stopping does: nothing is kept of what has not begun, or found nothing yet."""
    if one.started_at is None:
        return _("Le calcul est annulé : il n'avait pas commencé.")
    if one.state in {State.DONE, State.FAILED}:
        return _("Le calcul était déjà fini.")
    if one.value is None:
        return _("L'arrêt est demandé. Le premier plan, s'il vient d'ici là, est gardé.")
    return _("L'arrêt est demandé : le meilleur plan trouvé est gardé.")


def empty_text(one: Computation) -> str:
    """Say why a stopped computation left no plan; nothing when it left one, or may still."""
    if one.state != State.CANCELLED or one.plan_id or one.reasons:
        return ""
    if one.started_at is None:
        return _("Arrêté avant d'avoir commencé : il n'a fait aucun projet.")
    return _("Arrêté avant d'avoir trouvé un plan : il n'a fait aucun projet.")


def proof_text(value: float | None, ceiling: float | None) -> str:
    """Say what is proved of a plan, in plain words; nothing when nothing is."""
    percent = at_least_percent(value, ceiling)
    if percent is None:
        return ""
    decimals = 0 if percent == int(percent) else 1
    return _("au moins %(percent)s %% du meilleur plan possible") % {
        "percent": french.number_text(percent, decimals)
    }


def warning_text(one: Computation, now: datetime) -> str:
    """Say that a computation waits or is silent for too long, and what happens then."""
    if one.state == State.QUEUED and now - one.asked_at > SILENT:
        return _(
            "Le calcul attend depuis plus de deux minutes : un autre est peut-être en cours, ou "
            "le service de calcul est arrêté. S'il ne commence pas, prévenez l'hébergeur."
        )
    if one.state == State.RUNNING and one.told_at and now - one.told_at > SILENT:
        return _(
            "Pas de nouvelles depuis plus de deux minutes. Si la machine s'est arrêtée, le calcul "
            "reprendra de lui-même au meilleur plan trouvé."
        )
    if one.state == State.RUNNING and one.seconds_done > one.seconds + LATE_SECONDS:
        return _(
            "Le temps demandé est passé : la machine est chargée, le calcul met plus longtemps à "
            "finir. Vous pouvez l'arrêter, le meilleur plan trouvé est gardé."
        )
    return ""
