"""Finds which commune a record means and whether its point lies there, for many records at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from allervers.directory.domain.reading.projected import mercator_degrees
from allervers.directory.domain.reading.record import Fields, Remark
from allervers.directory.models.listed import PointStatus
from allervers.territory.domain.commune import Place
from allervers.territory.domain.names import same_place_name
from allervers.territory.domain.point import PointCheck, check_point, is_on_earth
from allervers.territory.domain.point import PointStatus as Checked
from allervers.territory.domain.resolution import Resolution, ResolutionStatus
from allervers.territory.mapping import to_area
from allervers.territory.models import Commune, Departement
from allervers.territory.queries.resolve import resolve_commune

_FOUND: Final = (
    ResolutionStatus.EXACT,
    ResolutionStatus.CORRECTED,
    ResolutionStatus.MERGED,
)


@dataclass(frozen=True, slots=True)
class Settled:
    """Where a record is: what is shown and used; what was set aside is in `reserves`."""

    code_insee: str
    latitude: float | None
    longitude: float | None
    point_status: str
    reserves: tuple[Remark, ...] = ()


class Atlas:
    """The communes met during one import, each asked once."""

    def __init__(self) -> None:
        self._communes: dict[str, Commune | None] = {}
        self._resolved: dict[tuple[str, str, str], Resolution] = {}
        self._departements: frozenset[str] | None = None

    def prepare(self, codes: Iterable[str]) -> None:
        """Load the communes of these codes in one question."""
        new = {code for code in codes if code and code not in self._communes}
        if new:
            found = Commune.objects.in_bulk(list(new))
            self._communes.update({code: found.get(code) for code in new})

    def settle(self, fields: Fields) -> Settled:
        """Say which commune the fields mean, and whether their point may be used."""
        code, post, name = (
            str(fields.get(one) or "") for one in ("code_insee", "code_postal", "commune")
        )
        reserves: list[Remark] = []
        commune = self._agreed(code, post, name)
        if commune is None and (code or post or name):
            commune = self._resolve(code, post, name, reserves)
        latitude, longitude = _degrees(fields.get("latitude")), _degrees(fields.get("longitude"))
        settled = commune.code if commune else ("" if reserves else code)
        if latitude is None or longitude is None:
            return Settled(settled, None, None, PointStatus.UNKNOWN, tuple(reserves))
        check = self._check(commune, latitude, longitude)
        if check.status is Checked.OUTSIDE:
            reserves.append(
                Remark("latitude", "Le point est mis de côté.", check.detail,
                       "Corrigez les coordonnées chez le producteur, ou ici.")
            )  # fmt: skip
            return Settled(settled, None, None, PointStatus.OUTSIDE, tuple(reserves))
        status = PointStatus.CHECKED if check.status is Checked.CHECKED else PointStatus.UNKNOWN
        return Settled(settled, latitude, longitude, status, tuple(reserves))

    def _agreed(self, code: str, post: str, name: str) -> Commune | None:
        """Return the commune of the code when the postal code and the name agree with it."""
        if not code:
            return None
        self.prepare([code])
        commune = self._communes[code]
        if commune is None or (post and post not in commune.postal_codes):
            return None
        # "Paris" is what people write for any of its districts.
        is_city = commune.name.startswith(f"{name} ") and "Arrondissement" in commune.name
        return commune if not name or is_city or same_place_name(name, commune.name) else None

    def _resolve(self, code: str, post: str, name: str, reserves: list[Remark]) -> Commune | None:
        """Find the commune from what is said; keep quiet about départements never loaded."""
        said = (code, post, name)
        if said not in self._resolved:
            self._resolved[said] = resolve_commune(code=code, postal_code=post, name=name)
        found = self._resolved[said]
        if found.status in _FOUND and found.place is not None:
            if found.detail:
                reserves.append(Remark("code_insee", found.detail))
            return self._commune(found.place)
        if self._is_loaded(code or post):
            reserves.append(Remark("code_insee", "La commune est mise de côté.", found.detail))
        return None

    def _commune(self, place: Place) -> Commune | None:
        self.prepare([place.code])
        return self._communes[place.code]

    def _is_loaded(self, code: str) -> bool:
        if self._departements is None:
            rows = Departement.objects.filter(communes__isnull=False).distinct()
            self._departements = frozenset(rows.values_list("code", flat=True))
        return not code or code[:2] in self._departements or code[:3] in self._departements

    def _check(self, commune: Commune | None, latitude: float, longitude: float) -> PointCheck:
        if commune is None:
            if is_on_earth(latitude, longitude) and (latitude or longitude):
                return PointCheck(Checked.UNKNOWN, None, "")
            detail = "Ce ne sont pas des degrés d'un point de la Terre connu."
            return PointCheck(Checked.OUTSIDE, None, detail)
        area = to_area(commune)
        check = check_point(area, latitude, longitude)
        if check.status is Checked.OUTSIDE and not is_on_earth(latitude, longitude):
            for east, north in ((longitude, latitude), (latitude, longitude)):
                degrees = mercator_degrees(east, north)
                if degrees and check_point(area, *degrees).status is Checked.CHECKED:
                    detail = "Ces coordonnées sont en mètres (Web Mercator) : il faut des degrés."
                    return PointCheck(Checked.OUTSIDE, None, detail)
        return check


def _degrees(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None
