"""First step of an import: the file, dropped, chosen or pasted."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caseflow.i18n import _
from caseflow.ui import icons, theme
from caseflow.ui.choosing import ask_files
from caseflow.ui.navigation import ImportSource
from caseflow.ui.widgets.drop_zone import DropZone, list_filters


class SourceStep(QWidget):
    """A place to drop a file, a button to choose one, another to paste cells."""

    source_chosen = Signal(object)
    """An `ImportSource` was given."""

    def __init__(self) -> None:
        super().__init__()
        self._zone = DropZone(_("Drop the file you work with today"))
        self._choose = QPushButton(icons.icon("folder"), _("Choose a file…"))
        self._paste = QPushButton(icons.icon("copy"), _("Paste copied cells"))
        self._error = theme.quiet("")
        self._arrange()
        self._connect()

    def show_error(self, sentence: str) -> None:
        """Say why the last file was not taken; nothing when there is nothing to say."""
        self._error.setText(f"⚠ {sentence}" if sentence else "")
        self._error.setVisible(bool(sentence))
        self._choose.setAccessibleDescription(sentence)
        if sentence:
            self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        self._error.setProperty("tone", "danger")
        self._error.hide()
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._choose)
        buttons.addWidget(self._paste)
        buttons.addStretch(1)
        self._zone.column.addLayout(buttons)
        self._zone.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._error)
        column.addWidget(self._zone, 1)
        column.addWidget(
            theme.quiet(
                _(
                    "Excel (.xlsx, .xls), LibreOffice (.ods) and text files (.csv). Nothing is written before you have"
                    " seen every row. Columns of social security numbers are never kept."
                )
            )
        )

    def _connect(self) -> None:
        self._zone.dropped.connect(self._on_paths)
        self._choose.clicked.connect(self._on_choose_clicked)
        self._paste.clicked.connect(self._on_paste_clicked)

    def _on_paths(self, paths: Sequence[Path]) -> None:
        self.source_chosen.emit(ImportSource(path=paths[0], others=tuple(paths[1:])))

    def _on_choose_clicked(self) -> None:
        ask_files(self, _("Choose a caseload file"), self._on_files_selected, list_filters())

    def _on_files_selected(self, chosen: list[str]) -> None:
        self._on_paths([Path(each) for each in chosen])

    def _on_paste_clicked(self) -> None:
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.source_chosen.emit(ImportSource(text=text))
        else:
            self.show_error(_("There is nothing to paste: copy the cells in your spreadsheet first, with headings."))
