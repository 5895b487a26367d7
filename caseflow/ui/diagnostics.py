"""A folder for the support: its texts are read first, then written where one chooses. Nothing leaves by itself."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QDateTime, QSize, Qt, QTimer, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caseflow import settings
from caseflow.i18n import _
from caseflow.services import diagnostics
from caseflow.services.diagnostics import Sheet
from caseflow.ui import icons, theme
from caseflow.ui.choosing import ask_folder
from caseflow.ui.context import Context
from caseflow.ui.widgets.room import resize_within


class DiagnosticsDialog(QDialog):
    """The files at the left, the text of the chosen one at the right."""

    def __init__(self, parent: QWidget | None, context: Context | None = None) -> None:
        """Make ready; without a context, what is known before a store is open is told."""
        super().__init__(parent)
        self._context = context
        self._sheets: tuple[Sheet, ...] = ()
        self._names = QListWidget()
        self._text = QPlainTextEdit(readOnly=True)
        self._told = theme.quiet(_("Opening…"))
        self._write = QPushButton(icons.icon("folder"), _("Write this folder…"))
        self._arrange()
        self._names.currentRowChanged.connect(self._on_chosen)
        self._write.clicked.connect(self._on_write)

    @classmethod
    def ask(cls, parent: QWidget | None, context: Context | None = None) -> "DiagnosticsDialog":
        """Open it over a window."""
        dialog = cls(parent, context)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        QTimer.singleShot(0, dialog, dialog.read)
        return dialog

    def read(self) -> None:
        """Read what the folder would hold: of the store too, when one is open."""
        logs = settings.folders().logs
        context = self._context
        if context is None:
            self.show_sheets(diagnostics.sheets(_screen(), logs, None, None))
            return
        work = partial(diagnostics.sheets, _screen(), logs, context.settings, context.desk.store)
        context.tasks.run(self, work, self.show_sheets)

    def show_sheets(self, made: tuple[Sheet, ...]) -> None:
        """Show the texts: exactly what is written."""
        self._sheets = made
        self._names.clear()
        self._names.addItems([sheet.name for sheet in made])
        self._names.setCurrentRow(0)
        self._told.setText(_("This is all that the folder holds: no name, no note. Send it to your support yourself."))
        self._write.setEnabled(True)

    def write_in(self, place: str) -> None:
        """Write the folder in a place."""
        stamp = QDateTime.currentDateTime().toString("yyyyMMdd-HHmmss")
        try:
            folder = diagnostics.write(Path(place) / f"caseflow-diagnostic-{stamp}", self._sheets)
        except OSError:
            self._told.setText(_("⚠ The folder could not be written there. Choose another place."))
            return
        self._told.setText(_("✔ Written: {folder}").format(folder=folder))

    def _arrange(self) -> None:
        self.setWindowTitle(_("Diagnostic folder"))
        self._names.setAccessibleName(_("Files of the folder"))
        self._text.setAccessibleName(_("Text of the file"))
        self._names.setMaximumWidth(theme.SPACE_XL * 6)
        self._write.setEnabled(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self._write, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self._names)
        row.addWidget(self._text, 1)
        column = QVBoxLayout(self)
        column.addWidget(self._told)
        column.addLayout(row, 1)
        column.addWidget(buttons)
        resize_within(self, 760, 520)

    def _on_chosen(self, row: int) -> None:
        self._text.setPlainText(self._sheets[row].text if 0 <= row < len(self._sheets) else "")

    def _on_write(self) -> None:
        ask_folder(self, _("Where to write the folder"), self.write_in)


def _screen() -> dict[str, str]:
    """Return what this PC shows on: screens, scale, style."""
    told = {"Qt": qVersion(), "Platform": QGuiApplication.platformName()}
    for number, screen in enumerate(QGuiApplication.screens(), start=1):
        size: QSize = screen.size()
        told[f"Screen {number}"] = f"{size.width()} × {size.height()}, × {screen.devicePixelRatio():g}"
    told["Style"] = QApplication.style().objectName()
    return told
