"""The stores that are measured: invented people, kept in `out/benchmarks/`."""

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from caseflow.services import training
from caseflow.services.desk import Desk
from caseflow.store import opening

ON = date(2026, 11, 23)
FOLDER = Path(__file__).resolve().parents[1] / "out" / "benchmarks"


def wall() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def store_path(people: int) -> Path:
    """Return where the store of that many people lies."""
    return FOLDER / f"{people}" / "people.caseflow"


def make(people: int) -> None:
    """Make the store of that many people anew, with a directory of 20,000 services for 50,000 people."""
    path = store_path(people)
    shutil.rmtree(path.parent, ignore_errors=True)
    path.parent.mkdir(parents=True)
    store = opening.create_training_store(path, "Mesures", wall)
    training.fill(store, people, 1, ON, services=max(training.SERVICES, people * 2 // 5))
    store.close()


def copied(people: int, name: str) -> Path:
    """Copy a store with its keys, to be written to; return where the copy lies."""
    folder = FOLDER / name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(store_path(people).parent, folder)
    return folder / "people.caseflow"


@contextmanager
def desk_on(path: Path) -> Generator[Desk]:
    """Open a store."""
    desk = Desk(opening.open_store(path, opening.TRAINING_PASSPHRASE, "Mesures", wall))
    try:
        yield desk
    finally:
        desk.close()
