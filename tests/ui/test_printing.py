"""What is shown is what is printed: the very PDF, one page for the person or the full version, one person or many."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox, QRadioButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas
from shiboken6 import isValid

from caseflow.reports.preview import page_image
from caseflow.ui import print_run, printing
from caseflow.ui.context import Context
from caseflow.ui.main_window import MainWindow
from caseflow.ui.people.record_page import RecordPage
from caseflow.ui.print_preview import PreviewDialog, Printed
from caseflow.ui.print_run import as_image
from caseflow.ui.tasks import Progress


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


@pytest.fixture
def show(window: QWidget, context: Context, settle: Callable[[], None]) -> Callable[[list[UUID]], PreviewDialog]:
    def preview(person_ids: list[UUID]) -> PreviewDialog:
        dialog = printing.preview_summaries(context, window, person_ids)
        settle()
        return dialog

    return preview


Show = Callable[[list[UUID]], PreviewDialog]
Settle = Callable[[], None]


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The printer of this computer: a file."""
    target = tmp_path / "tray" / "printed.pdf"
    target.parent.mkdir()
    make = print_run.new_printer

    def to_file(_name: str = "") -> QPrinter:
        made = make()
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setResolution(72)
        made.setOutputFileName(str(target))
        return made

    monkeypatch.setattr(print_run, "new_printer", to_file)
    monkeypatch.setattr(print_run, "printer_names", lambda: ["Bureau", "Accueil"])
    monkeypatch.setattr(print_run, "usual_printer", lambda: "Bureau")
    return target


@pytest.fixture
def told(context: Context) -> list[str]:
    """What the window told."""
    sentences: list[str] = []
    context.navigator.message_posted.connect(sentences.append)
    return sentences


