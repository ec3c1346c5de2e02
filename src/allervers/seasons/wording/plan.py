"""What a plan is worth, as sentences for a coordinator."""

from django.utils.translation import gettext as _

from allervers.seasons.domain.planned import Effect
from allervers.ui import french


def gap_text(total: float, ceiling: float | None, broken: int) -> str:
    """Say how far a plan may be from the best one, or that nothing was proved."""
    if broken:
        return _("Ce projet ne respecte pas toutes les règles : la preuve ne s'applique pas.")
    if ceiling is None or ceiling <= 0:
        return _("Rien n'est prouvé : un meilleur projet existe peut-être.")
    share = max(0.0, ceiling - total) / ceiling
    return _(
        "Avec ces règles et ces chiffres, aucun projet ne vaut plus de %(ceiling)s personnes. "
        "Ce projet en vaut %(total)s, primes comprises et kilomètres déduits : il est à "
        "%(share)s %% au plus du meilleur."
    ) % {
        "ceiling": french.number_text(ceiling),
        "total": french.number_text(total),
        "share": french.number_text(share * 100, 1),
    }


def gap_note(ceiling: float | None, broken: int) -> str:
    """Say why the distance shown is often large: what the proof leaves out can only lower plans."""
    if broken or ceiling is None or ceiling <= 0:
        return ""
    return _(
        "Ce plafond est calculé sans certaines règles : revenir à temps à une halte, y passer au "
        "moins tant de fois, l'espacement exact, les kilomètres et les heures de la saison, les "
        "passages verrouillés. Un projet qui les respecte ne peut donc pas toujours l'atteindre : "
        "une partie de l'écart vient de la preuve, pas du projet. On ne sait pas laquelle."
    )


def people_text(people: float) -> str:
    """Say people, rounded: « 1 234 personnes »."""
    return french.count_text(round(people), _("personne"), _("personnes"))


def signed(number: float, decimals: int = 0) -> str:
    """Write a difference with its sign: « +12 », « −3,5 », « 0 »."""
    rounded = round(number, decimals)
    if rounded == 0:
        return "0"
    return ("+" if rounded > 0 else "\N{MINUS SIGN}") + french.number_text(abs(rounded), decimals)


def effect_lines(effect: Effect, *, is_weighted: bool = False) -> list[str]:
    """Say what a change does to people (weighted by audience or not), rewards and kilometres."""
    people = _("%(count)s personnes touchées")
    if is_weighted:
        people = _("%(count)s personnes touchées, pondérées par public")
    lines = [
        people % {"count": signed(effect.reached, 1)},
        _("%(count)s km") % {"count": signed(effect.km, 1)},
    ]
    if round(effect.rewards, 1):
        said = _("%(count)s en équité, suivi et partenaires (comptés en personnes)")
        lines.insert(1, said % {"count": signed(effect.rewards, 1)})
    return lines
