"""The window starts without what only later gestures need: each of these was a share of the wait for the first list."""

import subprocess
import sys
from pathlib import Path

import pytest

from caseflow.services.desk import Desk
from caseflow.services.people import PersonDraft
from caseflow.store import opening
from caseflow.store.keys import Cost
from tests.conftest import FakeClock

LATER = (
    "alembic",
    "babel",
    "python_calamine",
    "email_validator",
    "holidays",
    "phonenumbers",
    "pypdfium2",
    "rapidfuzz",
    "reportlab",
    "xlsxwriter",
    "zxcvbn",
    "caseflow.exchange",
    "caseflow.reports",
    "caseflow.services.caseloads",
    "caseflow.services.dossier",
    "caseflow.ui.administration",
    "caseflow.ui.exchange",
    "caseflow.ui.record_tabs",
)
START = (
    "import os, sys; from pathlib import Path; from benchmarks import window; window._ours(Path(sys.argv[1]));"
    "print(*sys.modules, flush=True); os._exit(0)"
)


@pytest.fixture
def path(tmp_path: Path, clock: FakeClock, real_floor: Cost) -> Path:
    """A store with somebody to show."""
    made = opening.create_training_store(tmp_path / "people.caseflow", "Test", clock)
    desk = Desk(made)
    desk.people.create(PersonDraft("Benali", "Amina", phones=["06 12 34 56 78"]))
    desk.close()
    return tmp_path / "people.caseflow"


def test_the_list_shows_before_what_only_later_gestures_need_is_loaded(path: Path) -> None:
    told = subprocess.run([sys.executable, "-c", START, str(path)], check=True, capture_output=True, text=True)
    loaded = set(told.stdout.split())
    assert "caseflow.ui.people.list_page" in loaded
    assert loaded.isdisjoint(LATER)
