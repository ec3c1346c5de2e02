"""Forms of the sectors: one more commune, a file of coverage."""

import csv
import io

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allervers.territory.actions.sectors import LONGEST_PART, CoverageRow
from allervers.territory.domain.commune import Place
from allervers.territory.queries.places import find_places
from allervers.ui.domain.nir import find_nir
from allervers.ui.forms import SafeForm, nir_refused

BIGGEST_FILE = 1024 * 1024
COLUMNS = 3


class CoverForm(SafeForm):
    """One commune that a sector covers, whole or in part."""

    commune = forms.CharField(
        label=gettext_lazy("Commune"),
        max_length=100,
        help_text=gettext_lazy("Nom, code postal ou code Insee. Exemple : Vanves, ou 92170."),
    )
    part = forms.CharField(
        label=gettext_lazy("Partie de la commune"),
        max_length=LONGEST_PART,
        required=False,
        help_text=gettext_lazy(
            "À remplir si plusieurs services se partagent la commune. Exemple : quartier Nord."
        ),
    )

    def clean_commune(self) -> Place:
        """Find the one commune that is meant."""
        text = self.cleaned_data["commune"]
        found = find_places(text, 5)
        if not found:
            raise ValidationError(
                _("Aucune commune ne répond à « %(text)s ». Vérifiez le nom ou le code postal."),
                params={"text": text},
            )
        exact = [each for each in found if text.strip() in {each.code, each.label}] or found
        if len(exact) > 1:
            choices = ", ".join(f"{each.name} ({each.code})" for each in exact)
            raise ValidationError(
                _("Plusieurs communes répondent : %(choices)s. Écrivez le code entre parenthèses."),
                params={"choices": choices},
            )
        return exact[0]


class CoverageFileForm(SafeForm):
    """A table of coverage, in the CSV that spreadsheets write."""

    file = forms.FileField(
        label=gettext_lazy("Fichier CSV"),
        help_text=gettext_lazy(
            "Trois colonnes : nom du service ; code Insee de la commune ; partie de la commune"
            " (vide pour toute la commune). La première ligne porte les titres."
        ),
    )

    def clean_file(self) -> list[CoverageRow]:
        """Read the rows; say why when the file is not such a table."""
        sent: UploadedFile[bytes] = self.cleaned_data["file"]
        if (sent.size or 0) > BIGGEST_FILE:
            raise ValidationError(_("Le fichier dépasse 1 Mo. Découpez-le."))
        try:
            text = sent.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValidationError(
                _("Le fichier n'est pas en UTF-8. Enregistrez-le en « CSV UTF-8 ».")
            ) from None
        rows = read_coverage(text)
        if not rows:
            raise ValidationError(
                _("Aucune ligne lue : il faut des titres, puis au moins deux colonnes par ligne.")
            )
        if any(map(find_nir, (cell for row in rows for cell in (row.sector, row.part)))):
            raise nir_refused()
        return rows


def read_coverage(text: str) -> list[CoverageRow]:
    """Read `sector;commune code;part` rows after the header; `,` and tabs are understood too."""
    header = text.partition("\n")[0]
    delimiter = max(";,\t", key=header.count)
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        raise ValidationError(_("Ce n'est pas un tableau CSV.")) from None
    return [
        CoverageRow(number, *(cell.strip() for cell in line[:COLUMNS]))
        for number, line in enumerate(lines[1:], 2)
        if len(line) >= COLUMNS - 1 and any(line)
    ]
