"""A page's context over a real store, with a fixed clock; and what a person does with mouse and keys."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from caseflow.services.desk import Desk
from caseflow.services.people import PersonDraft
from caseflow.settings import Settings
from caseflow.store.store import Store
from caseflow.ui.changes import Changes
from caseflow.ui.context import Context
from caseflow.ui.helping import helping
from caseflow.ui.main_window import MainWindow
from caseflow.ui.navigation import Navigator
from caseflow.ui.people.record_page import RecordPage
from caseflow.ui.record_tabs import open_record
from caseflow.ui.tasks import Tasks
from tests.conftest import FakeClock

PATIENCE = 20_000
"""Milliseconds after which the background hangs, however busy the machine is."""


@pytest.fixture(autouse=True)
def left_as_found() -> Iterator[None]:
    """Lets the keys go, and frees the windows left: each change of look puts a new coat on every one of them."""
    yield
    if QApplication.keyboardModifiers() is not Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Control)  # else a row chosen next is chosen as with Ctrl held
    if QApplication.instance() is not None:
        helping().close()
        for each in QApplication.topLevelWidgets():
            if each.parent() is None:
                each.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def context(qtbot: QtBot, store: Store, clock: FakeClock) -> Iterator[Context]:
    """What a page is handed, over an empty store."""
    desk = Desk(store)
    made = Context(desk, Navigator(), Changes(store), Tasks(), clock, Settings())
    yield made
    made.tasks.close()
    made.changes.close()
    desk.rules.close()


@pytest.fixture
def settle(qtbot: QtBot, context: Context) -> Callable[[], None]:
    """Waits until every answer of the background has come, and what it changed is shown."""

    def wait() -> None:
        qtbot.waitUntil(context.tasks.is_idle, timeout=PATIENCE)
        qtbot.wait(1)  # a change notice stands in the queue behind the answer
        qtbot.waitUntil(context.tasks.is_idle, timeout=PATIENCE)

    return wait


@pytest.fixture
def add_person(context: Context) -> Callable[..., UUID]:
    """Adds a person, by default one that is valid and unlike any other."""
    names = iter(("BENALI Amina", "DIALLO Ibrahima", "ÉTIENNE Zoé", "ZAMORA Luc", "ABAD Inès"))

    def add(last_name: str = "", first_name: str = "", **values: object) -> UUID:
        if not last_name:
            last_name, first_name = next(names).split(" ")
        return context.desk.people.create(PersonDraft(last_name=last_name, first_name=first_name, **values))

    return add


@pytest.fixture
def open_record_at(context: Context, qtbot: QtBot, settle: Callable[[], None]) -> Callable[[UUID, str], RecordPage]:
    """Opens the record of a person on one of its tabs."""

    def open_it(person: UUID, tab: str) -> RecordPage:
        made = open_record(context, person)
        qtbot.addWidget(made)
        made.resize(1200, 700)
        made.show()
        made.activateWindow()
        settle()
        made.show_tab(tab)
        settle()
        return made

    return open_it


@pytest.fixture
def window(context: Context, qtbot: QtBot, settle: Callable[[], None]) -> Iterator[MainWindow]:
    context.desk.store.is_training = True  # its file has no keys, without which there is no backup
    made = MainWindow(context)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    settle()
    yield made
    made.close()


@pytest.fixture
def press(window: MainWindow, qtbot: QtBot, settle: Callable[[], None]) -> Callable[..., None]:
    """Presses keys where the keyboard is; what is not a key is typed."""

    def press_keys(*keys: str) -> None:
        for each in keys:
            if QApplication.activeWindow() is None:  # a dialog closed: a window manager raises what is below
                window.activateWindow()
                qtbot.waitUntil(window.isActiveWindow)
            target = QApplication.focusWidget() or QApplication.activeWindow() or window
            if each.startswith("“"):
                qtbot.keyClicks(target, each.strip("“”"))
            else:
                combination = QKeySequence(each)[0]
                qtbot.keyClick(target, combination.key(), combination.keyboardModifiers())
            settle()

    return press_keys
