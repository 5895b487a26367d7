"""Preferences survive damage, and folders follow the one told."""

import json
from pathlib import Path

import pytest

from caseflow import settings
from caseflow.settings import Settings


def test_preferences_are_read_back_as_they_were_saved(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    saved = Settings(author="Claire", last_store="/plie.caseflow", second_backup_folder="/media/cle", path=path)
    saved.window = "AdnQywAD"
    saved.splitters["people"] = [300, 700]
    saved.save()
    assert settings.load(path) == saved
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"language": 3, "splitters": "x", "unknown": 1}'])
def test_a_damaged_file_gives_the_defaults(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content, encoding="utf-8")
    assert settings.load(path) == Settings()
    assert settings.load(tmp_path / "absent.json") == Settings()


def test_one_wrong_value_does_not_lose_the_others(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"language": 3, "author": "Claire"}), encoding="utf-8")
    assert settings.load(path) == Settings(author="Claire")


def test_one_variable_moves_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.HOME_VARIABLE, str(tmp_path))
    found = settings.folders()
    for path in (found.settings_file, found.backups, found.logs, found.training_store, found.first_store):
        assert tmp_path in path.parents


def test_nothing_roams_with_a_windows_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(settings.HOME_VARIABLE, raising=False)
    assert "Roaming" not in str(settings.folders().data)
