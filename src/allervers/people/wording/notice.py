"""« Vos données » : what the person is told (GDPR 12 and 13), in full and easy to read.

Two documents of the same shape as the copy of a file: a title, a lead, parts. Durations are those
of the rules in force; one that nobody signed is said to be so.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from django.utils.translation import gettext as _

from allervers.people.domain.retention import Rule
from allervers.people.wording.file_copy import Block, FileCopy

CNIL: Final = "www.cnil.fr"
YEAR: Final = 12  # months
EASY_LONGEST: Final = 12  # words a sentence


def full_notice(rules: Mapping[str, Rule]) -> FileCopy:
    """Say the whole notice, in the language in force."""
    return FileCopy(
        title=_("Vos données"),
        lead=_("Une équipe vous suit et tient un dossier sur vous. Voici ce que la loi vous dit."),
        blocks=(
            Block(_("Ce que nous gardons"), tuple(_kept())),
            Block(_("Pourquoi"), tuple(_why())),
            Block(_("Qui peut lire"), tuple(_readers())),
            Block(_("Combien de temps"), tuple(_durations(rules))),
            Block(_("Vos droits"), tuple(_rights())),
            Block(_("À qui demander"), tuple(_whom())),
        ),
    )


def _kept() -> Iterator[str]:
    yield _("Ce que vous nous dites : votre nom si vous le donnez, comment vous joindre, votre "
            "situation, votre logement, vos ressources, vos démarches.")  # fmt: skip
    yield _("Ce qui est plus sensible, comme la santé ou des violences, seulement si c’est utile "
            "pour vous aider. Ces textes sont chiffrés.")  # fmt: skip
    yield _("Vous pouvez rester sans nom. Nous ne gardons pas votre numéro de sécurité sociale.")


def _why() -> Iterator[str]:
    yield _("Pour vous accompagner et savoir où en sont vos démarches. C’est une mission de "
            "service public (RGPD, article 6).")  # fmt: skip
    yield _("Votre accord est demandé pour d’autres choses : partager hors de l’équipe, vous "
            "envoyer des SMS. Vous pouvez dire non et être aidé·e quand même.")  # fmt: skip


def _readers() -> Iterator[str]:
    yield _("Les professionnels qui vous suivent, chacun pour ce dont il a besoin.")
    yield _("D’autres professionnels si la loi le permet ou si vous êtes d’accord. Vous en êtes "
            "informé·e, sauf si cela met quelqu’un en danger.")  # fmt: skip
    yield _("Chaque lecture est notée. Vous pouvez demander qui a lu votre dossier.")


def _durations(rules: Mapping[str, Rule]) -> Iterator[str]:
    yield _("Adultes : %s") % _duration(rules["adulte"])
    yield _("Moins de 21 ans : %s") % _duration(rules["jeune"])
    yield _("Aide sociale à l’enfance : %s") % _duration(rules["ase"])
    yield _("Après, le dossier est détruit, ou gardé à part si la loi le demande ou s’il y a un "
            "procès.")  # fmt: skip


def _duration(rule: Rule) -> str:
    if rule.months is None:
        return _("la durée sera fixée avec les archives départementales.")
    said = _long(rule.months)
    return _("%(long)s après le dernier contact qui vient de vous.") % {"long": said}


def _long(months: int) -> str:
    if months == YEAR:
        return _("un an")
    years, rest = divmod(months, YEAR)
    return _("%(n)s mois") % {"n": months} if rest else _("%(n)s ans") % {"n": years}


def _rights() -> Iterator[str]:
    yield _("Recevoir une copie de votre dossier. Nous répondons en un mois.")
    yield _("Faire corriger ce qui est faux. Si nous refusons, nous disons pourquoi et nous "
            "gardons ce que vous dites.")  # fmt: skip
    yield _("Demander que vos données ne servent plus pendant un temps.")
    yield _("Vous opposer à ce que nous gardons, et reprendre un accord à tout moment.")


def _whom() -> Iterator[str]:
    yield _("À la personne qui vous suit, ou à la personne déléguée à la protection des données "
            "de l’organisation.")  # fmt: skip
    yield _("Pas de réponse, ou pas d’accord ? Vous pouvez écrire à la CNIL : %s") % CNIL


def easy_notice(rules: Mapping[str, Rule]) -> FileCopy:
    """Say the notice in short sentences, one idea each."""
    return FileCopy(
        title=_("Vos données, facile à lire"),
        lead=_("Nous avons un dossier sur vous. Voici vos droits."),
        blocks=(*_easy_file(), _easy_time(rules), *_easy_rights()),
    )


def _easy_file() -> tuple[Block, ...]:
    return (
        Block(_("Ce qu’il y a dans le dossier"), (
            _("Il y a ce que vous nous dites."),
            _("Vous pouvez ne pas donner votre nom."),
            _("Les choses les plus privées sont bien cachées."),
        )),
        Block(_("À quoi sert le dossier"), (
            _("Le dossier sert à vous aider."),
            _("Nous ne vendons pas vos informations."),
        )),
        Block(_("Qui lit le dossier"), (
            _("Les personnes qui vous aident lisent le dossier."),
            _("Chaque personne lit seulement ce qui lui sert."),
            _("Vous pouvez demander qui a lu le dossier."),
        )),
    )  # fmt: skip


def _easy_time(rules: Mapping[str, Rule]) -> Block:
    return Block(_("Combien de temps"), (
        _("Vous ne venez plus pendant %s ?") % _long(rules["adulte"].months or 0),
        _("Alors le dossier doit être effacé."),
        _("Parfois la loi demande de le garder."),
        _("Pour certains enfants, la durée est différente."),
    ))  # fmt: skip


def _easy_rights() -> tuple[Block, ...]:
    return (
        Block(_("Ce que vous pouvez faire"), (
            _("Vous pouvez demander une copie du dossier."),
            _("Nous répondons en un mois."),
            _("Vous pouvez dire : c’est faux, corrigez."),
            _("Vous pouvez dire non à un partage."),
            _("Vous pouvez changer d’avis."),
        )),
        Block(_("À qui parler"), (
            _("Parlez à la personne qui vous aide."),
            _("Vous n’êtes pas d’accord ? Écrivez à la CNIL."),
            _("La CNIL protège vos informations."),
            CNIL,
        )),
    )  # fmt: skip
