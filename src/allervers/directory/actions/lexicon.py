"""Keeps the words of the directory, to which misspelled words are repaired."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction

from allervers.directory.domain.everyday_meaning import VOCABULARY
from allervers.directory.domain.spelling import LONGEST_WORD, STOP_WORDS, WORD, fold, sound_of
from allervers.directory.models import LexiconWord, Service

SHORTEST: Final = 4
BATCH: Final = 5_000


@transaction.atomic
def refresh_lexicon(*, since: datetime | None = None) -> int:
    """Learn the words of the services that changed `since` then; of all of them without it.

    Call it after an import. Returns how many words are known. Without `since`, words that no
    service says any more are forgotten. Everyday words are always known.
    """
    services = Service.objects.filter(gone_at=None).order_by("id")
    if since is not None:
        services = services.filter(last_changed_at__gte=since)
    else:
        LexiconWord.objects.all().delete()
    rows = services.values_list("nom", "structure__nom", "description")
    store(counted(" ".join(row) for row in rows.iterator(BATCH)))
    store(Counter(dict.fromkeys(VOCABULARY, 1)))
    return LexiconWord.objects.count()


def counted(texts: Iterable[str]) -> Counter[str]:
    """Return in how many texts each telling word is written."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update({word for word in WORD.findall(fold(text)) if is_word(word)})
    return found


def is_word(word: str) -> bool:
    """Whether a folded word is worth knowing."""
    return SHORTEST <= len(word) <= LONGEST_WORD and word.isalpha() and word not in STOP_WORDS


def store(words: Counter[str]) -> None:
    """Add the words that are not known yet; how often the others are said changes little."""
    rows = [LexiconWord(word=word, sound=sound_of(word), services=n) for word, n in words.items()]
    LexiconWord.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)
