"""« Vos données »: public, printable, in three languages, true to the rules in force, and easy."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from pypdf import PdfReader

from allervers.people.mapping.retention_rules import retention_rules
from allervers.people.wording.notice import EASY_LONGEST, easy_notice, full_notice

PAGES = ("", "facile/", "vos-donnees.pdf", "vos-donnees-facile.pdf")
LANGUAGES = {"fr": "", "en": "/en", "ar": "/ar"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_notice_is_public_printable_and_in_three_languages(db: None, lang: str) -> None:
    title = {"fr": "Vos données", "en": "Your data", "ar": "بياناتكم"}[lang]
    for page in PAGES:
        client = Client()
        answer = client.get(f"{LANGUAGES[lang]}/vos-donnees/{page}")
        assert answer.status_code == 200
        assert not client.cookies
        if page.endswith(".pdf"):
            document = PdfReader(io.BytesIO(answer.content))
            assert document.metadata is not None
            assert str(document.metadata.title).startswith(title)
            assert document.trailer["/Root"]["/Lang"] == lang  # type: ignore[index]
        else:
            assert title in answer.content.decode()


def sentences(lang: str) -> list[str]:
    """Return each sentence of the easy notice."""
    with override(lang):
        notice = easy_notice(retention_rules())
    said = [notice.lead, *(line for block in notice.blocks for line in (block.title, *block.lines))]
    return [part for text in said for part in re.split(r"(?<=[.?!؟])\s+", text) if part.strip()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_easy_notice_has_short_sentences(lang: str) -> None:
    # A mark set apart by a space, as French wants, is no word.
    counts = {one: len(re.findall(r"[\w’']+", one)) for one in sentences(lang)}
    assert len(counts) > 20
    assert {one: count for one, count in counts.items() if count > EASY_LONGEST} == {}


def test_notice_tells_the_durations_in_force(settings: Any, tmp_path: Path) -> None:
    text = Path("src/allervers/people/retention.yml").read_text().replace("{ans: 2}", "{mois: 18}")
    settings.RETENTION = tmp_path / "retention.yml"
    settings.RETENTION.write_text(text)
    lines = [line for block in full_notice(retention_rules()).blocks for line in block.lines]
    assert "Adultes : 18 mois après le dernier contact qui vient de vous." in " ".join(lines)
    assert any("archives départementales" in line for line in lines)


def test_notice_names_rights_and_whom_to_ask() -> None:
    said = " ".join(line for block in full_notice(retention_rules()).blocks for line in block.lines)
    for word in ("copie", "corriger", "ne servent plus", "opposer", "CNIL", "déléguée"):
        assert word in said
