"""The head and the sections of a file, drawn from kept pieces: what is of a person is put in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from allervers.people.forms.search import SearchForm
from allervers.people.wording.contacts import Reach
from allervers.people.wording.files import state_name
from allervers.people.wording.listing import ListedFile, shown_row
from allervers.people.wording.sheet import Block
from allervers.people.wording.timeline import Shown
from allervers.ui.framed import Sent, draw
from allervers.ui.french import date_text, phone_address
from allervers.ui.kept import piece
from allervers.ui.paging import SIZE, pager

FILES: Final = "people/files/"


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the pieces of one file share. `language`: the one in force, asked for once."""

    person_id: UUID
    language: str | None
    may_write: bool
    is_print: bool


def drawn(context: Mapping[str, Any], *, is_print: bool = False) -> dict[str, Any]:
    """Return the head and the sections of a file, drawn from the context of `blocks_of`."""
    person, may_write = context["person"], context["may_write"] and not is_print
    page = Drawing(person.pk, get_language(), may_write=may_write, is_print=is_print)
    sections = (_section(one, page) for one in context["blocks"])
    return {"head": _head(context, page), "blocks": joined(sections)}


def drawn_file(
    request: HttpRequest, context: Mapping[str, Any], purposes: Iterable[tuple[str, str, bool]]
) -> HttpResponse:
    """Return the page of a file, from the context of `blocks_of` and what it may be opened for."""
    parts = drawn(context)
    return draw(
        request,
        f"{FILES}show.html",
        {
            "form": Sent(),
            "sections": tuple((one.code, one.title) for one in context["blocks"]),
            "announced": context["announced"],
            "purpose": str(context["purpose"]),
            "is_followed": context["is_followed"],
            "is_referent": context["is_referent"],
            "agreed": context["agreed"],
            "may_write": context["may_write"],
            "purposes": tuple(purposes),
            "put_name": context["name"],
            "put_id": context["person"].pk,
            "put_head": parts["head"],
            "put_glass": _part("glass.html", context["glass"], {}),
            "put_blocks": parts["blocks"],
        },
    )


def drawn_list(
    request: HttpRequest, form: SearchForm, page: Page[Any] | None = None
) -> HttpResponse:
    """Return the page of my files; without `page`, of somebody who may have none."""
    rows = [shown_row(one) for one in page or ()]
    has_words = form.is_bound and form.is_valid()
    return draw(
        request,
        f"{FILES}caseload.html",
        {
            "form": Sent(errors=bool(form.errors)),
            "may_hold": page is not None,
            "has_words": has_words,
            "number": len(rows),
            "is_cut": has_words and len(rows) == SIZE,
            "put_fields": _fields(form),
            "put_rows": _rows(rows),
            "put_pager": pager(request, page) if page else "",
        },
        status=422 if form.errors else 200,
    )


def _fields(form: SearchForm) -> str:
    """Return the fields of the search, and above them what was wrong."""
    wrong = form.render("ui/forms/summary.html") if form.errors else ""
    return SafeString(wrong + form.render("ui/forms/fields.html"))  # templates


def _rows(rows: Iterable[ListedFile]) -> SafeString:
    language = get_language()
    return joined(
        piece(
            f"{FILES}row.html",
            {
                "part": one.part,
                "is_restricted": one.is_restricted,
                "has_pseudonym": bool(one.pseudonym),
                "put_pseudonym": one.pseudonym,
                "put_name": one.name,
                "put_day": date_text(one.last_contact_on, language),
                "put_id": one.id,
            },
            language,
        )
        for one in rows
    )


def joined(pieces: Iterable[SafeString]) -> SafeString:
    """Return pieces one after the other."""
    return SafeString("".join(pieces))  # each was drawn by a template


def _head(context: Mapping[str, Any], page: Drawing) -> SafeString:
    head, person = context["head"], context["person"]
    return piece(
        f"{FILES}head.html",
        {
            "state": state_name(person, page.language),
            "is_active": context["is_active"],
            "shows_pseudonym": context["name"] != head.pseudonym,
            "is_minor": context["is_minor"],
            "is_restricted": person.restricted_at is not None,
            "is_told": head.is_told,
            "has_reason": bool(context["state_reason"]),
            "put_name": context["name"],
            "put_pseudonym": head.pseudonym,
            "put_reason": context["state_reason"],
            "put_rows": tuple(head.rows),
        },
        page.language,
    )


def _section(block: Block, page: Drawing) -> SafeString:
    of_file = {"may_write": page.may_write, "id": page.person_id}
    return piece(
        f"{FILES}block.html",
        {
            "code": block.code,
            "title": block.title,
            "has_rows": bool(block.rows),
            "has_reaches": bool(block.reaches),
            "notes_count": min(len(block.notes), 1),
            "may_write": page.may_write,
            "is_print": page.is_print,
            "put_id": page.person_id,
            "put_rows": tuple(block.rows),
            "put_speakers": _part("speakers.html", block.speakers, of_file),
            "put_reaches": joined(_reach(one, page) for one in block.reaches),
            "put_mates": _part("mates.html", block.mates, {}),
            "put_notes": joined(_note(one, page) for one in block.notes),
        },
        page.language,
    )


def _part(name: str, shown: Any, given: Mapping[str, Any]) -> str:
    """Return a part that most files have not, drawn each time; nothing when there is none."""
    values = {name.removesuffix(".html"): shown, **given}
    return render_to_string(f"{FILES}{name}", values) if shown else ""


def _reach(reach: Reach, page: Drawing) -> SafeString:
    return piece(
        f"{FILES}reach.html",
        {
            "kind": reach.kind,
            "has_tel": bool(reach.tel),
            "has_how": bool(reach.how),
            "has_now": bool(reach.now),
            "is_now": reach.is_now,
            "has_warnings": bool(reach.warnings),
            "may_write": page.may_write,
            "put_value": reach.value,
            "put_tel": phone_address(reach.tel) if reach.tel else "",
            "put_how": reach.how,
            "put_now": reach.now,
            "put_warnings": " ".join(reach.warnings),
            "put_id": page.person_id,
            "put_contact": UUID(reach.id),
        },
        page.language,
    )


def in_lines(text: str) -> SafeString:
    """Return a text escaped, its lines apart: the filter « linebreaksbr », without its detours."""
    lines = escape(text.replace("\r\n", "\n").replace("\r", "\n"))
    return SafeString(lines.replace("\n", "<br>"))  # escaped just above


def _note(note: Shown, page: Drawing) -> SafeString:
    return piece(
        f"{FILES}note.html",
        {
            "is_lost": note.is_lost,
            "is_struck": note.is_struck,
            "is_correction": note.is_correction,
            "is_from_person": note.is_from_person,
            "may_write": page.may_write,
            "put_title": note.title,
            "put_author": note.author,
            "put_text": in_lines(note.text or ""),
            "put_id": page.person_id,
            "put_note": note.id,
        },
        page.language,
    )
