"""The house rules that a machine can hold: sizes, names, rooms, what the project may mention."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE_ROOMS = ("ckanext-dtts", "harvesters", "docker", "config", "tests")
MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 50
FORBIDDEN_MODULE_NAMES = {"utils", "util", "common", "misc", "helpers_common"}


def tracked(*patterns: str) -> list[Path]:
    """Files that git knows or would add, so that a file is held from before its first commit."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def python_files() -> list[Path]:
    return [path for path in tracked("*.py") if path.relative_to(ROOT).parts[0] in CODE_ROOMS]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_the_rooms_hold_python_files() -> None:
    assert len(python_files()) > 20


def test_no_python_file_is_longer_than_300_lines() -> None:
    lines = {
        str(p.relative_to(ROOT)): len(p.read_text(encoding="utf-8").splitlines()) for p in python_files()
    }
    assert {name: n for name, n in lines.items() if n > MOST_LINES_OF_A_FILE} == {}


def test_no_function_is_longer_than_50_lines() -> None:
    sizes = {
        f"{path.relative_to(ROOT)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in python_files()
        for node in functions(path)
    }
    assert {name: n for name, n in sizes.items() if n > MOST_LINES_OF_A_FUNCTION} == {}


def test_no_module_is_a_drawer_for_everything() -> None:
    assert [p for p in python_files() if p.stem in FORBIDDEN_MODULE_NAMES] == []


@pytest.mark.parametrize("room", ["ckanext-dtts/dtts", "harvesters/dtts_harvesters"])
def test_every_public_function_of_core_and_harvesters_says_what_it_does(room: str) -> None:
    bare = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in tracked(f"{room}/*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and ast.get_docstring(node) is None
    ]
    assert bare == []


def test_schemas_holds_no_code() -> None:
    assert [p.name for p in tracked("schemas/*.py")] == ["__init__.py"]
