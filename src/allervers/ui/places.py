"""The places of each menu, by URL name. A place whose page does not exist is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

ALL: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)  # each is itself: comparing would translate words
class Entry:
    """A line of a menu: its words, the name of its page, the roles that see it (none: all)."""

    label: str | Promise
    name: str
    roles: tuple[str, ...] = ALL


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a menu as drawn on one page; `is_section` when the page stands below it."""

    label: str
    url: str
    is_current: bool
    is_section: bool = False

    @property
    def current(self) -> str:
        """What aria-current says: page, true (the section of the page), or nothing."""
        return "page" if self.is_current else "true" if self.is_section else ""


PUBLIC = (
    Entry(_("Trouver un passage"), "public:search"),
    Entry(_("Communes"), "public:communes"),
    Entry(_("Annuaire"), "directory:search"),
    Entry(_("Ma fiche"), "sheet:entry"),
)
FOOTER = (
    Entry(_("Numéros d’urgence"), "ui:emergency"),
    Entry(_("Accessibilité : non auditée"), "ui:accessibility"),
    Entry(_("Mentions légales"), "ui:legal"),
    Entry(_("Vie privée"), "ui:privacy"),
    Entry(_("Vos données"), "notice:show"),
    Entry(_("Données ouvertes"), "public:open_data"),
    Entry(_("Espace des équipes"), "staff:home"),
)
# The same roles as the pages themselves open to: tests/access/ compares the two.
COORDINATION = ("coordinator", "administrator")
CARRIER = ("coordinator", "field_worker", "receptionist")
FILE_HOLDERS = (*CARRIER, "partner")
STAFF = (
    Entry(_("Tableau de bord"), "staff:home"),
    Entry(_("Accueil"), "reception:home", CARRIER),
    Entry(_("Personnes"), "people:caseload", FILE_HOLDERS),
    Entry(_("Partages"), "people:shares_received", (*CARRIER, "partner")),
    Entry(_("Démarches"), "rights:claims", CARRIER),
    Entry(_("Règles des droits"), "rights:rules", CARRIER),
    Entry(_("Droits locaux"), "rights:local", CARRIER),
    Entry(_("Saisons"), "seasons:list", ("coordinator",)),
    Entry(_("Tournées"), "staff:tours", CARRIER),
    Entry(_("Haltes"), "staff:halts", CARRIER),
    Entry(
        _("Accords des communes"), "staff:agreements", ("coordinator", "receptionist", "partner")
    ),
    Entry(_("Unités mobiles"), "staff:units", CARRIER),
    Entry(_("Éditions à thème"), "staff:editions", ("coordinator",)),
    Entry(_("Absences"), "staff:absences", ("coordinator", "partner")),
    Entry(_("Services et secteurs"), "territory:sectors", (*COORDINATION, "receptionist")),
    Entry(_("Imports"), "staff:imports", ("coordinator",)),
    Entry(_("Imports de l'annuaire"), "directory_staff:imports", ("coordinator",)),
    Entry(_("Messages du site"), "staff:notices", ("coordinator",)),
    Entry(_("Bilan"), "results:home", ("coordinator", "administrator", "dpo")),
    Entry(_("Besoin des communes"), "rights:need", ("coordinator", "administrator", "dpo")),
    Entry(_("Équipe"), "accounts:members", ("administrator",)),
    Entry(_("Qui peut tenir des dossiers"), "people:professionals", ("administrator",)),
    Entry(_("Protection des données"), "people:desk", ("dpo",)),
    Entry(_("Journal des comptes"), "accounts:journal", ("dpo",)),
)
ACCOUNT = (
    Entry(_("Mon profil"), "accounts:profile"),
    Entry(_("Second facteur"), "mfa_index"),
    Entry(_("Mes sessions"), "accounts:sessions"),
    Entry(_("Mon accès aux dossiers"), "people:my_access"),
    Entry(_("Site public"), "public:home"),
)


def address(name: str) -> str:
    """Return the address of a page, or nothing when it does not exist."""
    return _address(name, get_urlconf(), get_language())


@lru_cache(maxsize=512)
def _address(name: str, _site: str | None, _language: str | None) -> str:
    """Find it once for each language: addresses do not change while the site runs."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def found(
    entries: Sequence[Entry], path: str, roles: frozenset[str] = frozenset()
) -> tuple[Place, ...]:
    """Return the entries that lead somewhere and that these roles may see.

    One is marked as the section of the page: the nearest above it.
    """
    pairs = _seen(tuple(entries), roles, get_urlconf(), get_language())
    above = [url for entry, url in pairs if stands_below(entry, url, path)]
    here = path if any(url == path for _entry, url in pairs) else ""
    return _marked(pairs, get_language(), here, max(above, key=len, default=""))


@lru_cache(maxsize=256)
def _seen(
    entries: tuple[Entry, ...], roles: frozenset[str], _site: str | None, _language: str | None
) -> tuple[tuple[Entry, str], ...]:
    """Return the entries that some roles see, with their addresses, once for each language."""
    seen = [entry for entry in entries if not entry.roles or not roles.isdisjoint(entry.roles)]
    pairs = [(entry, address(entry.name)) for entry in seen]
    return tuple((entry, url) for entry, url in pairs if url)


@lru_cache(maxsize=1024)
def _marked(
    pairs: tuple[tuple[Entry, str], ...], _language: str | None, here: str, section: str
) -> tuple[Place, ...]:
    """Draw a menu once for each language and place in it; `here` is the address of an entry."""
    return tuple(Place(str(entry.label), url, url == here, url == section) for entry, url in pairs)


def stands_below(entry: Entry, url: str, path: str) -> bool:
    """Whether the page is this entry or stands below it (home pages excepted)."""
    return bool(url) and path.startswith(url) and not entry.name.endswith(":home")
