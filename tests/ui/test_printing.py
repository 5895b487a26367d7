"""What is shown is what is printed: the very PDF, one page for the person or the full version, one person or many."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from caseflow.ui import printing
from caseflow.ui.context import Context
from caseflow.ui.print_preview import PreviewDialog
from caseflow.ui.print_run import new_printer


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


def to_file(path: Path) -> QPrinter:
    printer = new_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setResolution(72)
    printer.setOutputFileName(str(path))
    return printer


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


def test_every_page_is_printed(
    qtbot: QtBot, show: Callable[[list[UUID]], PreviewDialog], add_person: Callable[..., UUID], tmp_path: Path
) -> None:
    dialog = show([add_person() for _ in range(2)])
    target = tmp_path / "printed.pdf"
    run = dialog.print_to(to_file(target))
    assert run is not None
    qtbot.waitSignal(run.finished).wait()
    assert pages(target) == 2


def test_a_printer_is_chosen_then_prints(
    qtbot: QtBot, show: Callable[[list[UUID]], PreviewDialog], add_person: Callable[..., UUID], tmp_path: Path
) -> None:
    dialog = show([add_person()])
    dialog._print.click()
    choosing = dialog.findChild(QPrintDialog)
    target = tmp_path / "printed.pdf"
    choosing.findChild(QLineEdit, "filename").setText(str(target))  # without a printer, Qt prints to a file
    choosing.accept()
    assert dialog._run is not None
    qtbot.waitSignal(dialog._run.finished).wait()
    assert pages(target) == 1


def test_a_print_can_be_stopped_between_two_pages(
    qtbot: QtBot, show: Callable[[list[UUID]], PreviewDialog], add_person: Callable[..., UUID], tmp_path: Path
) -> None:
    dialog = show([add_person() for _ in range(3)])
    target = tmp_path / "stopped.pdf"
    run = dialog.print_to(to_file(target))
    assert run is not None
    run.progressed.connect(run.stop)
    qtbot.waitSignal(run.finished).wait()
    assert pages(target) == 1


@pytest.mark.qt_log_ignore("QPainter::begin")  # what Qt says when the printer refuses
def test_a_printer_that_does_not_answer_is_told_and_the_preview_stays(
    show: Callable[[list[UUID]], PreviewDialog], add_person: Callable[..., UUID], tmp_path: Path
) -> None:
    dialog = show([add_person()])
    dialog.print_to(to_file(tmp_path / "no such folder" / "printed.pdf"))
    box = dialog.findChild(QMessageBox)
    assert box is not None
    assert box.text()
    assert dialog._print.isEnabled()


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
    qtbot: QtBot,
    window: QWidget,
    context: Context,
    add_person: Callable[..., UUID],
    settle: Callable[[], None],
    tmp_path: Path,
) -> None:
    target = tmp_path / "direct.pdf"
    printing.print_summaries(context, window, [add_person(), add_person()], to_file(target))
    settle()
    qtbot.waitUntil(lambda: target.exists() and target.read_bytes().rstrip().endswith(b"%%EOF"))
    assert pages(target) == 2
    assert window.findChild(PreviewDialog) is None


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
