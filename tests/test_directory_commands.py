"""The directory of partners without a window: what is printed is what was agreed, and what is written reads again."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from caseflow import commands
from caseflow.store import keys

Run = Callable[..., tuple[int, str, str]]

ROWS = [
    {"id": "x--1", "source": "x", "nom": "Permis", "structure_name": "Auto-école", "code_postal": "13001"},
    {"id": "x--2", "source": "x", "nom": "Crèche", "structure_name": "Le Figuier", "code_postal": "59000"},
    {"id": "x--3", "source": "x", "nom": "", "code_postal": "13001", "structure_name": "Le Figuier"},
]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on a store of the test, made when it is first needed."""
    monkeypatch.setenv("CASEFLOW_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(keys, "calibrate", lambda: keys.FLOOR)
    secret = tmp_path / "secret"
    secret.write_text("sept mots tout simples pour ce test\n", encoding="utf-8")

    def run_it(*words: str, store: str = "plie.caseflow") -> tuple[int, str, str]:
        code = commands.main([*words, "--store", str(tmp_path / store), "--passphrase-file", str(secret)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_it


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "annuaire.json"
    path.write_text(json.dumps(ROWS), encoding="utf-8")
    return str(path)


def _counts(out: str) -> tuple[int, ...]:
    report = json.loads(out)
    assert list(report) == ["structures", "services", "created", "updated", "identical", "closed", "rejected"]
    return (*(report[name] for name in list(report)[:6]), len(report["rejected"]))


def test_an_import_tells_what_was_agreed_and_twice_is_once(run: Run, file: str) -> None:
    code, out, _err = run("import", "resources", file, "--json")
    assert (code, _counts(out)) == (0, (2, 2, 4, 0, 0, 0, 1))
    assert json.loads(out)["rejected"] == [
        {"id": "x--3", "field": "nom", "reason": "Ce champ est obligatoire"},
    ]
    code, out, _err = run("import", "resources", file)
    assert "Ajoutés\u00a0: 0. Mis à jour\u00a0: 0. Identiques\u00a0: 4." in out
    assert "Ligne 3, nom\u00a0: Ce champ est obligatoire." in out


def test_a_dry_run_and_a_filter_write_no_more_than_they_say(run: Run, file: str) -> None:
    assert _counts(run("import", "resources", file, "--dry-run", "--json")[1])[:4] == (2, 2, 4, 0)
    assert _counts(run("import", "resources", file, "--departments", "13,84", "--json")[1])[:4] == (1, 1, 2, 0)


def test_a_departement_that_does_not_exist_is_refused(run: Run, file: str) -> None:
    assert run("import", "resources", file, "--departments", "99")[0] == 1


def test_an_export_is_read_again_in_another_store(run: Run, file: str, tmp_path: Path) -> None:
    run("import", "resources", file)
    out = tmp_path / "pour le CCAS.csv"
    code, told, _err = run("export", "resources", "-o", str(out), "--json")
    assert (code, json.loads(told)["services"], json.loads(told)["structures"]) == (0, 2, 2)
    assert all(Path(path).is_file() for path in json.loads(told)["files"])
    assert _counts(run("import", "resources", str(out), "--json", store="autre.caseflow")[1]) == (2, 2, 4, 0, 0, 0, 0)
