"""The longest that the window's thread is busy at one go, at each gesture: in that time no key is heard."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from benchmarks.applicants import applicants
from benchmarks.duplicates import recruit
from benchmarks.importing import write_file
from benchmarks.measure import Result, Timing
from benchmarks.stage import FOLDER, ON, copied

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from caseflow.store.store import Store
    from caseflow.ui.context import Context
    from caseflow.ui.main_window import MainWindow

Kind = TypeVar("Kind", bound="QWidget")

AT_MOST = 100.0
"""Milliseconds of the thread's processor time."""

STAGES = ("collect", "duplicates", "sorting", "meetings", "board", "feedback", "account")

_STILL = 5
"""Rounds without an answer awaited after which a gesture is over."""


def measure(people: int, candidates: int) -> list[Result]:
    """Make every gesture on a copy of a store, in a window of its own process; bring that many candidates in."""
    file = FOLDER / "candidates.xlsx"
    write_file(file, people, candidates)
    root = Path(__file__).resolve().parents[1]
    command = [sys.executable, "-m", "benchmarks.pauses", str(copied(people, "pauses")), str(file), str(candidates)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, check=True, capture_output=True, env=environment, cwd=root)
    found: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return [
        Result(f"longest pause of the window: {gesture}", people, Timing(*worst), at_most=AT_MOST)
        for gesture, worst in found.items()
    ]


class Watch:
    """Turns the event loop by hand and keeps the longest turn of each gesture, on the clock and in processor time."""

    def __init__(self, application: "QApplication", context: "Context") -> None:
        self._application = application
        self._context = context
        self.worst: dict[str, list[float]] = {}

    def during(self, gesture: str, act: Callable[[], object]) -> None:
        """Make a gesture and stay until every answer it asked for is shown."""
        self._turn(gesture, act)
        still = 0
        while still < _STILL:
            time.sleep(0.02)  # also lets the timers of a search field pass
            self._turn(gesture, self._application.processEvents)
            still = still + 1 if self._context.tasks.is_idle() else 0

    def _turn(self, gesture: str, act: Callable[[], object]) -> None:
        wall, spent = time.perf_counter(), time.thread_time()
        act()
        turn = ((time.perf_counter() - wall) * 1000, (time.thread_time() - spent) * 1000)
        former = self.worst.get(gesture, [0.0, 0.0])
        self.worst[gesture] = [max(pair) for pair in zip(former, turn, strict=True)]


def main(path: Path, file: Path, candidates: int) -> None:
    """Open a window on a store and live a short day in it, then a recruitment of that many candidates."""
    from caseflow import app, i18n
    from caseflow.services.desk import Desk
    from caseflow.settings import Settings
    from caseflow.store import opening
    from caseflow.ui.changes import Changes
    from caseflow.ui.context import Context
    from caseflow.ui.main_window import MainWindow
    from caseflow.ui.navigation import Navigator
    from caseflow.ui.tasks import Tasks

    i18n.install("fr")
    application = app.make_application([sys.argv[0]], "fr")
    store = opening.open_store(path, opening.TRAINING_PASSPHRASE, "Mesures", app.wall)
    context = Context(Desk(store), Navigator(), Changes(store), Tasks(), app.wall, Settings())
    watch = Watch(application, context)
    windows: list[MainWindow] = []
    watch.during("make the window", lambda: windows.append(MainWindow(context)))
    window = windows[0]
    window.resize(1366, 768)
    watch.during("show the window", window.show)
    _look(watch, window)
    _bring_in(watch, window, file)
    recruitment_id = recruit(store, applicants(candidates))[0]
    _credit(store, recruitment_id)
    _hire(watch, window, recruitment_id)
    print(json.dumps(watch.worst), flush=True)
    os._exit(0)


