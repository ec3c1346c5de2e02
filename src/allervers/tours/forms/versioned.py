"""Forms that never overwrite somebody else's change without showing it."""

from datetime import date, datetime, time
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.ui import french
from allervers.ui.forms import SafeText


class StaleGuard(SafeText):
    """Refuses a stale page and says what both people wrote.

    The page carries in `version` the `updated_at` it was made from. Sent back unchanged, it
    passes; sent after another change, the form lists stored and typed values, then takes a second
    sending. `initial` holds the row as it is now.
    """

    @property
    def seen(self) -> str:
        """The version of the row now, for the action to check again under lock."""
        return str(self.initial.get("version", ""))

    def refuse_stale(self, cleaned: dict[str, Any]) -> None:
        """Add the errors of a stale page; called by `clean`."""
        if cleaned.get("version", "") == self.seen:
            return
        data = cast("QueryDict", self.data).copy()
        data[self.add_prefix("version")] = self.seen
        self.data = data
        said = _(
            "Une autre personne a modifié cette fiche pendant que vous l'écriviez. Rien n'est "
            "enregistré. Relisez, puis envoyez de nouveau pour garder votre version."
        )
        differences = [
            self._difference(name, cleaned[name])
            for name in self.changed_data
            if name in cleaned and name != "version"
        ]
        cast("Any", self).add_error(None, [said, *differences])

    def _difference(self, name: str, typed: Any) -> str:
        values = {
            "field": self.fields[name].label or name,
            "stored": self._shown(name, self.initial.get(name, self.fields[name].initial)),
            "typed": self._shown(name, typed),
        }
        return _("%(field)s : enregistré « %(stored)s », vous avez écrit « %(typed)s »") % values

    def _shown(self, name: str, value: Any) -> str:
        field = self.fields[name]
        shown = cast("Any", field).prepare_value(value)
        choices = {str(key): str(label) for key, label in getattr(field, "choices", None) or ()}
        if isinstance(shown, list | tuple):
            said = [choices.get(str(one), str(one)) for one in shown]
            return str(get_text_list(said, _("et"))) or _("vide")
        return choices.get(str(shown)) or _words(shown if isinstance(shown, str) else value)


def _words(value: Any) -> str:
    """Say a value as people read it."""
    if value in (None, ""):
        return _("vide")
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, datetime):
        return f"{french.date_text(value)}, {french.hour_text(value)}"
    if isinstance(value, time):
        return french.hour_text(value)
    return french.date_text(value) if isinstance(value, date) else str(value)


class VersionedForm(StaleGuard, forms.ModelForm):  # type: ignore[type-arg]
    """A model form that refuses a stale page; an action saves its `values()`."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    # Columns that the form does not show, but whose unique constraints it must check.
    CHECKED_TOO: frozenset[str] = frozenset()

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.is_new = self.instance._state.adding  # noqa: SLF001 - documented by Django
        self.initial["version"] = "" if self.is_new else self.instance.updated_at.isoformat()

    def clean(self) -> dict[str, Any]:
        """Refuse a stale page."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.refuse_stale(cleaned)
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        exclusions: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        # A field already refused is not checked again: one mistake, one sentence.
        return set(exclusions) - (self.CHECKED_TOO - set(self.errors))

    def values(self) -> dict[str, Any]:
        """Return what an action stores: every field but the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}
