"""What the copy of a file says, in plain words: of its person, and of nobody else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allervers.people.domain.section import Section
from allervers.people.models import ContactPoint, Entry, FileRead, Redaction, RightsRequest
from allervers.people.models.words import PROFESSION_NAMES, PURPOSE_NAMES, SECTION_NAMES
from allervers.people.queries.file_copy import Copied
from allervers.ui.french import date_text

PROFESSIONS, PURPOSES = dict(PROFESSION_NAMES), dict(PURPOSE_NAMES)


@dataclass(frozen=True, slots=True)
class Noted:
    """One entry as printed: when, what, by whom (a trade, never a name); its text."""

    head: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """One part of the copy."""

    title: str
    lines: tuple[str, ...] = ()
    notes: tuple[Noted, ...] = ()


@dataclass(frozen=True, slots=True)
class FileCopy:
    """The whole document. `draft`: what is printed on one not yet released; else nothing."""

    title: str
    lead: str
    blocks: tuple[Block, ...]
    draft: str = ""
    removed: tuple[str, ...] = ()  # what was masked, by reason: how many, never a word of it


def copy_of(found: Copied, sections: frozenset[Section], today: date) -> FileCopy:
    """Say the person's own copy. `sections`: what its preparer could read."""
    to_doctor = found.request.medical == RightsRequest.Medical.DOCTOR
    shown = sections - {Section.HEALTH} if to_doctor else sections
    blocks = (
        Block(_("Vous"), tuple(_identity(found))),
        Block(_("Comment vous joindre"), tuple(_contacts(found.contacts))),
        *_noted(found, shown),
        Block(_("Ce qui vous a été dit, et vos accords"), tuple(_told(found))),
        Block(_("Avec qui votre dossier a été partagé"), tuple(_shares(found))),
        Block(_("Qui a lu votre dossier"), tuple(_reads(found.reads))),
        Block(_("Ce qui n’est pas dans cette copie"), tuple(_left_out(found, sections))),
        Block(_("Vos droits"), tuple(_rights())),
    )
    return FileCopy(
        title=_("Votre dossier"),
        lead=_("Copie du %(day)s. Tout ce que nous gardons sur vous.")
        % {"day": date_text(today)},
        blocks=tuple(block for block in blocks if block.lines or block.notes),
        draft=_draft(found.request),
        removed=tuple(_removed(found.masked_why)),
    )  # fmt: skip


def doctor_copy_of(found: Copied, today: date) -> FileCopy:
    """Say what is medical, for the doctor whom the person chose (CRPA, L311-6)."""
    return FileCopy(
        title=_("Informations médicales"),
        lead=_("À remettre au médecin choisi par la personne. Copie du %(day)s.")
        % {"day": date_text(today)},
        blocks=tuple(_noted(found, frozenset({Section.HEALTH}))),
        draft=_draft(found.request),
    )


def _draft(request: RightsRequest) -> str:
    is_released = request.state == RightsRequest.State.GRANTED
    return "" if is_released else _("Projet à relire : ne pas remettre")


def _identity(found: Copied) -> Iterator[str]:
    yield _("Nom du dossier : %(name)s") % {"name": found.request.person.pseudonym}
    one = found.identity
    if one is not None:
        said = (
            (_("Prénoms : %s"), one.given_names),
            (_("Nom : %s"), one.family_name),
            (_("Nom d’usage : %s"), one.used_name),
            (_("Né·e le %s"), date_text(one.born_on) if one.born_on else ""),
            (_("Âge donné : %s ans"), "" if one.age is None else str(one.age)),
            (_("Langue : %s"), one.language),
            (_("Nationalité : %s"), one.get_nationality_display() if one.nationality else ""),
        )
        yield from (sentence % value for sentence, value in said if value)
    if found.mates > 1:
        yield _("Nous avons noté %(n)s personnes dans votre foyer, vous compris.") % {
            "n": found.mates
        }
    for one_kind in dict.fromkeys(each.get_kind_display() for each in found.representations):
        yield _("Quelqu’un vous représente : %s.") % one_kind


def _contacts(found: Sequence[ContactPoint]) -> Iterator[str]:
    for one in found:
        # "Through somebody": the name and the number are somebody else's.
        value = _("quelqu’un que vous nous avez indiqué") if one.kind == "through" else one.value
        safe = ", ".join(str(ContactPoint.Channel(way).label) for way in one.safe_channels)
        sentence = _("%(kind)s : %(value)s.") % {"kind": one.get_kind_display(), "value": value}
        yield f"{sentence} {_('Sans danger : %s.') % safe}" if safe else sentence


def _noted(found: Copied, sections: frozenset[Section]) -> Iterator[Block]:
    names = dict(SECTION_NAMES)
    for code, rows in groupby(found.entries, key=lambda one: one.section):
        if Section(code) in sections:
            notes = tuple(Noted(_head(one), found.texts[one.pk] or _unread()) for one in rows)
            yield Block(_("Notes : %s") % names[code], notes=notes)


