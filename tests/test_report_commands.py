"""`caseflow report needs` writes masked figures, and refuses what it cannot write."""

import json
from pathlib import Path

import pytest

from caseflow import commands
from caseflow.store import keys
from caseflow.store.opening import TRAINING_PASSPHRASE


@pytest.fixture
def training(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """Make a training store of a few people."""
    monkeypatch.setenv("CASEFLOW_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(keys, "calibrate", lambda: keys.FLOOR)
    path = tmp_path / "training.caseflow"
    path.with_name("secret").write_text(TRAINING_PASSPHRASE, encoding="utf-8")
    assert commands.main(["demo", "--people", "30", "--store", str(path)]) == 0
    capsys.readouterr()
    return path


def report(training: Path, *words: str) -> int:
    store = ["--store", str(training), "--passphrase-file", str(training.with_name("secret"))]
    return commands.main(["report", "needs", *words, *store])


def test_both_kinds_of_file_are_written_and_told(training: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for ending, start in ((".pdf", b"%PDF"), (".xlsx", b"PK")):
        path = training.with_name(f"besoins{ending}")
        assert report(training, "-o", str(path), "--json") == 0
        told = json.loads(capsys.readouterr().out)
        assert path.read_bytes().startswith(start)
        assert (told["file"], told["threshold"]) == (str(path), 5)
        assert set(told) == {"file", "from", "to", "threshold", "people", "tables"}


@pytest.mark.parametrize(
    ("more", "words"),
    [(("-o", "besoins.doc"), ".pdf"), (("-o", "b.pdf", "--from", "2026-05-01", "--to", "2026-04-01"), "période")],
)
def test_what_cannot_be_written_is_refused_in_one_sentence(
    training: Path, more: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(training, *more) == 1
    assert words in capsys.readouterr().err
    assert not Path(more[1]).exists()
