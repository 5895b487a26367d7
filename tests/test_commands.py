"""The commands do the work of the window, tell the truth by their exit codes, and keep secrets off the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from caseflow import commands
from caseflow.store import keys, opening

PASSPHRASE = "sept mots tout simples pour ce test"
CASELOAD = (
    "Nom;Prénom;Date de naissance;Téléphone;Code postal;Ville\r\n"
    "BENALI;Amina;14/03/1995;0639980001;13001;Marseille\r\n"
    "Lefèvre;Élodie;02/11/1988;639980002;13090;Aix-en-Provence\r\n"
    "D’Angelo;Jean-Luc;31/02/1990;0639980003;13400;Aubagne\r\n"
)

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on the test's store and returns exit code, output and errors."""
    monkeypatch.setenv("CASEFLOW_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(keys, "calibrate", lambda: keys.FLOOR)
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE + "\n", encoding="utf-8")

    def run_it(*words: str, store: str = "plie.caseflow", passphrase: Path | None = secret) -> tuple[int, str, str]:
        given = [*words, "--store", str(tmp_path / store)]
        if passphrase is not None:
            given += ["--passphrase-file", str(passphrase)]
        code = commands.main(given)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_it


@pytest.fixture
def caseload(tmp_path: Path) -> Path:
    path = tmp_path / "file active.csv"
    path.write_bytes(CASELOAD.encode("cp1252"))
    return path


def test_an_import_makes_the_store_and_tells_what_it_did(run: Run, caseload: Path) -> None:
    code, out, err = run("import", "caseload", str(caseload), "--json")
    report = json.loads(out)
    assert code == 0
    assert list(report) == ["rows", "created", "updated", "identical", "duplicates", "rejected", "repairs"]
    assert (report["rows"], report["created"], len(report["rejected"])) == (3, 2, 1)
    assert report["rejected"][0]["row"] == 4
    assert any(repair["before"] == "639980002" for repair in report["repairs"])
    assert "-" in err  # the recovery code


def test_the_same_file_twice_creates_nobody(run: Run, caseload: Path) -> None:
    run("import", "caseload", str(caseload))
    code, out, _err = run("import", "caseload", str(caseload), "--json")
    report = json.loads(out)
    assert (code, report["created"], report["updated"], report["identical"]) == (0, 0, 0, 2)


def test_a_copy_is_made_before_an_import_changes_a_store(run: Run, caseload: Path, tmp_path: Path) -> None:
    run("import", "caseload", str(caseload))
    assert not list((tmp_path / "home").rglob("*.caseflow"))
    caseload.write_bytes(CASELOAD.replace("BENALI;Amina", "ROSSI;Léa").encode("cp1252"))
    run("import", "caseload", str(caseload))
    assert len(list((tmp_path / "home").rglob("*.caseflow"))) == 1


def test_a_dry_run_writes_nothing(run: Run, caseload: Path, tmp_path: Path) -> None:
    code, out, _err = run("import", "caseload", str(caseload), "--dry-run", "--json")
    assert (code, json.loads(out)["created"]) == (0, 2)
    assert not (tmp_path / "plie.caseflow").exists()


def test_what_was_imported_is_exported_under_the_names_of_the_domain(run: Run, caseload: Path, tmp_path: Path) -> None:
    run("import", "caseload", str(caseload))
    for name in ("people.json", "people.csv", "people.xlsx"):
        assert run("export", "people", "-o", str(tmp_path / name))[0] == 0
        assert (tmp_path / name).stat().st_size > 0
    people = json.loads((tmp_path / "people.json").read_text(encoding="utf-8"))
    amina = next(person for person in people if person["first_name"] == "Amina")
    assert amina["birth_date"] == "1995-03-14"
    assert amina["phones"] == ["+33639980001"]
    assert amina["post_code"] == "13001"
    assert "private_note" not in amina
    assert "rqth" not in amina


def test_a_training_store_is_encrypted_and_its_people_are_printed(run: Run, tmp_path: Path) -> None:
    code, out, _err = run("demo", "--people", "5", "--seed", "3", store="training.caseflow", passphrase=None)
    assert code == 0
    assert opening.TRAINING_PASSPHRASE in out
    assert not (tmp_path / "training.caseflow").read_bytes().startswith(b"SQLite")
    secret = tmp_path / "known"
    secret.write_text(opening.TRAINING_PASSPHRASE, encoding="utf-8")
    pdf = tmp_path / "fiche.pdf"
    assert run("summary", "B-000002", "-o", str(pdf), store="training.caseflow", passphrase=secret)[0] == 0
    assert len(pypdfium2.PdfDocument(pdf.read_bytes())) == 1
    folder = tmp_path / "fiches"
    assert run("summary", "--all", "-o", str(folder), store="training.caseflow", passphrase=secret)[0] == 0
    assert len(list(folder.glob("*.pdf"))) == 5


def test_a_wrong_passphrase_is_refused_with_one_sentence(run: Run, caseload: Path, tmp_path: Path) -> None:
    run("import", "caseload", str(caseload))
    wrong = tmp_path / "wrong"
    wrong.write_text("autre chose", encoding="utf-8")
    code, out, err = run("check", passphrase=wrong)
    assert (code, out, len(err.strip().splitlines())) == (1, "", 1)
    assert "Traceback" not in err


def test_a_file_that_is_no_caseload_is_refused_and_makes_no_store(run: Run, tmp_path: Path) -> None:
    hostile = tmp_path / "liste.xlsx"
    hostile.write_bytes(b"PK\x03\x04 nothing of a workbook")
    code, out, err = run("import", "caseload", str(hostile), "--json")
    assert (code, out, len(err.strip().splitlines())) == (1, "", 1)
    assert not (tmp_path / "plie.caseflow").exists()


def test_wrong_usage_exits_with_two(run: Run) -> None:
    for words in (["nonsense"], ["export", "people"], ["summary", "-o", "x.pdf"]):
        with pytest.raises(SystemExit) as exit_:
            run(*words)
        assert exit_.value.code == 2


def test_a_sound_store_is_well_and_a_fault_of_dates_is_told(run: Run, caseload: Path) -> None:
    run("import", "caseload", str(caseload))
    code, out, _err = run("check", "--json")
    assert (code, json.loads(out)) == (0, {"ok": True, "findings": []})


def test_a_backup_brings_back_what_was_there(run: Run, caseload: Path, tmp_path: Path) -> None:
    run("import", "caseload", str(caseload))
    code, out, _err = run("backup", "-o", str(tmp_path / "copies"), "--json")
    copy = json.loads(out)["copy"]
    assert code == 0
    caseload.write_bytes(CASELOAD.replace("BENALI;Amina", "ROSSI;Léa").encode("cp1252"))
    run("import", "caseload", str(caseload))
    code, out, _err = run("restore", "--from", copy, "--json")
    assert code == 0
    run("export", "people", "-o", str(tmp_path / "after.json"))
    names = {person["last_name"] for person in json.loads((tmp_path / "after.json").read_text(encoding="utf-8"))}
    assert {name.upper() for name in names} == {"BENALI", "LEFÈVRE"}
