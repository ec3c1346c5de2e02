"""Forms of members, invitations, organisations and profiles. They check; actions save."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from allervers.accounts.forms.entering import TwiceForm, password_field
from allervers.accounts.models import ROLE_NAMES, Organisation, User
from allervers.accounts.models.entry import EVENT_NAMES
from allervers.ui.forms import PhoneField, SafeForm, SafeText

LANGUAGE_NAMES = [
    ("fr", _("français")),
    ("en", _("anglais")),
    ("ar", _("arabe")),
    ("ber", _("berbère")),
    ("bm", _("bambara")),
    ("es", _("espagnol")),
    ("fa", _("persan, dari")),
    ("ff", _("peul")),
    ("fsl", _("langue des signes française")),
    ("pt", _("portugais")),
    ("ps", _("pachto")),
    ("ro", _("roumain")),
    ("ru", _("russe")),
    ("snk", _("soninké")),
    ("ta", _("tamoul")),
    ("tr", _("turc")),
    ("uk", _("ukrainien")),
    ("wo", _("wolof")),
    ("zh", _("chinois")),
]
ROLE_HINTS = _(
    "Coordination : prépare et publie les passages. Intervention : va à bord. Accueil : répond au "
    "public. Partenaire : confirme sa présence, ou l’accord de sa commune. Administration : invite "
    "et retire des personnes. DPO : relit le journal des comptes."
)


class ListField(forms.CharField):
    """A few short texts, one a line, at most 60 characters each."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: object) -> object:
        """Show a list one a line."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: object) -> list[str]:  # type: ignore[override]
        """Read the lines, without empty ones, repetitions or what no database holds."""
        lines = [line.strip() for line in str(value or "").replace("\0", "").splitlines()]
        return list(dict.fromkeys(line for line in lines if line))

    def validate(self, value: list[str]) -> None:
        """Refuse a line that is too long to be a skill."""
        for line in value:
            if len(line) > 60:  # noqa: PLR2004 - the column's own length
                raise forms.ValidationError(
                    _("« %(line)s… » est trop long : soixante caractères au plus par ligne."),
                    params={"line": line[:30]},
                )

    def run_validators(self, value: list[str]) -> None:
        """CharField's validators are for one text, not for a list."""


def roles_field() -> forms.MultipleChoiceField:
    """Make the boxes of roles."""
    return forms.MultipleChoiceField(
        label=_("Rôles"),
        choices=ROLE_NAMES,
        help_text=ROLE_HINTS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choisissez au moins un rôle.")},
    )


class RolesForm(SafeForm):
    """What a member may do."""

    roles = roles_field()


class InviteForm(SafeForm):
    """Whom to invite, and for what."""

    email = forms.EmailField(
        label=_("Adresse électronique professionnelle"),
        help_text=_("Le lien d’invitation y sera envoyé. Vous pourrez aussi le copier."),
        max_length=254,
        error_messages={"required": _("Écrivez l’adresse de la personne à inviter.")},
    )
    roles = roles_field()

    def clean_email(self) -> str:
        """Addresses are compared in lower case."""
        return str(self.cleaned_data["email"]).lower()


class NewcomerForm(TwiceForm):
    """What an invited person says of themselves."""

    name = forms.CharField(
        label=_("Prénom et nom"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Écrivez votre prénom et votre nom.")},
    )
    password1 = password_field(
        _("Mot de passe"),
        new=True,
        hint=_("Douze caractères au moins. Quatre mots sans rapport entre eux conviennent bien."),
    )
    field_order = ("name", "password1", "password2")

    def __init__(self, *args: object, email: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.email = email

    def password_owner(self) -> User:
        """The account to be: a password must not look like its name or address."""
        return User(email=self.email, name=str(self.cleaned_data.get("name", "")))


class ProfileForm(SafeForm):
    """What one says of oneself to one's colleagues."""

    name = forms.CharField(
        label=_("Prénom et nom"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Écrivez votre prénom et votre nom.")},
    )
    profession = forms.CharField(
        label=_("Métier"),
        max_length=100,
        required=False,
        help_text=_("Le public le verra quand vous serez à bord, sans votre nom."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Langues parlées"),
        choices=LANGUAGE_NAMES,
        required=False,
        help_text=_("Le public verra les langues parlées à bord."),
        widget=forms.CheckboxSelectMultiple,
    )
    skills = ListField(
        label=_("Ce que vous savez faire à bord"),
        required=False,
        help_text=_("Une chose par ligne, par exemple « démarches en ligne »."),
    )


class OrganisationForm(SafeText, forms.ModelForm):  # type: ignore[type-arg]
    """An organisation of the platform."""

    phone = PhoneField(label=_("Téléphone public"), required=False)

    class Meta:
        model = Organisation
        fields: ClassVar = ["name", "kind", "commune_code", "phone", "email", "website"]
        help_texts: ClassVar = {
            "commune_code": _("Cinq caractères, pour une commune seulement. Exemple : 92040."),
            "website": _("Adresse complète, qui commence par https://."),
        }

    def clean_commune_code(self) -> str:
        """Written as Insee does."""
        return str(self.cleaned_data["commune_code"]).strip().upper()


class JournalForm(SafeForm):
    """Which events to show."""

    kind = forms.ChoiceField(
        label=_("Événement"), required=False, choices=[("", _("Tous")), *EVENT_NAMES]
    )
