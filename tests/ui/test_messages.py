"""The catalogues are complete, compiled, and keep the placeholders of each sentence."""

import re

import pytest

from tools import messages

PLACEHOLDER = re.compile(r"%\(\w+\)s")


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_public_sentence_is_translated(language: str) -> None:
    lacking = messages.untranslated(language)
    assert lacking == [], "add them to the .po file, then run: python tools/messages.py"


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_compiled_catalogue_is_the_one_of_its_source(language: str) -> None:
    assert messages.is_compiled(language), "run: python tools/messages.py"


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_translations_keep_the_placeholders(language: str) -> None:
    wrong = [
        message.id
        for message in messages.read(language)
        if isinstance(message.id, str) and isinstance(message.string, str) and message.string
        if message.id
        and sorted(PLACEHOLDER.findall(message.id)) != sorted(PLACEHOLDER.findall(message.string))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_updating_twice_changes_nothing(language: str) -> None:
    assert messages.po_text(messages.updated(language)) == messages.po_file(language).read_bytes()


def test_templates_and_modules_are_both_read() -> None:
    found = {place.rsplit(".", 1)[-1] for _message, _context, place in messages.sentences()}
    assert found == {"html", "py"}


def test_models_give_only_the_words_of_their_choices() -> None:
    source = (
        "class Kind(models.TextChoices):\n    BUS = 'bus', _('bus')\n"
        "class Unit(models.Model):\n    name = CharField(_('nom'))\n"
    )
    kept = messages.choices_of(source)
    assert "_('bus')" in kept
    assert "_('nom')" not in kept
