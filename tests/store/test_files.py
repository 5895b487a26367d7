"""A file is written whole or not at all."""

from pathlib import Path

import pytest

from caseflow.domain.errors import StorageTrouble
from caseflow.store.files import write_whole


def test_a_file_is_replaced_at_once_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "fiche.pdf"
    target.write_bytes(b"before")
    write_whole(target, b"after")
    assert target.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [target]


def test_a_failed_write_leaves_the_former_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "fiche.pdf"
    target.write_bytes(b"before")

    def no_room(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_room)
    with pytest.raises(StorageTrouble):
        write_whole(target, b"after")
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]
