"""What the pages of watching say of a line, an alert, a standing, in plain French."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.people.models import Alert, FileRead
from allervers.people.models.words import PURPOSE_NAMES, SECTION_NAMES
from allervers.people.queries.approvals import Held, Standing
from allervers.ui.french import date_text, hour_text

SECTIONS: Final = dict(SECTION_NAMES)
PURPOSES: Final = dict(PURPOSE_NAMES)
GROUNDS: Final = {
    "caseload": gettext_lazy("dossier de sa file active"),
    "share": gettext_lazy("partage accepté"),
    "glass": gettext_lazy("bris de glace"),
    "glass_search": gettext_lazy("recherche avant un bris de glace"),
    "glass_broken": gettext_lazy("bris de glace"),
    "glass_justified": gettext_lazy("relecture : bris de glace justifié"),
    "glass_not_justified": gettext_lazy("relecture : bris de glace non justifié"),
    "handed_over": gettext_lazy("dossier confié par le délégué à la protection des données"),
    "stop_lifted": gettext_lazy("accès rouvert par le délégué à la protection des données"),
    "desk": gettext_lazy("bureau du délégué à la protection des données"),
    "volume_soft": gettext_lazy("trop de dossiers en peu de temps"),
    "volume_hard": gettext_lazy("accès arrêté"),
    "proved": gettext_lazy("identité prouvée de nouveau"),
}
ACTS: Final = {
    "opened": gettext_lazy("a ouvert le dossier"),
    "listed": gettext_lazy("a vu le dossier dans une liste"),
    "searched": gettext_lazy("a fait une recherche"),
    "wrote": gettext_lazy("a écrit dans le dossier"),
    "printed": gettext_lazy("a imprimé ou exporté le dossier"),
    "shared": gettext_lazy("a partagé une partie du dossier"),
    "protected": gettext_lazy("a lu le contact protégé"),
    "refused": gettext_lazy("n’a pas pu ouvrir"),
    "proved": gettext_lazy("a prouvé son identité de nouveau"),
}


def reader_name(line: FileRead) -> str:
    """Name who read: a member and their organisation, or a partner come by a link."""
    if line.member is not None:
        return f"{line.member.user.name} ({line.member.organisation.name})"
    return _("Un partenaire sans compte, par un lien")


def read_sentence(line: FileRead) -> str:
    """Say in one sentence who read what, when, what for."""
    when = timezone.localtime(line.at)
    return _("%(who)s %(act)s le %(day)s à %(hour)s, pour : %(purpose)s.") % {
        "who": reader_name(line),
        "act": ACTS[line.act],
        "day": date_text(when.date()),
        "hour": hour_text(when),
        "purpose": PURPOSES[line.purpose],
    }


def ground_label(line: FileRead) -> str:
    """Say on what ground; a code of the law is its own name."""
    return str(GROUNDS.get(line.ground, line.ground))


def sections_label(line: FileRead) -> str:
    """List the sections read."""
    return ", ".join(str(SECTIONS.get(name, name)) for name in line.sections)


def shown_line(line: FileRead, names: Mapping[UUID, str] | None = None) -> dict[str, object]:
    """Return a line as a page shows it."""
    return {
        "line": line,
        "sentence": read_sentence(line),
        "ground": ground_label(line),
        "sections": sections_label(line),
        "file": (names or {}).get(line.person_ref) if line.person_ref else "",
    }


def alert_sentence(alert: Alert) -> str:
    """Say what happened; a name of staff, never of a person followed."""
    who = alert.about_member
    name = f"{who.user.name} ({who.organisation.name})" if who else ""
    kinds = {
        Alert.Kind.SOFT_LIMIT: _("%(who)s a ouvert %(n)s dossiers aujourd’hui : une preuve "
                                 "d’identité lui est demandée."),
        Alert.Kind.HARD_STOP: _("%(who)s a ouvert %(n)s dossiers aujourd’hui : son accès est "
                                "arrêté jusqu’à votre décision."),
        Alert.Kind.GLASS: _("%(who)s a brisé la glace d’un dossier."),
        Alert.Kind.REVIEW_LATE: _("Un bris de glace de %(who)s n’a pas été relu en 72 heures : "
                                  "d’ici là, cette personne ne peut plus en faire."),
        Alert.Kind.CHAIN_BROKEN: _("Le journal des lectures a été altéré : appelez l’hébergeur."),
        Alert.Kind.CONCERN_LATE: _("Un fait préoccupant adressé à %(who)s n’est pas ouvert depuis "
                                   "deux jours : vérifiez que cette personne n’est pas absente."),
        Alert.Kind.CONVENTION_ENDS: _("Une convention prend fin le %(day)s : ce jour passé, les "
                                      "dossiers se ferment entre les deux organisations."),
        Alert.Kind.ACCOUNT_RESET: _("Le second facteur de %(who)s a été retiré, ou son accès "
                                    "rendu, par une autre personne : ses dossiers restent fermés "
                                    "jusqu’à une nouvelle approbation. Appelez cette personne."),
        Alert.Kind.DPO_GONE: _("%(who)s n’est plus DPO\u00a0: vérifiez que c’est voulu. Tant "
                               "que son organisation n’en a pas d’autre, ses alertes vont à "
                               "l’hébergeur."),
    }  # fmt: skip
    day = alert.details.rpartition(" ")[2]
    return kinds[Alert.Kind(alert.kind)] % {"who": name, "n": alert.details, "day": day}


def standing_sentence(held: Held) -> str:
    """Say to a member, or of one, whether files may open, and if not why."""
    row = held.professional
    if row is None:
        return _("Aucun métier n’a été proposé : aucun dossier ne s’ouvre.")
    until = date_text(row.valid_until)
    sentences = {
        Standing.WAITING: _("Proposé, en attente d’une seconde personne : aucun dossier ne "
                            "s’ouvre encore."),
        Standing.REFUSED: _("Refusé : %(why)s"),
        Standing.STOPPED: _("Arrêté : trop de dossiers ouverts en un jour. Un délégué à la "
                            "protection des données peut le rouvrir."),
        Standing.EXPIRED: _("Fini le %(until)s : il faut le proposer de nouveau."),
        Standing.APPROVED: _("Approuvé, valable jusqu’au %(until)s."),
    }  # fmt: skip
    return sentences[held.standing] % {"why": row.stopped_why, "until": until}
