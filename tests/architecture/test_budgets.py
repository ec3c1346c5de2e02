"""Budgets hold the tail: no long file, function, view, template or test; no shapeless name."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "allervers"
FILE, FUNCTION, VIEW, TEMPLATE, TEST = 300, 40, 25, 150, 30
SHAPELESS = {"utils", "helpers", "common", "core", "manager", "managers", "data", "misc", "lib"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(sources: dict[Path, ast.Module]) -> Iterator[tuple[Path, Function, int]]:
    """Give each function with its length, from `def` to its last line, docstring apart."""
    for file, tree in sources.items():
        for node in ast.walk(tree):
            if isinstance(node, Function):
                first = node.body[0]
                has_docstring = ast.get_docstring(node) is not None
                said = (first.end_lineno or 0) - first.lineno + 1 if has_docstring else 0
                yield file, node, (node.end_lineno or 0) - node.lineno + 1 - said


def is_view(file: Path, node: Function) -> bool:
    """Whether the function answers a request."""
    inside = file.is_relative_to(SRC) and bool({"views", "views.py"} & set(file.parts))
    return inside and bool(node.args.args) and node.args.args[0].arg == "request"


def test_no_file_is_longer_than_300_lines(sources: dict[Path, ast.Module]) -> None:
    long = [(str(f.relative_to(ROOT)), n) for f in sources if (n := lines(f)) > FILE]
    assert not long


def test_no_function_is_longer_than_40_lines(sources: dict[Path, ast.Module]) -> None:
    assert not [(f.name, n.name, size) for f, n, size in functions(sources) if size > FUNCTION]


def test_no_view_is_longer_than_25_lines(sources: dict[Path, ast.Module]) -> None:
    found = functions(sources)
    assert not [(f.name, n.name, size) for f, n, size in found if is_view(f, n) and size > VIEW]


def test_no_test_is_longer_than_30_lines(sources: dict[Path, ast.Module]) -> None:
    found = ((f, n, size) for f, n, size in functions(sources) if n.name.startswith("test_"))
    assert not [(f.name, n.name, size) for f, n, size in found if size > TEST]


def test_no_template_is_longer_than_150_lines() -> None:
    files = SRC.rglob("templates/**/*.html")
    assert not [(str(f.relative_to(SRC)), n) for f in files if (n := lines(f)) > TEMPLATE]


def test_no_module_has_a_shapeless_name(sources: dict[Path, ast.Module]) -> None:
    ours = [file.relative_to(ROOT) for file in sources if file.is_relative_to(SRC)]
    assert not [str(f) for f in ours if SHAPELESS & {f.stem, *f.parts}]


def lines(file: Path) -> int:
    """Count the lines of a file."""
    return len(file.read_text().splitlines())
