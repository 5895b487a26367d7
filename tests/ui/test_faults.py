"""When something breaks: one message, the window goes on, and what the support is sent names nobody."""

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from caseflow import logs, settings
from caseflow.services import diagnostics
from caseflow.services.diagnostics import Sheet
from caseflow.services.people import PersonDraft
from caseflow.ui import errors
from caseflow.ui.context import Context
from caseflow.ui.diagnostics import DiagnosticsDialog

CANARY = "QUETZALCOATLI"
Settle = Callable[[], None]


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Iterator[errors.Faults]:
    """The program's ears; what they replace comes back."""
    for name in ("excepthook", "unraisablehook"):
        monkeypatch.setattr(sys, name, getattr(sys, name))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made = errors.Faults()
    made.listen()
    yield made
    for box in boxes():
        box.close()


def boxes() -> list[QMessageBox]:
    return [top for top in QApplication.topLevelWidgets() if isinstance(top, QMessageBox) and top.isVisible()]


class Broken(QWidget):
    """Cannot be painted."""

    paintings = 0

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        self.paintings += 1
        QTimer.singleShot(0, self, self.update)
        raise KeyError(CANARY)


def fail() -> None:
    raise KeyError(CANARY)


def test_a_control_that_cannot_be_painted_is_told_once_and_names_nobody(
    faults: errors.Faults, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    broken = Broken()
    qtbot.addWidget(broken)
    broken.show()
    qtbot.waitUntil(lambda: broken.paintings > 5 and bool(boxes()))
    assert len(boxes()) == 1
    box = boxes()[0]
    words = box.text() + box.informativeText()
    box.close()
    so_far = broken.paintings
    qtbot.waitUntil(lambda: broken.paintings > so_far + 5)
    assert boxes() == [], "closing the message paints again, which fails again"
    assert CANARY not in caplog.text + words


def test_a_slot_a_timer_and_a_thread_that_fail_are_told_each(faults: errors.Faults, qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    button.clicked.connect(lambda: {}[CANARY])
    button.click()
    QTimer.singleShot(0, fail)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(boxes()) == 3)


def test_the_folder_can_be_prepared_from_the_message(faults: errors.Faults, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    box = errors.show_error(parent, ZeroDivisionError())
    next(each for each in box.buttons() if each.text() == "Préparer un dossier de diagnostic…").click()
    dialog = parent.findChild(DiagnosticsDialog)
    qtbot.waitUntil(lambda: dialog._names.count() == 2)
    dialog.close()


def test_what_is_shown_is_what_is_written_and_names_nobody(
    context: Context, qtbot: QtBot, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / CANARY
    monkeypatch.setenv(settings.HOME_VARIABLE, str(home))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    logs.start(settings.folders().logs)
    try:
        _write_diagnostics(context, qtbot, settle, tmp_path, home)
    finally:
        logger = logging.getLogger("caseflow")
        logger.handlers.pop().close()
        logger.propagate = True


def _write_diagnostics(context: Context, qtbot: QtBot, settle: Settle, place: Path, home: Path) -> None:
    context.desk.people.create(PersonDraft(last_name=CANARY, first_name=CANARY, note=CANARY))
    context.settings.author = context.settings.last_store = context.settings.second_backup_folder = CANARY
    errors.code_of(KeyError(CANARY))
    logging.getLogger("caseflow.test").error("disk %s", home / "data")
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = DiagnosticsDialog.ask(parent, context)
    qtbot.waitUntil(lambda: dialog._names.count() == 4)
    shown = {}
    for row in range(dialog._names.count()):
        dialog._names.setCurrentRow(row)
        shown[dialog._names.item(row).text()] = dialog._text.toPlainText()
    dialog.write_in(str(place))
    folder = next(place.glob("caseflow-diagnostic-*"))
    assert {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()} == shown
    assert "person: 1" in shown["store.txt"]
    assert "KeyError" in shown["log.txt"]
    assert CANARY not in "".join(shown.values())


def test_a_folder_that_cannot_be_written_leaves_nothing_half_done(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        diagnostics.write(tmp_path / "made", [Sheet("a.txt", "a"), Sheet("no/such/folder.txt", "b")])
    assert list(tmp_path.iterdir()) == []
