"""The sizes and habits of the house hold in every file."""

import ast
import os
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "caseflow"
SOURCES = sorted(PACKAGE.rglob("*.py"))
MIGRATIONS = PACKAGE / "store" / "migrations"
OURS = [path for path in SOURCES if MIGRATIONS not in path.parents]
"""All but the migrations, which write their tables out in full, once and for ever."""

FILE_LINES = 400
FUNCTION_LINES = 40
PUBLIC_METHODS = 20

Function = ast.FunctionDef | ast.AsyncFunctionDef


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def classes(tree: ast.AST) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def length(function: Function) -> int:
    """Lines from `def` to the end, the docstring and comments left out."""
    total = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function) is not None:
        docstring = function.body[0]
        total -= (docstring.end_lineno or docstring.lineno) - docstring.lineno + 1
    return total


def is_marked(function: Function, *names: str) -> bool:
    """A decorator of one of these names is on the function: `@override`, `@date.setter`."""
    return any(ast.unparse(decorator).split(".")[-1] in names for decorator in function.decorator_list)


def is_public(name: str) -> bool:
    return not name.startswith("_") or name == "_"


def undocumented(body: list[ast.stmt], prefix: str = "") -> Iterator[str]:
    for node in body:
        if isinstance(node, Function | ast.ClassDef) and is_public(node.name):
            overrides = isinstance(node, Function) and is_marked(node, "override", "overload", "setter")
            if not overrides and not ast.get_docstring(node):
                yield prefix + node.name
            if isinstance(node, ast.ClassDef):
                yield from undocumented(node.body, f"{prefix}{node.name}.")


def test_a_file_is_read_in_one_sitting() -> None:
    lines = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in OURS}
    assert [f"{file}: {count} lines" for file, count in lines.items() if count > FILE_LINES] == []


def test_a_function_fits_in_one_look() -> None:
    all_of_them = [(path, function) for path in OURS for function in functions(tree(path))]
    long = [(path, function) for path, function in all_of_them if length(function) > FUNCTION_LINES]
    assert [f"{name(path)}: {function.name}: {length(function)} lines" for path, function in long] == []


def test_a_class_does_one_thing() -> None:
    for path in OURS:
        for cls in classes(tree(path)):
            methods = [f for f in cls.body if isinstance(f, Function) and is_public(f.name)]
            ours = {f.name for f in methods if not is_marked(f, "override", "overload", "setter")}
            assert len(ours) <= PUBLIC_METHODS, f"{name(path)}: {cls.name}: {len(ours)} public methods"


def test_public_things_say_what_they_are_for() -> None:
    assert [name(path) for path in OURS if not ast.get_docstring(tree(path))] == [], "the module says nothing"
    assert [f"{name(path)}: {each}" for path in OURS for each in undocumented(tree(path).body)] == []


def test_every_page_of_the_screens_is_under_contract() -> None:
    contracts = pyproject()["tool"]["importlinter"]["contracts"]
    (pages,) = [contract for contract in contracts if contract.get("containers") == ["caseflow.ui"]]
    listed = set(re.findall(r"\w+", " ".join(pages["layers"])))
    folders = {path.parent.name for path in PACKAGE.glob("ui/*/__init__.py")}
    assert folders <= listed, "add it to the pages that may not import each other, in pyproject.toml"


# Where this was written and where packages come from are nobody's business. (The pattern does not match itself.)
# Some awkward files of the tests are not UTF-8 on purpose.
MACHINE_WORDS = re.compile(r"/(work|root|opt)/[a-z]|files\.pythonhosted\.org|pypi\.org/simple|pkg\.dev/")
TEXTS = (".py", ".pyi", ".md", ".toml", ".sh", ".spec", ".po", ".lock", ".csv")
OUTSIDE = {".venv", ".git", "build", "dist", "out", ".hypothesis", ".pytest_cache", ".ruff_cache", "__pycache__"}


def project_texts() -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT):  # Path.walk came with Python 3.12
        folders[:] = [name for name in folders if name not in OUTSIDE]
        for name in names:
            if name.endswith(TEXTS) or name in {"Makefile", "run"}:
                yield Path(folder, name)


def test_no_file_speaks_of_one_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {match.group()}"
        for path in project_texts()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if (match := MACHINE_WORDS.search(line))
    ]
    assert found == []


def locked() -> dict[str, list[str]]:
    """Each requirement of the lock file, with its hashes."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    entries: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        if match := re.match(r"([A-Za-z0-9._-]+)==", line):
            name = match[1].lower().replace("_", "-")
            entries[name] = []
        elif match := re.match(r"\s+--hash=(sha256:[0-9a-f]{64})", line):
            entries[name].append(match[1])
    return entries


def test_every_locked_package_has_hashes_and_no_address() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "http" not in text
    assert "file:" not in text
    assert "index-url" not in re.sub("--no-emit-index-url", "", text)
    assert [name for name, hashes in locked().items() if not hashes] == []


def test_everything_asked_for_is_locked() -> None:
    project = pyproject()
    groups = project["dependency-groups"]
    asked = [
        *project["project"]["dependencies"],
        *project["build-system"]["requires"],
        *(entry for group in groups.values() for entry in group if isinstance(entry, str)),
    ]
    names = {re.split(r"[<>=!~\[; ]", entry, maxsplit=1)[0].lower().replace("_", "-") for entry in asked}
    assert names <= locked().keys()


def test_qt_stays_below_the_version_that_aborts() -> None:
    project = pyproject()
    (qt,) = [entry for entry in project["project"]["dependencies"] if entry.startswith("pyside6")]
    assert "<6.12" in qt


def test_generated_files_are_ignored() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert {"uv.lock", ".venv/", "build/", "dist/", "out/"} <= set(ignored)


@pytest.mark.parametrize("folder", ["caseflow", "tests"])
def test_no_two_names_differ_by_case_alone(folder: str) -> None:
    # Windows and macOS would take one for the other.
    names = sorted(str(path).lower() for path in (ROOT / folder).rglob("*") if "__pycache__" not in path.parts)
    assert [name for name, same in groupby(names) if len(list(same)) > 1] == []
