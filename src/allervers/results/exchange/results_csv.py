"""Results as a spreadsheet that no formula can hide in."""

import csv
import io
from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from allervers.results.queries.shown import MonthOpened
from allervers.results.wording.tables import Table, tables_of
from allervers.tours.exchange.calendar_csv import neutral

HIDDEN = "caché"


def number(value: int | None) -> str:
    """Write a count, or that it is hidden."""
    return HIDDEN if value is None else str(value)


def money(euros: Decimal | None) -> str:
    """Write euros with the comma of French spreadsheets."""
    return "" if euros is None else f"{euros:.2f}".replace(".", ",")


def _whole(days: int | None) -> str:
    return "" if days is None else str(days)


def table_rows(tables: Iterable[Table]) -> Iterable[list[str]]:
    """Return one line for each figure, then for each base."""
    for table in tables:
        yield [table.caption, _("base"), table.base, number(table.base_value), "", "", ""]
        for row in table.rows:
            figure = row.figure
            told = [money(figure.euros), money(figure.arrears), _whole(figure.days)]
            yield [table.caption, row.code, row.label, number(figure.value), *told]


def results_csv(tables: Iterable[Table], *, period: str, place: str) -> str:
    """Return a page's figures: semicolons and a byte order mark, as French spreadsheets open it."""
    headings = [_("période"), _("lieu"), _("indicateur"), _("code"), _("libellé"), _("nombre")]
    lines = ([period, place, *line] for line in table_rows(tables))
    return _written([*headings, *_last_headings()], lines)


def open_csv(months: Iterable[MonthOpened]) -> str:
    """Return the open data of months, one line for each figure."""
    headings = [_("mois"), _("organisation"), _("indicateur"), _("code"), _("libellé"), _("nombre")]
    lines = (
        [one.month, one.organisation.name, *line]
        for one in months
        for line in table_rows(tables_of(one.results))
    )
    return _written([*headings, *_last_headings()], lines)


def _last_headings() -> list[str]:
    return [_("euros par mois"), _("rappels en euros"), _("délai médian en jours")]


def _written(headings: list[str], lines: Iterable[list[str]]) -> str:
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    for line in lines:
        writer.writerow([neutral(cell) for cell in line])
    return out.getvalue()
