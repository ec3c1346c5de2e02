"""YAML as people who write few files expect it: « 01 » is text, « = » too, « non » is not false.

PyYAML's own types make 01 a number, « = » a value it cannot build, and a year a date. Here a
figure, true, false, nothing and a whole date are read; all the rest is text. The lines are kept, so
that a mistake can be shown where it is. Aliases are refused: a short file could hold a world.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

import yaml

# The C library's, fifty times as fast, where PyYAML was built with it.
LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LARGEST: Final = 300_000  # bytes of a file
DEEPEST: Final = 40
Path = tuple[str | int, ...]
WHOLE: Final = re.compile(r"-?(0|[1-9][0-9]{0,14})")
FIGURE: Final = re.compile(r"-?(0|[1-9][0-9]{0,14})\.[0-9]{1,6}")
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
OPENED: Final = ("while scanning a quoted", "while parsing a flow")
WORDS: Final[dict[str, object]] = {
    "": None, "~": None, "null": None, "true": True, "false": False,
}  # fmt: skip


class NotYaml(ValueError):  # noqa: N818 - what the text is
    """The text cannot be read: a stable code, the line and the key when there is one."""

    def __init__(self, code: str, line: int = 0, key: str = "") -> None:
        super().__init__(code)
        self.code, self.line, self.key = code, line, key


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says, and the line of each value by its path."""

    data: object
    lines: Mapping[Path, int] = field(default_factory=dict)

    def line_of(self, path: Path) -> int:
        """Return the line of a value, or of the nearest one that holds it; 0 for none."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 0)


def read_yaml(raw: bytes) -> Document:
    """Read one document. Raises NotYaml."""
    if len(raw) > LARGEST:
        raise NotYaml("too_large")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotYaml("not_utf8") from error
    try:
        _refuse_tricks(text)
        node = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        # What is never closed is better shown where it was opened than at the end of the file.
        is_open = (error.context or "").startswith(OPENED)
        mark = error.context_mark if is_open else error.problem_mark
        raise NotYaml("not_yaml", mark.line + 1 if mark else 0) from error
    except yaml.YAMLError as error:  # a letter that no text holds
        raise NotYaml("not_yaml") from error
    if node is None:
        raise NotYaml("empty")
    lines: dict[Path, int] = {}
    return Document(_value(node, (), lines), lines)


def _refuse_tricks(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise NotYaml("alias", _line(event))
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise NotYaml("too_deep", _line(event))


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return mark.line + 1 if mark else 0


def _value(node: yaml.Node, path: Path, lines: dict[Path, int]) -> object:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(node, path, lines))
    if isinstance(node, yaml.SequenceNode):
        return [_value(one, (*path, place), lines) for place, one in enumerate(node.value)]
    is_plain = isinstance(node, yaml.ScalarNode) and not node.style  # None, or "" in C
    return scalar(node.value) if is_plain else node.value


def _pairs(
    node: yaml.MappingNode, path: Path, lines: dict[Path, int]
) -> Iterator[tuple[str, object]]:
    seen: set[str] = set()
    for key, value in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
        if name in seen:
            raise NotYaml("twice", key.start_mark.line + 1, name)
        seen.add(name)
        found = _value(value, (*path, name), lines)
        lines[*path, name] = key.start_mark.line + 1
        yield name, found


def scalar(text: str) -> object:
    """Read a word without quotes: nothing, true, false, a figure, a whole date, or text."""
    if text.lower() in WORDS:
        return WORDS[text.lower()]
    if WHOLE.fullmatch(text):
        return int(text)
    if FIGURE.fullmatch(text):
        return Decimal(text)
    if DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text


def write_yaml(data: Mapping[str, Any]) -> str:
    """Write a document that `read_yaml` and every other reader understand, keys in their order."""
    return yaml.dump(data, Dumper=_Writer, allow_unicode=True, sort_keys=False)


class _Writer(yaml.SafeDumper):
    """Writes figures as they are, and lists one line each."""

    def ignore_aliases(self, data: object) -> bool:
        """Write what comes twice, twice."""
        return True


_Writer.add_representer(
    Decimal, lambda dumper, one: dumper.represent_scalar("tag:yaml.org,2002:float", str(one))
)
