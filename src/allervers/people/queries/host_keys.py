"""Which of the host's keys is still needed, and whether the host still has it."""

from collections import Counter
from collections.abc import Iterator

from allervers.people.mapping.file_keys import unseal_by_host, unwrapped
from allervers.people.mapping.sealed import Place, SealError, key_named
from allervers.people.models import Concern, FileKey
from allervers.people.queries.acting import Task, working
from allervers.people.queries.words import keys_of_words, problems_of_words


def concern_place(concern: Concern) -> Place:
    """Return where the text of a concern rests."""
    return Place("people_concern", "sealed_text", concern.pk)


def keys_in_use() -> Counter[str]:
    """Count, for each key of the host, what only it opens: keys of files, concerns, words."""
    found: Counter[str] = Counter()
    with working(Task.KEYS):
        found.update(FileKey.objects.order_by().values_list("host_key", flat=True))
        for concern in Concern.objects.order_by("pk").iterator():
            found[key_named(bytes(concern.sealed_text), concern_place(concern))] += 1
        found.update(keys_of_words())
    return found


def problems_of_keys() -> list[str]:
    """Try one sealed value of each key in use; say those that do not open. Empty: all is well."""
    with working(Task.KEYS):
        return [*_tried_files(), *_tried_concerns(), *problems_of_words()]


def _tried_files() -> Iterator[str]:
    for row in FileKey.objects.order_by("host_key", "pk").distinct("host_key"):
        try:
            unwrapped(row)
        except SealError as error:
            yield str(error)


def _tried_concerns() -> Iterator[str]:
    concern = Concern.objects.order_by("-created_at", "pk").first()
    if concern is None:
        return
    try:
        unseal_by_host(bytes(concern.sealed_text), concern_place(concern))
    except SealError as error:
        yield str(error)