def _look(watch: Watch, window: "MainWindow") -> None:
    """Look for people, sort them, open records."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit

    from caseflow.ui.widgets.rows_view import RowsView

    watch.during("open the list", lambda: window.open_list("all"))
    page = window.workspace.current_page()
    view, field = _child(page, RowsView), _child(page, QLineEdit)
    header = view.horizontalHeader()
    for column in range(header.count()):
        if not header.isSectionHidden(column):
            middle = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
            place = header.viewport().rect().center()
            place.setX(middle)
            click = (header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
            watch.during("sort by a column", lambda click=click: QTest.mouseClick(*click))
    for _page in range(20):
        watch.during("go down the list", lambda: QTest.keyClick(view, Qt.Key.Key_PageDown))
    watch.during("choose everybody", view.selectAll)
    watch.during("choose everybody", view.clearSelection)
    for letter in "martin":
        watch.during("search", lambda letter=letter: QTest.keyClicks(field, letter))
    for _letter in "martin":
        watch.during("search", lambda: QTest.keyClick(field, Qt.Key.Key_Backspace))
    for line in range(3):
        view.setCurrentIndex(view.model().index(line, 0))
        watch.during("open a record", lambda: QTest.keyClick(view, Qt.Key.Key_Return))
        window.open_list("all")


def _bring_in(watch: Watch, window: "MainWindow", file: Path) -> None:
    """Bring a file in, step by step, and take it back."""
    from PySide6.QtWidgets import QPushButton

    from caseflow.i18n import _
    from caseflow.ui.exchange.import_page import ImportPage
    from caseflow.ui.navigation import ImportSource

    watch.during("read a file to import", lambda: window.open_import(ImportSource(path=file)))
    page = window.workspace.current_page()
    if not isinstance(page, ImportPage):
        raise TypeError(page)
    undo = next(each for each in page.findChildren(QPushButton) if each.text() == _("Undo this import"))
    for gesture in ("choose the sheet", "compare the rows with everybody", "write an import"):
        if not undo.isVisible():
            watch.during(gesture, page.acts()["save"].do)
    if not undo.isVisible():
        raise LookupError(undo.text())
    watch.during("take an import back", undo.click)


def _credit(store: "Store", recruitment_id: UUID) -> None:
    """Have the candidates of a recruitment come from a few prescribers, most of them from one."""
    from sqlalchemy import select

    from caseflow.domain.base import new_id
    from caseflow.domain.candidacy import Candidacy, CandidacySource
    from caseflow.domain.recruitment import Prescriber

    with store.writing("Prescripteurs") as writing:
        senders = [writing.add(Prescriber(name=f"Prescripteur {number}")).id for number in range(10)]
        writing.session.flush()
        ids = writing.session.scalars(select(Candidacy.id).where(Candidacy.recruitment_id == recruitment_id))
        senders += [senders[0]] * len(senders)
        rows = [
            {"id": new_id(), "candidacy_id": key, "prescriber_id": senders[place % len(senders)], "received_on": ON}
            for place, key in enumerate(ids)
        ]
        writing.insert_rows(CandidacySource, rows)


def _hire(watch: Watch, window: "MainWindow", recruitment_id: UUID) -> None:
    """Judge pairs of candidates, call some, move them all on the board."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QListWidget

    from caseflow.ui.recruitments.board_stage_views import CardsView
    from caseflow.ui.recruitments.recruitment_page import RecruitmentPage
    from caseflow.ui.recruitments.sorting_stage import SortingStage

    watch.during("open a recruitment", lambda: window.open_recruitment(recruitment_id))
    page = window.workspace.current_page()
    if not isinstance(page, RecruitmentPage):
        raise TypeError(page)
    for stage in STAGES:
        watch.during(f"stage {stage}", lambda stage=stage: page.show_tab(stage))
    window.activateWindow()  # else no key of a command is heard

    def press(key: Qt.Key, control: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or page, key, control)

    watch.during("stage duplicates", lambda: page.show_tab("duplicates"))
    pairs = _child(page.stage("duplicates"), QListWidget)
    pairs.setFocus()
    to_judge = pairs.count()
    for key in (Qt.Key.Key_F, Qt.Key.Key_E, Qt.Key.Key_F):
        watch.during("judge a pair", lambda key=key: press(key))
    sorting = page.stage("sorting")
    if not isinstance(sorting, SortingStage):
        raise TypeError(sorting)
    watch.during("stage sorting", lambda: page.show_tab("sorting"))
    watch.during("begin to call", sorting.start_calls)
    for _call in range(3):
        watch.during("note a call", lambda: press(Qt.Key.Key_A))
    watch.during("back to the list", lambda: press(Qt.Key.Key_Escape))
    watch.during("stage board", lambda: page.show_tab("board"))
    cards = _child(page.stage("board"), CardsView)
    cards.begin()
    watch.during("move a card", lambda: press(Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier))
    cards.begin()
    watch.during("choose every card", cards.selectAll)
    watch.during("move every card", lambda: press(Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier))
    left = (to_judge - pairs.count(), len(cards.ids()))
    if left != (3, 0):
        raise LookupError(left)


def _child(page: "QWidget | None", kind: type[Kind]) -> Kind:
    found = page.findChild(kind) if page else None
    if found is None:
        raise LookupError(kind.__name__)
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
