"""What everyday tasks cost a person, against the same in a prepared workbook; `pytest -s` prints each row.

The workbook's seconds are written out in the usability scripts, gesture by gesture: 28 to find and read somebody, 75
to note an interview with what came of it, 44 to take a sheet away. A third of that is the bar, with the mouse as
without it, in large letters and in the dark.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from caseflow.domain.barrier import Theme
from caseflow.domain.pathway import StepState
from caseflow.domain.scheme import Scheme
from caseflow.i18n import _
from caseflow.services.pathways import StepDraft
from caseflow.ui import print_run, theme
from caseflow.ui.context import Context
from caseflow.ui.main_window import MainWindow
from caseflow.ui.palette.panel import Palette
from caseflow.ui.quick_log.panel import QuickPanel
from caseflow.ui.tasks import Progress
from caseflow.ui.theme import Look
from caseflow.ui.widgets.timeline_view import TimelineView
from caseflow.ui.widgets.top_bar import TopBar
from tests.services.referring import partner
from tests.ui.meter import Meter

Settle = Callable[[], None]
FIND_AND_READ, INTERVIEW, TAKE_AWAY = 28.0, 75.0, 44.0
NOTE = "Voiture en panne, ne peut plus aller au chantier."
"""Typed alike in both worlds: its letters are not counted."""
RATIO = 1 / 3
SECRET = "Confidence faite au référent"


@pytest.fixture
def amina(context: Context, add_person: Callable[..., UUID]) -> UUID:
    """Somebody with a past, a present and dates ahead, among others whose names begin alike."""
    desk = context.desk
    for first_name in ("Abdel", "Zoé"):
        add_person("BERNARD", first_name)
    person = add_person("BENALI", "Amina", commune="Marseille", note="Voir le CCAS", private_note=SECRET)
    stay = desk.enrolments.refer(person, None, "CCAS")
    desk.enrolments.enter(stay, date(2026, 1, 5), desk.enrolments.add_counsellor("Claire Martin"))
    begun = {"started_on": date(2026, 6, 1), "planned_end": date(2027, 5, 31), "state": StepState.IN_PROGRESS}
    for values in (
        {
            "scheme": Scheme.PMSMP,
            "started_on": date(2026, 3, 2),
            "ended_on": date(2026, 3, 13),
            "state": StepState.DONE,
        },
        {"scheme": Scheme.ACI, "title": "Chantier couture", **begun},
        {"scheme": Scheme.TRAINING, "title": "CAP couture", "planned_start": date(2026, 12, 7)},
    ):
        desk.pathways.add_step(person, StepDraft(**values))
    return person


@pytest.fixture(params=["plain", "large letters in the dark"])
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    palette, sheet, font = qapp.palette(), qapp.styleSheet(), qapp.font()
    larger = qapp.font()
    larger.setPointSizeF(font.pointSizeF() * (1 if request.param == "plain" else 1.5))
    qapp.setFont(larger)
    theme.install(qapp, (Look.LIGHT if request.param == "plain" else Look.DARK).value)
    yield request.param
    qapp.setFont(font)
    qapp.setPalette(palette)
    qapp.setStyleSheet(sheet)


@pytest.fixture
def window(look: str, context: Context, amina: UUID, qtbot: QtBot, settle: Settle) -> Iterator[MainWindow]:
    context.desk.store.is_training = True  # its file has no keys, without which there is no backup
    made = MainWindow(context)
    qtbot.addWidget(made)
    made.resize(1366, 728)  # what the bar of tasks leaves of 1366 × 768
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    settle()
    yield made
    made.close()


@pytest.fixture
def meter(qapp: QApplication) -> Iterator[Meter]:
    made = Meter(qapp)
    yield made
    made.deleteLater()


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[bytes]:
    """What was sent to the printer: a printer is all that is replaced, by one that writes what it prints to a file."""
    sent: list[bytes] = []

    new_printer, send = print_run.new_printer, print_run.send

    def to_file(_name: str = "") -> QPrinter:
        printer = new_printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setResolution(72)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        return printer

    def send_and_keep(pdf: bytes, printer: QPrinter, progress: Progress, *, is_grey: bool = False) -> int:
        pages = send(pdf, printer, progress, is_grey=is_grey)
        sent.append(pdf)
        return pages

    monkeypatch.setattr(print_run, "usual_printer", lambda: "Bureau")
    monkeypatch.setattr(print_run, "new_printer", to_file)
    monkeypatch.setattr(print_run, "send", send_and_keep)
    return sent


def seen_at_once(window: QWidget) -> str:
    """The words that are seen whole, where nothing was scrolled."""
    labels = [label for label in window.findChildren(QLabel) if label.isVisible() and label.text()]
    return "\n".join(label.text() for label in labels if label.visibleRegion().boundingRect() == label.rect())


def page_words(pdf: bytes) -> list[str]:
    with PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def assert_found(window: MainWindow, amina: UUID) -> None:
    """The record is in front, and says where she stands and what comes next, without scrolling."""
    assert window.workspace.current_key() == amina
    page = window.workspace.current_page()
    words = seen_at_once(page)
    assert "BENALI Amina" in words
    assert "Chantier couture" in words
    assert "07/12/2026 – CAP couture" in words
    assert not page.tab("summary").findChild(TimelineView).viewport().visibleRegion().isEmpty()


def assert_taken_away(printed: list[bytes], paper: Path) -> None:
    words = page_words(printed.pop())
    assert len(words) == 1
    assert "Amina" in words[0]
    assert SECRET not in words[0]
    assert len(page_words(paper.read_bytes())) == 1


def test_somebody_is_found_and_her_sheet_taken_away_by_keys_alone(
    window: MainWindow,
    amina: UUID,
    printed: list[bytes],
    tmp_path: Path,
    look: str,
    meter: Meter,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    press = partial(press_key, qtbot)
    meter.reset(moments=2)
    press("Ctrl+K")
    qtbot.keyClicks(QApplication.focusWidget(), "bena")
    press("Return")
    settle()
    assert_found(window, amina)
    meter.tell(f"T1, keys, {look}")
    assert (meter.clicks, meter.keys, meter.homings, meter.windows) == (0, 6, 0, 0)
    assert meter.seconds() <= FIND_AND_READ * RATIO
    meter.reset(moments=2)
    press("Ctrl+Shift+P")
    qtbot.waitUntil(lambda: bool(printed))
    assert_taken_away(printed, tmp_path / "printed.pdf")
    meter.tell(f"T5, keys, {look}")
    assert (meter.clicks, meter.keys, meter.homings, meter.windows) == (0, 1, 0, 0)
    assert meter.seconds() <= TAKE_AWAY * RATIO


def test_somebody_is_found_and_her_sheet_taken_away_with_the_mouse(
    window: MainWindow,
    amina: UUID,
    printed: list[bytes],
    tmp_path: Path,
    look: str,
    meter: Meter,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    meter.reset(moments=2)
    click(window.findChild(TopBar).search_button, qtbot)
    qtbot.keyClicks(QApplication.focusWidget(), "bena")
    settle()
    lines = window.findChild(Palette).findChild(QListView)
    click(lines.viewport(), qtbot, lines.visualRect(lines.currentIndex()).center())
    settle()
    assert_found(window, amina)
    meter.tell(f"T1, mouse, {look}")
    assert (meter.clicks, meter.keys, meter.homings, meter.windows) == (2, 4, 2, 0)
    assert meter.seconds() <= FIND_AND_READ * RATIO
    meter.reset(moments=2)
    words = _("Pathway summary")
    click(next(each for each in window.findChildren(QPushButton) if each.text() == words), qtbot)
    qtbot.waitUntil(lambda: bool(printed))
    assert_taken_away(printed, tmp_path / "printed.pdf")
    meter.tell(f"T5, mouse, {look}")
    assert (meter.clicks, meter.keys, meter.homings, meter.windows) == (1, 0, 0, 0)
    assert meter.seconds() <= TAKE_AWAY * RATIO


@pytest.fixture
def met(window: MainWindow, context: Context, amina: UUID, settle: Settle) -> MainWindow:
    """The window with the record of somebody in front, and a partner who answers what she will speak of."""
    partner(context.desk, themes='["mobilite--entretenir-reparer-son-vehicule"]')
    context.navigator.open_person(amina)
    settle()
    return window


def note_on(window: MainWindow, qtbot: QtBot, settle: Settle) -> QuickPanel:
    """Open the form, and have the note in it with what a pause brings."""
    press_key(qtbot, "Ctrl+E")
    settle()
    (panel,) = [each for each in window.findChildren(QuickPanel) if each.isVisible()]
    panel.note.setPlainText(NOTE)
    qtbot.waitUntil(lambda: Theme.MOBILITY in panel.chips.chips())
    settle()
    return panel


def four(context: Context, person: UUID) -> tuple[int, ...]:
    """How many interviews, barriers, referrals and appointments somebody has."""
    desk, on = context.desk, context.today()
    contacts = desk.interviews.contacts(person)
    barriers, referrals = desk.barriers.of_person(person, on).barriers, desk.referrals.of_person(person, on)
    return len(contacts.past), len(barriers), len(referrals), len(contacts.ahead)


def offered(panel: QuickPanel) -> QPushButton:
    """The first of the resources offered."""
    return next(each for each in panel.resources.findChildren(QPushButton) if each.isVisible())


def test_an_interview_with_all_that_came_of_it_takes_three_clicks(
    met: MainWindow, context: Context, amina: UUID, look: str, meter: Meter, qtbot: QtBot, settle: Settle
) -> None:
    meter.reset(moments=5)
    panel = note_on(met, qtbot, settle)
    click(panel.chips.chips()[Theme.MOBILITY], qtbot)
    settle()
    click(offered(panel), qtbot)
    click(panel.save_button, qtbot)
    settle()
    assert four(context, amina) == (1, 1, 1, 1)
    meter.tell(f"T2, mouse, {look}")
    assert (meter.clicks, meter.keys, meter.windows) == (3, 1, 0)
    assert meter.seconds() <= INTERVIEW * RATIO
    press_key(qtbot, "Ctrl+Z")
    settle()
    assert four(context, amina) == (0, 0, 0, 0)


def test_an_interview_with_all_that_came_of_it_takes_no_click_by_keys(
    met: MainWindow, context: Context, amina: UUID, look: str, meter: Meter, qtbot: QtBot, settle: Settle
) -> None:
    meter.reset(moments=5)
    panel = note_on(met, qtbot, settle)
    press = partial(press_key, qtbot)
    for wanted in (panel.chips.chips()[Theme.MOBILITY], lambda: offered(panel)):
        target = wanted() if callable(wanted) else wanted
        while QApplication.focusWidget() is not target and meter.keys < 20:
            press("Tab")
        press("Space")
        settle()
    press("Ctrl+Return")
    settle()
    assert four(context, amina) == (1, 1, 1, 1)
    meter.tell(f"T2, keys, {look}")
    assert (meter.clicks, meter.homings, meter.windows) == (0, 0, 0)
    assert meter.keys <= 14
    assert meter.seconds() <= INTERVIEW * RATIO


def test_the_meter_counts_each_gesture_once(meter: Meter, qtbot: QtBot) -> None:
    """Qt hands a key or a click from widget to widget until one has a use for it."""
    window = QWidget()
    row = QHBoxLayout(window)
    field, button = QLineEdit(), QPushButton("Press")
    row.addWidget(field)
    row.addWidget(button)
    qtbot.addWidget(window)
    done: list[str] = []
    QShortcut(QKeySequence("Ctrl+S"), window, lambda: done.append("saved"))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert meter.windows == 1
    field.setFocus()
    qtbot.keyClicks(field, "bonjour")
    press_key(qtbot, "Ctrl+S")
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_F9)
    click(button, qtbot)
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    assert done == ["saved"]
    assert (meter.clicks, meter.keys, meter.homings) == (2, 9, 1)
    assert meter.seconds() == pytest.approx(9 * 0.28 + 2 * 1.30 + 0.40)


def press_key(qtbot: QtBot, keys: str) -> None:
    combination = QKeySequence(keys)[0]
    qtbot.keyClick(QApplication.focusWidget(), combination.key(), combination.keyboardModifiers())


def click(widget: QWidget, qtbot: QtBot, at: QPoint | None = None) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
