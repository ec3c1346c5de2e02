"""French on screen: the space before « : ; ? ! » and inside « » never ends a line.

Looked at: every template, and what pages and forms say (`wording`, `forms`, `views`, `actions` of
each subject). Sentences of commands, of imports and of models' choices are not.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

BREAKS = re.compile(r""" (?=[:;?!»](?:[\s.,)<"'’…»%{]|$))|(?<=«) """)
COMMENT = re.compile(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}", re.DOTALL)
FOLDERS = frozenset({"wording", "forms", "views", "actions"})
# Not words of a page: SQL; sources put together and stored beside what was stored before.
NOT_SAID = frozenset({
    "directory/actions/writing.py", "people/actions/retention.py",
    "rights/actions/expected_need.py",
})  # fmt: skip


def in_template(text: str) -> list[str]:
    """Return what stands around each ordinary space of a template where none should be."""
    said = COMMENT.sub("", text)
    return [said[max(found.start() - 30, 0) : found.end() + 20] for found in BREAKS.finditer(said)]


def in_module(text: str) -> list[str]:
    """Return the strings of a module, docstrings left out, that hold such a space."""
    tree = ast.parse(text)
    described = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, described) and node.body and isinstance(node.body[0], ast.Expr)
    }
    strings = (
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and id(node) not in docstrings
    )
    return [one for one in strings if isinstance(one, str) and BREAKS.search(one)]


def modules(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield the modules that say something to people, under their name in the product."""
    product = root / "src/allervers"
    for path in sorted(product.rglob("*.py")):
        name = path.relative_to(product).as_posix()
        parts = name.removesuffix(".py").split("/")
        if len(parts) > 1 and parts[1] in FOLDERS and name not in NOT_SAID:
            yield name, path


def test_no_template_breaks_a_line_before_a_mark(root: Path) -> None:
    product = root / "src/allervers"
    paths = [path for path in product.glob("*/templates/**/*") if path.suffix in {".html", ".txt"}]
    assert len(paths) > 300
    said = {str(one.relative_to(product)): in_template(one.read_text("utf-8")) for one in paths}
    assert {name: found for name, found in said.items() if found} == {}


def test_no_sentence_breaks_a_line_before_a_mark(root: Path) -> None:
    said = {name: in_module(path.read_text("utf-8")) for name, path in modules(root)}
    assert len(said) > 300
    assert {name: found for name, found in said.items() if found} == {}


@pytest.mark.parametrize(
    "text",
    [
        "Pourquoi ?",
        "Ouvert : {{ day }}",
        "« dossier\u00a0»",
        "«\u00a0dossier »",
        "{{ a }} ; {{ b }}",
    ],
)
def test_an_ordinary_space_is_seen(text: str) -> None:
    assert in_template(f"<p>{text}</p>")
    assert in_module(f"said = {text!r}")


@pytest.mark.parametrize(
    "text", ["Pourquoi\u00a0?", "«\u00a0dossier\u00a0»", "09:30", "https://exemple.invalid/?a=b"]
)
def test_what_never_breaks_passes(text: str) -> None:
    assert not in_template(f"{{% comment %}}Une note : ici.{{% endcomment %}}<p>{text}</p>")
    assert not in_module(f'"""Une note : ici."""\nsaid = {text!r}')