def _unread() -> str:
    return _("Cette note ne s’ouvre pas : nous cherchons pourquoi.")


def _head(one: Entry) -> str:
    trade = getattr(one.author, "professional", None)
    said = _("%(day)s, %(kind)s, par : %(who)s") % {
        "day": date_text(one.happened_on),
        "kind": one.get_kind_display(),
        "who": trade.get_profession_display() if trade else _("un membre de l’équipe"),
    }
    return f"{said} {_('(corrigée depuis)')}" if hasattr(one, "corrected_by") else said


def _told(found: Copied) -> Iterator[str]:
    for one in found.informations:
        yield _("%(day)s : vous avez été informé·e, %(how)s.") % {
            "day": date_text(one.told_on), "how": one.get_means_display(),
        }  # fmt: skip
    for consent in found.consents:
        ended = (
            _("retiré le %s") % date_text(consent.withdrawn_at)
            if consent.withdrawn_at
            else _("valable jusqu’au %s") % date_text(consent.expires_on)
        )
        yield _("%(day)s : votre accord pour %(scope)s (%(purpose)s), %(ended)s.") % {
            "day": date_text(consent.given_on), "scope": consent.get_scope_display(),
            "purpose": consent.purpose, "ended": ended,
        }  # fmt: skip


def _shares(found: Copied) -> Iterator[str]:
    names = dict(SECTION_NAMES)
    for one in found.shares:
        where = one.recipient.organisation.name if one.recipient else one.recipient_organisation
        yield _("Du %(start)s au %(end)s, %(who)s (%(where)s) : %(what)s. But : %(why)s. "
                "Texte : %(ground)s. État : %(state)s.") % {
            "start": date_text(one.starts_on), "end": date_text(one.ends_on),
            "who": PROFESSIONS[one.recipient_profession], "where": where or _("sans organisme"),
            "what": ", ".join(str(names[code]) for code in one.sections),
            "why": PURPOSES[one.purpose], "ground": one.ground,
            "state": one.get_state_display(),
        }  # fmt: skip


def _reads(found: Sequence[FileRead]) -> Iterator[str]:
    """Say each day's readers once, by trade and organisation: never by name (GDPR 15(1)(c))."""
    lines = (
        _("%(day)s : %(who)s, pour : %(why)s") % {
            "day": date_text(one.at.date()), "who": _reader(one), "why": PURPOSES[one.purpose],
        }
        for one in found
    )  # fmt: skip
    yield from dict.fromkeys(lines)


def _reader(one: FileRead) -> str:
    if one.member is None:
        trade = one.share.recipient_profession if one.share else ""
        return str(PROFESSIONS.get(trade, _("un partenaire")))
    held = getattr(one.member, "professional", None)
    trade = held.get_profession_display() if held else _("un membre de l’équipe")
    return f"{trade} ({one.member.organisation.name})"


def _left_out(found: Copied, sections: frozenset[Section]) -> Iterator[str]:
    if found.masked:
        yield ngettext(
            "%(n)s note qui parle d’autres personnes. La loi protège aussi leur vie privée.",
            "%(n)s notes qui parlent d’autres personnes. La loi protège aussi leur vie privée.",
            found.masked,
        ) % {"n": found.masked}
    if found.request.medical == RightsRequest.Medical.DOCTOR:
        yield _("Ce qui est médical : nous le donnons au médecin que vous avez choisi.")
    lacking = [name for code, name in SECTION_NAMES if Section(code) not in sections]
    if lacking:
        yield _("Les rubriques que votre interlocuteur ne lit pas : %s. Demandez-les-nous.") % (
            ", ".join(map(str, lacking))
        )
    yield _("Une adresse protégée, s’il y en a une : elle n’est jamais imprimée.")


def _removed(found: Mapping[str, int]) -> Iterator[str]:
    why = Redaction.Why
    said, added, judged = (found.get(code, 0) for code in (why.SAID, why.ADDED, why.JUDGEMENT))
    if said:
        yield ngettext(
            "%(n)s note qui parle d’autres personnes, signalée quand elle a été écrite.",
            "%(n)s notes qui parlent d’autres personnes, signalées quand elles ont été écrites.",
            said,
        ) % {"n": said}
    if added:
        yield ngettext(
            "%(n)s note qui parle d’autres personnes, trouvée à la relecture.",
            "%(n)s notes qui parlent d’autres personnes, trouvées à la relecture.",
            added,
        ) % {"n": added}
    if judged:
        yield ngettext(
            "%(n)s note qui juge une personne nommée.",
            "%(n)s notes qui jugent des personnes nommées.",
            judged,
        ) % {"n": judged}


def _rights() -> Iterator[str]:
    yield _("Une chose est fausse ? Demandez à la corriger.")
    yield _("Vous pouvez aussi demander que votre dossier ne serve plus pendant un temps.")
    yield _("Vous n’êtes pas d’accord avec notre réponse ? Écrivez à la CNIL : www.cnil.fr.")
