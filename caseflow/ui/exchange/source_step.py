"""First step of an import: the file, dropped, chosen or pasted."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.i18n import _
from caseflow.ui import icons, theme
from caseflow.ui.navigation import ImportSource

_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt")


class SourceStep(QWidget):
    """A place to drop a file, a button to choose one, another to paste cells."""

    source_chosen = Signal(object)
    """An `ImportSource` was given."""

    def __init__(self) -> None:
        super().__init__()
        self._zone = DropZone()
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
        dialog = QFileDialog(self, _("Choose a caseload file"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        patterns = " ".join(f"*{suffix}" for suffix in _SUFFIXES)
        known = _("Spreadsheets and text files ({patterns})").format(patterns=patterns)
        dialog.setNameFilters([known, _("All files (*)")])
        dialog.filesSelected.connect(self._on_files_selected)
        dialog.open()

    def _on_files_selected(self, chosen: list[str]) -> None:
        self._on_paths([Path(each) for each in chosen])

    def _on_paste_clicked(self) -> None:
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.source_chosen.emit(ImportSource(text=text))
        else:
            self.show_error(_("There is nothing to paste: copy the cells in your spreadsheet first, with headings."))


class DropZone(QWidget):
    """A frame with dashes that takes the files dropped on it."""

    dropped = Signal(object)
    """The `Path` of each file."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self._is_over = False
        self.setAcceptDrops(True)
        self._arrange()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            self._set_over(is_over=True)
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_over(is_over=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(is_over=False)
        paths = dropped_files(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = theme.accent(self.palette()) if self._is_over else theme.muted(self.palette())
        painter.setPen(QPen(ink, 2 if self._is_over else 1.2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), theme.RADIUS, theme.RADIUS)
        painter.end()

    def _arrange(self) -> None:
        picture = QLabel()
        picture.setPixmap(icons.icon("import", theme.muted(self.palette())).pixmap(48, 48))
        title = theme.title(_("Drop the file you work with today"), 1.25)
        for label in (picture, title):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.column.addStretch(1)
        self.column.addWidget(picture)
        self.column.addWidget(title)
        self.column.addSpacing(theme.SPACE_M)

    def _set_over(self, *, is_over: bool) -> None:
        self._is_over = is_over
        self.update()


def dropped_files(data: QMimeData) -> list[Path]:
    """Return the files of this computer that are being dropped; no folder is one."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]
