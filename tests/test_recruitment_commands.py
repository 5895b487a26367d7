"""A recruitment without a window: opened from its file, lists taken in, senders recognised, doubts listed."""

import json
from email.message import EmailMessage
from pathlib import Path

import pytest

from caseflow.exchange.tables import read_table
from tests.test_commands import Run, caseload, run

__all__ = ["caseload", "run"]

NEED = """
code = "ENTREPOT"
title = "Entrepôt Nord"
[[jobs]]
title = "Cariste"
posts = 120
[[prescribers]]
name = "Mission locale de Marseille"
[[prescribers]]
name = "CCAS d’Aubagne"
"""


@pytest.fixture
def need(tmp_path: Path) -> Path:
    path = tmp_path / "entrepot.toml"
    path.write_text(NEED, encoding="utf-8")
    return path


def a_list(tmp_path: Path, name: str, *lines: str) -> str:
    path = tmp_path / name
    path.write_text("\n".join(("Nom;Prénom;Date de naissance;Téléphone", *lines)), encoding="utf-8")
    return str(path)


def test_lists_are_taken_in_senders_recognised_and_a_bad_one_holds_up_no_other(
    run: Run, need: Path, caseload: Path, tmp_path: Path
) -> None:
    assert run("import", "caseload", str(caseload))[0] == 0
    assert json.loads(run("recruitment", "create", str(need), "--json")[1])["posts"] == 120
    first = a_list(tmp_path, "2026 liste mission locale marseille.csv", "BENALI;Amina;14/03/1995;", "ROSSI;Léa;;")
    bad = tmp_path / "abime.xlsx"
    bad.write_bytes(b"PK\x03\x04 nothing")
    message = EmailMessage()
    message["From"] = "accueil@example.org"
    attached = Path(a_list(tmp_path, "CCAS-Aubagne_v2.csv", "Rossi;Léa;01/02/1999;", ";;31/02/2000;"))
    message.add_attachment(attached.read_bytes(), maintype="text", subtype="csv", filename=attached.name)
    second = str(tmp_path / "candidats.eml")
    Path(second).write_bytes(bytes(message))
    code, out, _err = run("import", "candidates", first, str(bad), second, "--recruitment", "entrepot", "--json")
    mission, refused, ccas = json.loads(out)["files"]
    assert (code, "error" in refused) == (1, True)
    assert (mission["sender"], mission["rows"], mission["created"], mission["known"]) == (
        "Mission locale de Marseille", 2, 1, 1,
    )  # fmt: skip
    assert (ccas["sender"], ccas["created"], ccas["duplicates"]) == ("CCAS d’Aubagne", 1, {"certain": 0, "possible": 1})
    assert {each["row"] for each in ccas["rejected"]} == {3}
    folder = tmp_path / "retours"
    files = json.loads(run("recruitment", "feedback", "ENTREPOT", "-o", str(folder), "--json")[1])["files"]
    assert [(each["prescriber"], each["people"]) for each in files] == [
        ("CCAS d’Aubagne", 1),
        ("Mission locale de Marseille", 2),
    ]
    assert {path.suffix for path in folder.iterdir()} == {".xlsx", ".pdf"}, "nobody gave an address: no draft"
    told = "\n".join(
        " ".join(map(str, row.cells)) for row in read_table(Path(files[1]["file"]), name="retour.xlsx").rows
    )
    assert ("BENALI" in told, told.count("ROSSI")) == (True, 1)
    (pair,) = json.loads(run("recruitment", "duplicates", "ENTREPOT", "--json")[1])["pairs"]
    assert (pair["certain"], len(pair["pair"])) == (False, 2)
    assert "date de naissance manquante" in pair["reasons"]
    assert "ROSSI" not in json.dumps(pair)


def test_the_account_is_written_as_its_name_ends_and_masked(
    run: Run, need: Path, caseload: Path, tmp_path: Path
) -> None:
    run("import", "caseload", str(caseload))
    run("recruitment", "create", str(need))
    lines = [f"BENALI{number};Amina;14/03/19{60 + number};" for number in range(7)]
    run("import", "candidates", a_list(tmp_path, "mission locale marseille.csv", *lines), "--recruitment", "ENTREPOT")
    for name, start in (("bilan.pdf", b"%PDF"), ("bilan.xlsx", b"PK")):
        path = tmp_path / name
        code, out, _err = run("recruitment", "report", "ENTREPOT", "-o", str(path), "--json")
        told = json.loads(out)
        assert (code, told["candidates"], told["hired"], told["tables"]["funnel"]) == (0, 7, 0, 8)
        assert path.read_bytes().startswith(start)
        assert b"BENALI" not in path.read_bytes()
    code, _out, err = run("recruitment", "report", "ENTREPOT", "-o", str(tmp_path / "bilan.doc"))
    assert (code, err.count("\n")) == (1, 1)


def test_an_unknown_code_is_refused_in_one_sentence(run: Run, caseload: Path, tmp_path: Path) -> None:
    run("import", "caseload", str(caseload))
    code, _out, err = run("recruitment", "duplicates", "DRIVE")
    assert (code, err.count("\n")) == (1, 1)
