"""The recovery code of a new store: shown once, printed or saved, then typed again to be sure that it was kept."""

from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, Qt, Signal
from PySide6.QtGui import QFontDatabase, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caseflow.domain.errors import StorageTrouble
from caseflow.i18n import _
from caseflow.store.files import write_whole
from caseflow.ui import icons, theme
from caseflow.ui.choosing import ask_name


class RecoveryPage(QWidget):
    """Nothing goes on until the code is typed as it stands on the sheet."""

    confirmed = Signal()
    """The code was typed again rightly."""

    def __init__(self) -> None:
        super().__init__()
        self._code = ""
        self._store_name = ""
        self._printer: QPrinter | None = None
        self._shown = QLabel()
        self._again = QLineEdit()
        self._error = theme.quiet("")
        self._print = QPushButton(icons.icon("print"), _("Print the sheet"))
        self._save = QPushButton(icons.icon("save"), _("Save the sheet as PDF…"))
        self._finish = QPushButton(icons.icon("check"), _("I have kept the code: begin"))
        self._arrange()
        self._connect()

    def show_code(self, code: str, store_name: str) -> None:
        """Show the code of a store."""
        self._code, self._store_name = code, store_name
        self._shown.setText(code)

    def _arrange(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font().pointSizeF() * 1.35)
        font.setBold(True)
        self._shown.setFont(font)
        self._shown.setWordWrap(True)
        self._shown.setAccessibleName(_("Recovery code"))
        self._error.setProperty("tone", "danger")
        self._again.setAccessibleName(_("Type the recovery code again"))
        self._again.setPlaceholderText(_("Type the code as it stands on the sheet"))
        sheet = QHBoxLayout()
        sheet.addWidget(self._print)
        sheet.addWidget(self._save)
        sheet.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(theme.title(_("Your recovery code")))
        column.addWidget(
            theme.quiet(
                _(
                    "If the passphrase is lost, this code alone opens the store. It is shown only now. Print it and"
                    " keep it in a locked place, away from this PC."
                )
            )
        )
        column.addWidget(self._shown)
        column.addLayout(sheet)
        column.addWidget(theme.quiet(_("Then type it again here, from the sheet:")))
        column.addWidget(self._again)
        column.addWidget(self._error)
        column.addStretch(1)
        actions = QHBoxLayout()
        actions.addStretch(1)
        actions.addWidget(self._finish)
        column.addLayout(actions)

    def _connect(self) -> None:
        self._print.clicked.connect(self._on_print)
        self._save.clicked.connect(self._on_save)
        self._finish.clicked.connect(self._on_finish)
        self._again.returnPressed.connect(self._on_finish)

    def _sheet(self) -> QTextDocument:
        sheet = QTextDocument(self)
        lines = (
            f"<h1>{escape(_('CaseFlow: recovery sheet'))}</h1>",
            f"<p>{escape(_('Store: {name}').format(name=self._store_name))}</p>",
            f"<p style='font-size:18pt; font-family:monospace'><b>{escape(self._code)}</b></p>",
            f"<p>{escape(_('This code opens the store without its passphrase. Keep it in a locked place.'))}</p>",
            f"<p>{escape(_('Kept by: ..............................   On: ....................'))}</p>",
        )
        sheet.setHtml("".join(lines))
        return sheet

    def _on_print(self) -> None:
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)  # a dialog does not keep the one it is given
        dialog = QPrintDialog(self._printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(True)
        dialog.accepted.connect(self._on_printer_chosen)
        dialog.show()

    def _on_printer_chosen(self, printer: QPrinter) -> None:
        self._sheet().print_(printer)

    def _on_save(self) -> None:
        name = _("recovery-sheet") + ".pdf"
        ask_name(self, _("Save the sheet as PDF…"), self._write_pdf, name, [_("PDF document (*.pdf)")])

    def _write_pdf(self, path: str) -> None:
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(_("CaseFlow: recovery sheet"))
        self._sheet().print_(writer)
        try:
            write_whole(Path(path), bytes(buffer.data().data()))
        except StorageTrouble as trouble:
            self._error.setText("⚠ " + trouble.message)

    def _on_finish(self) -> None:
        from caseflow.store import keys

        if keys.same_code(self._again.text(), self._code):
            self.confirmed.emit()
        else:
            self._error.setText("⚠ " + _("This is not the code shown above. Check it letter by letter."))
            self._again.setFocus()
