"""The recovery sheet is written whole, and a place that refuses it is told."""

from pathlib import Path

import pypdfium2
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from caseflow.ui.welcome.recovery import RecoveryPage

CODE = "ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567"


def page_with_code(qtbot: QtBot) -> RecoveryPage:
    page = RecoveryPage()
    qtbot.addWidget(page)
    page.show_code(CODE, "plie")
    return page


def test_the_sheet_holds_the_code(qtbot: QtBot, tmp_path: Path) -> None:
    sheet = tmp_path / "feuille.pdf"
    page_with_code(qtbot)._write_pdf(str(sheet))
    text = pypdfium2.PdfDocument(sheet.read_bytes())[0].get_textpage().get_text_bounded()
    assert CODE.replace("-", "") in "".join(char for char in text if char.isalnum())


def test_a_place_that_refuses_the_sheet_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    page = page_with_code(qtbot)
    page._write_pdf(str(tmp_path / "nowhere" / "feuille.pdf"))
    assert page._error.text()


def test_printing_the_sheet_asks_for_a_printer(qtbot: QtBot, tmp_path: Path) -> None:
    page = page_with_code(qtbot)
    page.show()
    page._print.click()
    dialog = page.findChild(QPrintDialog)
    target = tmp_path / "printed.pdf"
    dialog.findChild(QLineEdit, "filename").setText(str(target))  # without a printer, Qt prints to a file
    dialog.accept()
    assert target.read_bytes().startswith(b"%PDF")