def pages(pdf: Path | bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_the_preview_holds_the_very_pdf_of_the_person(
    show: Callable[[list[UUID]], PreviewDialog], add_person: Callable[..., UUID]
) -> None:
    dialog = show([add_person("Benali", "Amina")])
    assert dialog.made is not None
    assert "Amina" in words(dialog.made.pdf)
    assert "Benali" not in dialog.made.file_name
    assert "1" in dialog.page_text


def test_a_selection_is_one_document_with_a_sheet_for_each(
    show: Callable[[list[UUID]], PreviewDialog], add_person: Callable[..., UUID]
) -> None:
    dialog = show([add_person() for _ in range(3)])
    assert dialog.made is not None
    assert pages(dialog.made.pdf) == 3
    assert dialog.page_text.replace("\u00a0", " ") == "Page 1 sur 3"
    dialog._next.click()
    assert dialog.page_text.replace("\u00a0", " ") == "Page 2 sur 3"
    dialog._previous.click()
    assert not dialog._previous.isEnabled()


def test_the_full_version_replaces_the_short_one(
    show: Callable[[list[UUID]], PreviewDialog], add_person: Callable[..., UUID], settle: Callable[[], None]
) -> None:
    dialog = show([add_person("Benali", "Amina")])
    assert dialog.made is not None
    short = dialog.made.pdf
    dialog.choose_version(full=True)
    settle()
    assert dialog.made is not None
    assert words(dialog.made.pdf) != words(short)


def test_the_copies_wanted_are_printed_while_the_preview_is_gone(
    show: Show, printer: Path, add_person: Callable[..., UUID], settle: Settle, told: list[str]
) -> None:
    dialog = show([add_person() for _ in range(2)])
    dialog._choices._copies.setValue(2)
    QTest.keyClick(dialog, Qt.Key.Key_Return)  # « Imprimer » has the focus
    settle()
    assert not isValid(dialog) or not dialog.isVisible()
    assert pages(printer) == 4
    assert told == ["4 pages imprimées."]


def test_some_pages_alone_are_printed_when_the_system_is_asked_so(
    qtbot: QtBot, show: Show, printer: Path, add_person: Callable[..., UUID], settle: Settle
) -> None:
    dialog = show([add_person() for _ in range(3)])
    dialog._options.click()
    choosing = dialog.findChild(QPrintDialog)
    choosing.findChild(QRadioButton, "printRange").click()
    choosing.findChild(QSpinBox, "from").setValue(2)
    choosing.findChild(QSpinBox, "to").setValue(3)
    choosing.findChild(QLineEdit, "filename").setText(str(printer))  # the printer of the test is a file
    choosing.accept()
    settle()
    assert pages(printer) == 2


def test_a_print_can_be_stopped_between_two_pages(
    show: Show, printer: Path, context: Context, add_person: Callable[..., UUID], settle: Settle, told: list[str]
) -> None:
    dialog = show([add_person() for _ in range(3)])
    context.tasks.started.connect(lambda job: job.progressed.connect(lambda done, _all: job.cancel() if done else None))
    dialog._print.click()
    settle()
    assert pages(printer) < 3
    assert "arrêtée" in told[0]


@pytest.mark.qt_log_ignore("QPainter::begin")  # what Qt says when the printer refuses
def test_a_printer_that_does_not_answer_is_told(
    window: QWidget, show: Show, add_person: Callable[..., UUID], settle: Settle, printer: Path
) -> None:
    printer.parent.rmdir()
    dialog = show([add_person()])
    dialog._print.click()
    settle()
    box = window.findChild(QMessageBox)
    assert box is not None
    assert "imprimante" in box.text()


def test_black_and_white_is_seen_and_printed(
    qtbot: QtBot, window: QWidget, context: Context, printer: Path, settle: Settle
) -> None:
    drawn = BytesIO()
    canvas = Canvas(drawn)
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(100, 100, 300, 300, fill=1)
    canvas.save()

    def make(*, full: bool, progress: Progress) -> Printed:
        del full, progress
        return Printed(drawn.getvalue(), "rouge.pdf")

    dialog = PreviewDialog(window, context, make)
    dialog.open()
    settle()
    assert not dialog._page.picture.allGray()
    QTest.keyClick(dialog, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog._choices.is_grey)  # Qt shows the box pressed for a moment
    settle()
    assert dialog._page.picture.allGray()
    dialog._print.click()
    settle()
    assert as_image(page_image(printer.read_bytes(), 0, 1)).allGray()


def test_without_a_printer_the_preview_says_so_and_offers_the_pdf(show: Show, add_person: Callable[..., UUID]) -> None:
    dialog = show([add_person()])
    assert not dialog._print.isEnabled()
    assert "Aucune imprimante" in dialog._told.text()
    assert dialog._save.isDefault()


def test_the_page_is_seen_larger_and_smaller_and_any_page_is_reached_by_keys(
    show: Show, add_person: Callable[..., UUID], settle: Settle
) -> None:
    dialog = show([add_person() for _ in range(3)])
    sizes: list[int] = []
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
        QTest.keyClick(dialog, key, Qt.KeyboardModifier.ControlModifier)
        settle()
        sizes.append(dialog._page.picture.width())
    assert sizes[0] == sizes[2] < sizes[1]
    QTest.keyClick(dialog, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert not dialog._next.isEnabled()
    assert dialog.page_text.replace("\u00a0", " ") == "Page 3 sur 3"
    for _press in range(10):
        QTest.keyClick(dialog, Qt.Key.Key_PageUp)
    assert not dialog._previous.isEnabled()


def test_the_pdf_is_saved_whole(
    show: Callable[[list[UUID]], PreviewDialog],
    add_person: Callable[..., UUID],
    tmp_path: Path,
    settle: Callable[[], None],
) -> None:
    dialog = show([add_person()])
    dialog.save_to(tmp_path / "fiche.pdf")
    settle()
    assert dialog.made is not None
    assert (tmp_path / "fiche.pdf").read_bytes() == dialog.made.pdf


def test_summaries_are_printed_at_once_without_a_preview(
    window: QWidget, context: Context, printer: Path, add_person: Callable[..., UUID], settle: Settle, told: list[str]
) -> None:
    printing.print_summaries(context, window, [add_person(), add_person()])
    settle()
    assert pages(printer) == 2
    assert window.findChild(PreviewDialog) is None
    assert told == ["2 pages imprimées."]


def test_a_record_is_one_page_in_the_printer_after_one_click_or_three_keys(
    qtbot: QtBot, context: Context, printer: Path, add_person: Callable[..., UUID], settle: Settle
) -> None:
    """T5 of the usability scripts."""
    made = MainWindow(context)
    qtbot.addWidget(made)
    made.show()
    made.open_person(add_person("Benali", "Amina", private_note="Secret de famille"))
    settle()
    shown = set(QApplication.topLevelWidgets())
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(made, Qt.Key.Key_P, keys)  # with its two modifiers, three keys
    settle()
    assert pages(printer) == 1
    printer.unlink()
    page = made.workspace.current_page()
    assert isinstance(page, RecordPage)
    QTest.mouseClick(page.header._sheet, Qt.MouseButton.LeftButton)
    settle()
    assert pages(printer) == 1
    assert not [widget for widget in set(QApplication.topLevelWidgets()) - shown if isinstance(widget, QDialog)]
    made.close()


def test_the_one_page_sheet_holds_no_private_note(show: Show, add_person: Callable[..., UUID]) -> None:
    dialog = show([add_person("Benali", "Amina", private_note="Secret de famille")])
    assert dialog.made is not None
    assert "Amina" in words(dialog.made.pdf)
    assert "Secret" not in words(dialog.made.pdf)


def test_nothing_of_a_preview_is_written_to_disk(
    show: Callable[[list[UUID]], PreviewDialog],
    add_person: Callable[..., UUID],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    show([add_person()])
    assert list(folder.iterdir()) == []


def test_somebody_who_has_gone_is_told(
    window: QWidget, context: Context, settle: Callable[[], None], qtbot: QtBot
) -> None:
    dialog = printing.preview_summaries(context, window, [UUID(int=1)])
    settle()
    assert window.findChild(QMessageBox) is not None
    qtbot.waitUntil(lambda: not isValid(dialog) or not dialog.isVisible())
