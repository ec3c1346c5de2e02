"""Who is on board: crew, partners, editions, absences."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Member, Organisation
from allervers.tours.forms.fields import DayField, PeopleField, offer_rows
from allervers.tours.forms.sections import Section, SectionedForm
from allervers.tours.forms.versioned import VersionedForm
from allervers.tours.models import Edition, Visit
from allervers.ui.forms import SafeForm


def member_label(member: Member) -> str:
    """Name somebody with their trade: "Aïcha Test, assistante sociale"."""
    return ", ".join(part for part in (str(member.user), member.profession) if part)


class CrewForm(SectionedForm):
    """Crew and partners of one visit; what each partner does, and the theme."""

    members = PeopleField(
        Member.objects.none(), label_with=member_label, label=gettext_lazy("Équipe à bord")
    )
    partners = PeopleField(Organisation.objects.none(), label=gettext_lazy("Partenaires à bord"))
    edition = forms.ModelChoiceField(
        Edition.objects.none(),
        required=False,
        label=gettext_lazy("Édition thématique"),
        empty_label=gettext_lazy("Aucune"),
    )
    following_too = forms.BooleanField(
        required=False,
        label=gettext_lazy("Appliquer aussi aux passages suivants de la série"),
    )

    def __init__(
        self,
        *args: Any,
        visit: Visit,
        members: QuerySet[Member],
        partners: QuerySet[Organisation],
        editions: QuerySet[Edition],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        present = {one.organisation_id: one.offers for one in visit.partners.all()}
        offer_rows(self, "members", members)
        offer_rows(self, "partners", partners)
        offer_rows(self, "edition", editions)
        self.initial.update(
            members=[one.member_id for one in visit.crew.all()],
            partners=list(present),
            edition=visit.edition_id,
        )
        self.offered = list(partners)
        for partner in self.offered:
            self.fields[f"offers_{partner.id.hex}"] = forms.CharField(
                label=partner.name,
                required=False,
                max_length=200,
                initial=present.get(partner.id, ""),
            )
        if visit.series_id is None:
            del self.fields["following_too"]

    def sections(self) -> list[Section]:
        """Fold what each partner does: there may be many partners."""
        offers = [self[f"offers_{partner.id.hex}"] for partner in self.offered]
        first = [self["members"], self["partners"]]
        last = [self[name] for name in ("edition", "following_too") if name in self.fields]
        return [
            Section(_("Équipe et partenaires"), first),
            Section(
                _("Ce que l'on fait avec chaque partenaire"),
                offers,
                is_folded=True,
                is_open=any(bound.value() or bound.errors for bound in offers),
            ),
            Section(_("Public"), last),
        ]

    def aboard(self) -> dict[Organisation, str]:
        """Return each partner ticked, with what it does on board."""
        return {
            partner: self.cleaned_data[f"offers_{partner.id.hex}"]
            for partner in self.cleaned_data["partners"]
        }


class EditionForm(VersionedForm):
    """A themed edition with its audience."""

    # Keep the carrier among what is checked: a name is unique for its carrier.
    CHECKED_TOO = frozenset({"carrier"})

    class Meta:
        model = Edition
        fields = ("name", "audience", "description")
        labels: ClassVar = {
            "name": gettext_lazy("Nom"),
            "audience": gettext_lazy("Public"),
            "description": gettext_lazy("Présentation"),
        }
        help_texts: ClassVar = {"name": gettext_lazy("Par exemple : la caravane des jeunes.")}
        widgets: ClassVar = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.carrier_id = self.viewer.organisation_id


class AbsenceForm(SafeForm):
    """Who is away, from when to when. No reason is asked: it is nobody's business here."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        required=False,
        label=gettext_lazy("Organisation"),
        empty_label=gettext_lazy("Choisir une organisation"),
    )
    member = forms.ModelChoiceField(
        Member.objects.none(),
        required=False,
        label=gettext_lazy("Ou une personne seulement"),
        empty_label=gettext_lazy("Toute l'organisation"),
    )
    starts_on = DayField(label=gettext_lazy("Premier jour d'absence"))
    ends_on = DayField(label=gettext_lazy("Dernier jour d'absence"))

    def __init__(
        self,
        *args: Any,
        viewer: Viewer,
        organisations: QuerySet[Organisation],
        members: QuerySet[Member],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        offer_rows(self, "organisation", organisations)
        offer_rows(self, "member", members)
        self.initial.setdefault("organisation", viewer.organisation_id)

    def clean(self) -> dict[str, Any]:
        """Ask for somebody, and for dates in order."""
        cleaned = super().clean() or self.cleaned_data
        member = cleaned.get("member")
        if not cleaned.get("organisation") and member is None:
            self.add_error("organisation", _("Choisissez une organisation ou une personne."))
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Le dernier jour précède le premier."))
        if member is not None:
            cleaned["organisation"] = member.organisation
        return cleaned
