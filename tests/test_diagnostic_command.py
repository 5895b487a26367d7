"""A diagnostic comes in from a terminal as proposals; nothing of the person, nothing sensitive is printed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from caseflow import commands
from caseflow.exchange.diagnostics import MOST_BYTES
from caseflow.store import keys

OLD, NEW = (Path(__file__).parent / "data" / "diagnostics" / f"france_travail_{year}.json" for year in (2023, 2026))
CASELOAD = "Nom;Prénom;Date de naissance\r\nBENALI;Amina;14/03/1995\r\n"

Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("CASEFLOW_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(keys, "calibrate", lambda: keys.FLOOR)
    secret, caseload = tmp_path / "secret", tmp_path / "file.csv"
    secret.write_text("sept mots tout simples pour ce test\n", encoding="utf-8")
    caseload.write_text(CASELOAD, encoding="utf-8")
    store = ["--store", str(tmp_path / "plie.caseflow"), "--passphrase-file", str(secret), "--json"]
    commands.main(["import", "caseload", str(caseload), *store])
    number = _number(tmp_path, store)
    return lambda path, person=number: commands.main(["import", "diagnostic", str(path), "--person", person, *store])


def _number(folder: Path, store: list[str]) -> str:
    commands.main(["export", "people", "-o", str(folder / "people.json"), *store])
    (person,) = json.loads((folder / "people.json").read_text(encoding="utf-8"))
    return person["file_number"]


def test_a_diagnostic_read_twice_is_proposed_once(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for _time in range(2):
        capsys.readouterr()
        assert run(OLD) == 0
        told.append(json.loads(capsys.readouterr().out))
    first, again = told
    assert list(first) == ["proposals", "known", "needs", "constraints"]
    assert (first["proposals"], first["known"], first["needs"]) == (7, 0, 2)
    assert (again["proposals"], again["known"]) == (0, 7)
    assert {"wording": "Développer sa mobilité", "theme": "mobility", "state": "present"} in first["constraints"]


def test_nothing_sensitive_and_no_name_is_printed(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (OLD, NEW):
        capsys.readouterr()
        run(path)
        told = "".join(capsys.readouterr())
        assert not [word for word in ("santé", "TESTARD", "Camille", "EXEMPLE", "BENALI") if word in told]


def test_the_shape_of_2026_is_counted_and_known_again_under_a_byte_order_mark(
    run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    marked = tmp_path / "marked.json"
    marked.write_bytes(b"\xef\xbb\xbf" + NEW.read_bytes())
    told = []
    for path in (NEW, marked):
        capsys.readouterr()
        assert run(path) == 0
        told.append(json.loads(capsys.readouterr().out))
    first, again = told
    assert first["proposals"] > 0
    assert (again["proposals"], again["known"]) == (0, first["proposals"])


HOSTILE = {
    "empty": b"",
    "null": b"null",
    "a workbook": b"PK\x03\x04" + b"\x00" * 64,
    "utf-16": '{"contraintesIndividusDto": {}}'.encode("utf-16"),
    "far too deep": b'{"a":' * 100_000,
    "two people": b"[" + OLD.read_bytes() + b"," + OLD.read_bytes() + b"]",
    "cut short": OLD.read_bytes()[:-40],
    "too large": b'{"contraintesIndividusDto": {"contraintes": []}}' + b" " * MOST_BYTES,
}


def test_a_hostile_file_is_refused_in_a_sentence_and_writes_nothing(
    run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "diagnostic.json"
    for kind, content in HOSTILE.items():
        path.write_bytes(content)
        capsys.readouterr()
        assert run(path) == 1, kind
        out, err = capsys.readouterr()
        assert (out, len(err.strip().splitlines())) == ("", 1), kind
    assert run(OLD) == 0
    assert json.loads(capsys.readouterr().out)["known"] == 0, "nothing was proposed before"


def test_a_file_that_is_no_diagnostic_is_refused(run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "autre.json"
    path.write_text("{}", encoding="utf-8")
    capsys.readouterr()
    assert run(path) == 1
    out, err = capsys.readouterr()
    assert (out, len(err.strip().splitlines())) == ("", 1)


def test_a_file_number_that_is_nobody_s_is_refused(run: Run) -> None:
    assert run(OLD, "B-0") == 1
