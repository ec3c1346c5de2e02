"""What is typed in the dialogue of a share: a stranger's name, then the terms."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.people.actions.share_dialogue import Dialogue, NewConsent, Stranger, Terms
from allervers.people.domain.ground import Purpose
from allervers.people.domain.profession import Profession
from allervers.people.domain.section import Section
from allervers.people.domain.share_life import default_end
from allervers.people.domain.sharing import ATTESTED, Condition, NotInformed, Offer
from allervers.people.mapping.grounds import ground_texts
from allervers.people.models.words import PROFESSION_NAMES, PURPOSE_NAMES
from allervers.people.wording.sharing import consent_text, curled, section_names
from allervers.ui.forms import SafeForm

TOLD: Final = "told"
NEW: Final = "new"
DAY: Final = {"invalid": gettext_lazy("Écrivez une date, par exemple 06/10/2026.")}
EXCUSES: Final = {
    NotInformed.CHILD: gettext_lazy("Non\u00a0: ce serait contraire à l’intérêt de l’enfant"),
    NotInformed.DANGER: gettext_lazy("Non\u00a0: cela mettrait quelqu’un en danger"),
}


class StrangerForm(SafeForm):
    """A partner without an account."""

    name = forms.CharField(
        label=gettext_lazy("Prénom et nom"),
        max_length=150,
        error_messages={"required": gettext_lazy("Un partage nomme une personne.")},
    )
    organisation = forms.CharField(
        label=gettext_lazy("Organisme"),
        max_length=150,
        error_messages={"required": gettext_lazy("Dites où cette personne travaille.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Courriel professionnel, lu par cette personne seule"),
        help_text=gettext_lazy("Le lien puis un code y seront envoyés. Jamais une boîte partagée."),
    )
    profession = forms.ChoiceField(
        label=gettext_lazy("Métier"),
        choices=[("", gettext_lazy("Choisissez")), *PROFESSION_NAMES],
        error_messages={"required": gettext_lazy("Le métier dit ce que la loi permet.")},
    )
    mission = forms.CharField(
        label=gettext_lazy("Acte qui lui confie sa mission"),
        help_text=gettext_lazy(
            "Seulement si c’est sa mission, non son métier, qui tient au secret."
        ),
        max_length=200,
        required=False,
    )

    def stranger(self) -> Stranger:
        """Return who was named."""
        data = self.cleaned_data
        profession = Profession(data["profession"])
        return Stranger(
            data["name"], data["organisation"], data["email"], profession, data["mission"]
        )


class TermsForm(SafeForm):
    """The terms of a share on one ground: only what it allows can be chosen."""

    sections = forms.MultipleChoiceField(
        label=gettext_lazy("Rubriques à partager"),
        help_text=gettext_lazy("Le strict nécessaire\u00a0: chaque rubrique cochée sera lue."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Cochez au moins une rubrique.")},
    )
    purpose = forms.ChoiceField(
        label=gettext_lazy("Dans quel but"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez un but.")},
    )
    informed = forms.ChoiceField(
        label=gettext_lazy("La personne est-elle informée\u00a0?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Dites si elle est informée.")},
    )
    informed_whom = forms.CharField(
        label=gettext_lazy("Qui a été informé"),
        help_text=gettext_lazy("Par exemple\u00a0: « la personne », « ses parents »."),
        max_length=200,
        required=False,
    )
    informed_on = forms.DateField(
        label=gettext_lazy("Informé le"), required=False, widget=forms.DateInput,
        error_messages=DAY,
    )  # fmt: skip
    consent = forms.ChoiceField(
        label=gettext_lazy("Son accord"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Dites sur quel accord ce partage repose.")},
    )
    consent_by = forms.ChoiceField(label=gettext_lazy("Qui a donné l’accord"), required=False)
    consent_means = forms.CharField(
        label=gettext_lazy("Comment l’accord a été donné"),
        help_text=gettext_lazy("Pour un nouvel accord\u00a0: « de vive voix », « papier signé »…"),
        max_length=60,
        required=False,
    )
    attested = forms.MultipleChoiceField(
        label=gettext_lazy("Vous seul pouvez le dire"),
        help_text=gettext_lazy("La loi demande que tout soit vrai à la fois."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Cochez ce qui est vrai.")},
    )
    asked = forms.CharField(
        label=gettext_lazy("Ce que vous demandez au destinataire"),
        help_text=gettext_lazy(
            "Sans nom de personne\u00a0: il le lit avant d’accepter. Vous pouvez nommer un service "
            "de l’annuaire."
        ),
        max_length=300,
        required=False,
    )
    due_on = forms.DateField(
        label=gettext_lazy("Avant le"), required=False, widget=forms.DateInput, error_messages=DAY
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Fin du partage"),
        widget=forms.DateInput,
        error_messages={**DAY, "required": gettext_lazy("Un partage a une fin.")},
    )

    def __init__(
        self, *args: Any, dialogue: Dialogue, offer: Offer, today: date, **kwargs: Any
    ) -> None:
        """Offer what the ground allows these two, of what the sender reads."""
        self.dialogue, self.offer, self.today = dialogue, offer, today
        super().__init__(*args, **kwargs)
        texts = ground_texts()[offer.ground]
        self._choices("sections", _sections(offer))
        self._choices("purpose", [one for one in PURPOSE_NAMES if one[0] in offer.purposes])
        excuses = [(one.value, EXCUSES[one]) for one in NotInformed if one in texts.excuses]
        self._choices("informed", [(TOLD, _("Oui")), *excuses])
        said = [one for one in offer.conditions if one in ATTESTED]
        self._choices("attested", [(one.value, curled(texts.conditions[one].says)) for one in said])
        self._consents()
        self.fields["ends_on"].initial = default_end(today)
        self.fields["informed_on"].initial = today

    def _choices(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = list(choices)

    def _consents(self) -> None:
        """Ask for the consent only where the ground does."""
        if Condition.CONSENT not in self.offer.conditions:
            for name in ("consent", "consent_by", "consent_means"):
                del self.fields[name]
            return
        live = [(str(one.pk), consent_text(one)) for one in self.dialogue.consents]
        self._choices("consent", [*live, (NEW, _("Un nouvel accord, donné pour ce partage"))])
        speakers = [(str(one.pk), one.name or str(one.get_kind_display()))
                    for one in self.dialogue.speakers]  # fmt: skip
        self._choices("consent_by", [("", _("la personne elle-même")), *speakers])

    def clean(self) -> dict[str, Any]:
        """Check what one field alone cannot say."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("informed") == TOLD and not data.get("informed_whom"):
            self.add_error("informed_whom", _("Dites qui a été informé."))
        told_on = data.get("informed_on")
        if data.get("informed") == TOLD and (told_on is None or told_on > self.today):
            self.add_error("informed_on", _("Dites quel jour, aujourd’hui au plus tard."))
        if data.get("consent") == NEW and not data.get("consent_means"):
            self.add_error("consent_means", _("Dites comment l’accord a été donné."))
        self._check_days(data.get("ends_on"), data.get("due_on"))
        return data

    def _check_days(self, ends_on: date | None, due_on: date | None) -> None:
        if ends_on and not self.today <= ends_on <= self.dialogue.last_day:
            self.add_error("ends_on", _("Un partage dure un an au plus, à partir d’aujourd’hui."))
        if due_on and not self.today <= due_on <= (ends_on or due_on):
            self.add_error("due_on", _("Choisissez un jour avant la fin du partage."))

    def terms(self) -> Terms:
        """Return what was chosen and said."""
        data = self.cleaned_data
        is_told = data["informed"] == TOLD
        chosen = data.get("consent", "")
        return Terms(
            ground=self.offer.ground,
            purpose=Purpose(data["purpose"]),
            sections=frozenset(map(Section, data["sections"])),
            ends_on=data["ends_on"],
            informed_on=data["informed_on"] if is_told else None,
            informed_whom=data["informed_whom"] if is_told else "",
            not_informed=None if is_told else NotInformed(data["informed"]),
            consent_id=UUID(chosen) if chosen not in {"", NEW} else None,
            new_consent=self._new_consent() if chosen == NEW else None,
            attested=frozenset(map(Condition, data["attested"])),
            asked=data["asked"],
            due_on=data["due_on"],
        )

    def _new_consent(self) -> NewConsent:
        data = self.cleaned_data
        by = data["consent_by"]
        return NewConsent(data["consent_means"], data["ends_on"], UUID(by) if by else None)


def _sections(offer: Offer) -> list[tuple[str, str]]:
    codes = [one.value for one in Section if one in offer.sections]
    return list(zip(codes, section_names(codes), strict=True))
