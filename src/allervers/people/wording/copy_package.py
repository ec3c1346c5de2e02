"""What goes with a copy in one package: what each file is, what is not there, and why."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from allervers.people.wording.file_copy import FileCopy


def read_me(copy: FileCopy, *, printed: str, data: str) -> str:
    """Return the text to read first, in plain words."""
    return "\n".join(_lines(copy, printed, data)) + "\n"


def _lines(copy: FileCopy, printed: str, data: str) -> Iterator[str]:
    if copy.draft:
        yield from (copy.draft.upper(), "")
    yield from (copy.title, copy.lead, "")
    yield _("%s\u00a0: votre dossier, à lire ou à imprimer.") % printed
    yield _("%s\u00a0: la même chose, pour un ordinateur. Rien de plus.") % data
    yield from ("", _("Ce que nous avons retiré, et pourquoi"))
    yield from (f"- {line}" for line in copy.removed or (_("Rien n’a été retiré."),))
    if copy.removed:
        yield _("La loi protège aussi la vie privée des autres (RGPD, article 15-4\u00a0; code des "
                "relations entre le public et l’administration, article L311-6). Deux personnes "
                "ont relu\u00a0: l’une a décidé, une autre a remis.")  # fmt: skip
    yield _("Une adresse protégée, s’il y en a une, n’est jamais dans une copie.")
    yield _("Pas d’accord\u00a0? Écrivez-nous, ou à la CNIL\u00a0: www.cnil.fr.")
