"""Subjects form one line, for tables and templates as for imports."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "allervers"


def test_foreign_keys_follow_the_line(line: list[str]) -> None:
    wrong = [
        f"{model.__name__}.{field.name} → {target.__name__}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if (target := getattr(field, "related_model", None)) and field.concrete
        if model._meta.app_label in line and target._meta.app_label in line
        if line.index(target._meta.app_label) < line.index(model._meta.app_label)
    ]
    assert not wrong


def test_no_foreign_key_points_to_what_others_own(line: list[str]) -> None:
    wrong = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in line
        for field in model._meta.get_fields()
        if field.concrete and (target := getattr(field, "related_model", None))
        if target._meta.app_label not in {*line, "sessions"}
    ]
    assert not wrong, "a table of ours leans on a library's"


def test_templates_include_downward_only(line: list[str], subjects: list[Path]) -> None:
    used = re.compile(r"{%\s*(?:extends|include)\s+\"([a-z_]+)/")
    wrong = [
        f"{file.relative_to(SRC)} uses {owner}"
        for subject in subjects
        for file in (subject / "templates").rglob("*.html")
        for owner in used.findall(file.read_text())
        if owner in line and line.index(owner) < line.index(subject.name)
    ]
    assert not wrong


def test_every_template_is_used(subjects: list[Path], sources: dict[Path, ast.Module]) -> None:
    pages = [page for one in subjects for page in (one / "templates").rglob("*.*")]
    told = [file.read_text() for file in sources if file.is_relative_to(SRC)]
    everything = "\n".join([*told, *(page.read_text() for page in pages)])
    names = {str(page).rsplit("/templates/", 1)[1] for page in pages}
    found_by_django = {"400.html", "403.html", "404.html", "500.html", "403_csrf.html"}
    # A name may be put together: "choose.html" after a folder, "home_" before a role.
    parts = {name: (name.rsplit("/")[-1], name.split("_", 1)[0] + "_{") for name in names}
    unused = names - found_by_django
    assert not [name for name in unused if not any(part in everything for part in parts[name])]


def test_every_folder_is_in_the_line(line: list[str], subjects: list[Path]) -> None:
    assert {subject.name for subject in subjects} <= set(line)


def test_models_are_imported_never_looked_up_by_name(sources: dict[Path, ast.Module]) -> None:
    wrong = [
        str(file.relative_to(ROOT))
        for file, tree in sources.items()
        if file.is_relative_to(SRC) and "migrations" not in file.parts
        if any(isinstance(n, ast.Attribute) and n.attr == "get_model" for n in ast.walk(tree))
    ]
    assert not wrong, "apps.get_model hides an import from the contracts"


def test_tables_are_reached_from_the_inner_rings_only(sources: dict[Path, ast.Module]) -> None:
    # Forms are free: their choices are querysets, which a query of ours or theirs narrows.
    outer = ("views", "views.py", "api", "api.py", "context.py", "middleware.py", "urls", "domain")
    wrong = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file, tree in sources.items()
        if file.is_relative_to(SRC) and len(file.relative_to(SRC).parts) > 1
        if file.relative_to(SRC).parts[1] in outer
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("place", "is_refused"),
    [("src/allervers/tours/domain/sample.py", True), ("src/allervers/tours/jobs.py", False)],
)
def test_clock_is_banned_in_the_domain(place: str, *, is_refused: bool) -> None:
    sample = "from datetime import date\n\nTODAY = date.today()\n"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "ruff",
            "check",
            "--select=TID251",
            f"--stdin-filename={place}",
            "-",
        ],
        input=sample,
        text=True,
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    assert ("TID251" in done.stdout) is is_refused, done.stdout + done.stderr
