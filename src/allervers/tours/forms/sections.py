"""Long forms in parts: what everyone fills in, then what few need, folded."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.forms.boundfield import BoundField
from django.utils.functional import Promise

from allervers.ui.forms import SafeForm


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a form: its title and fields. A folded one opens when it holds something."""

    title: str | Promise
    fields: list[BoundField]
    is_folded: bool = False
    is_open: bool = False


class SectionedForm(SafeForm):
    """A form drawn by tours/staff/sections.html from SECTIONS: (title, fields, is_folded)."""

    SECTIONS: ClassVar[Sequence[tuple[str | Promise, Sequence[str], bool]]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The error summary follows the order of the page.
        self.order_fields([name for _title, names, _folded in self.SECTIONS for name in names])

    def sections(self) -> list[Section]:
        """Return the parts with their fields; a folded part with a value or an error is open."""
        return [
            self._section(title, names, is_folded=is_folded)
            for title, names, is_folded in self.SECTIONS
        ]

    def _section(self, title: str | Promise, names: Sequence[str], *, is_folded: bool) -> Section:
        fields = [self[name] for name in names if name in self.fields]
        is_open = any(_is_filled(field) for field in fields)
        return Section(title, fields, is_folded, is_open)


def _is_filled(bound: BoundField) -> bool:
    if bound.errors:
        return True
    value: Any = bound.value()
    default = bound.field.initial
    if default is None and (default := _table_default(bound)) is not None and bound.form.is_bound:
        value = bound.form.cleaned_data.get(bound.name)  # « 1,0 » is what the table says too
    return value not in (None, "", [], False) and value != default


def _table_default(bound: BoundField) -> Any:
    """Return what the table of a form begins a field with; None when it says nothing."""
    instance = getattr(bound.form, "instance", None)
    columns = () if instance is None else instance._meta.concrete_fields  # noqa: SLF001
    column = next((one for one in columns if one.name == bound.name), None)
    return column.get_default() if column is not None and column.has_default() else None
