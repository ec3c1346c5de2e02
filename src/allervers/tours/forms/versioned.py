"""Forms that never overwrite somebody else's change without showing it."""

from typing import Any, cast

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer


class VersionedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A model form that refuses a stale page and says what both people wrote.

    The page carries the `updated_at` it was made from. Sending it back unchanged passes; sent
    after another change, the form lists stored and typed values, then takes a second sending.
    """

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    # Columns that the form does not show, but whose unique constraints it must check.
    CHECKED_TOO: frozenset[str] = frozenset()

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.stored = dict(self.initial)
        self.is_new = self.instance._state.adding  # noqa: SLF001 - documented by Django
        self.current = "" if self.is_new else self.instance.updated_at.isoformat()
        self.initial["version"] = self.current

    def clean(self) -> dict[str, Any]:
        """Refuse a stale page."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("version", "") != self.current:
            self._refuse_stale(cleaned)
        return cleaned

    def _refuse_stale(self, cleaned: dict[str, Any]) -> None:
        differences = [
            _("%(field)s : enregistré « %(stored)s », vous avez écrit « %(typed)s »")
            % {
                "field": self.fields[name].label or name,
                "stored": self._shown(name, self.stored.get(name)),
                "typed": self._shown(name, cleaned.get(name)),
            }
            for name in self.changed_data
            if name in cleaned and name != "version"
        ]
        data = cast("QueryDict", self.data).copy()
        data[self.add_prefix("version")] = self.current
        self.data = data
        self.add_error(
            None,
            [
                _(
                    "Une autre personne a modifié cette fiche pendant que vous l'écriviez. "
                    "Rien n'est enregistré. Relisez, puis enregistrez de nouveau pour garder "
                    "votre version."
                ),
                *differences,
            ],
        )

    def _shown(self, name: str, value: Any) -> str:
        field = self.fields[name]
        shown = field.prepare_value(value)
        if isinstance(shown, list | tuple):
            return str(get_text_list([str(item) for item in value], _("et"))) or _("vide")
        choices = getattr(field, "choices", None)
        if choices and not isinstance(value, Model):
            shown = {str(key): label for key, label in choices}.get(str(shown), shown)
        return _("vide") if shown in (None, "") else str(shown)

    def _get_validation_exclusions(self) -> set[str]:
        exclusions: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return set(exclusions) - self.CHECKED_TOO

    def values(self) -> dict[str, Any]:
        """Return what an action stores: every field but the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @property
    def seen(self) -> str:
        """The version that the person saw, for the action to check again under lock."""
        return self.current
