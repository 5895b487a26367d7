"""A place to drop files on."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.i18n import _
from caseflow.ui import icons, theme

_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt")


def list_filters(*also: str) -> list[str]:
    """Return what a dialog offers to choose a list of people with; `also` are more endings of names."""
    patterns = " ".join(f"*{suffix}" for suffix in (*_SUFFIXES, *also))
    return [_("Spreadsheets and text files ({patterns})").format(patterns=patterns), _("All files (*)")]


class DropZone(QWidget):
    """A frame with dashes that takes the files dropped on it."""

    dropped = Signal(object)
    """The `Path` of each file."""

    def __init__(self, title: str, *also: str) -> None:
        """Make one; `also` are more endings of the names of lists, for those that lie in a folder."""
        super().__init__()
        self._endings = (*_SUFFIXES, *also)
        self.column = QVBoxLayout(self)
        self._is_over = False
        self.setAcceptDrops(True)
        self._arrange(title)

    def widen(self, around: QWidget) -> None:
        """Take what is dropped anywhere on a widget around, too: a hand seldom aims."""
        around.setAcceptDrops(True)
        around.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if isinstance(event, QDragEnterEvent):
            self.dragEnterEvent(event)
        elif isinstance(event, QDragLeaveEvent):
            self.dragLeaveEvent(event)
        elif isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            self.dropEvent(event)
        else:
            return super().eventFilter(watched, event)
        return True

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event.mimeData()):
            self._set_over(is_over=True)
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_over(is_over=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(is_over=False)
        paths = self._dropped(event.mimeData())
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

    def _arrange(self, title: str) -> None:
        picture = QLabel()
        picture.setPixmap(icons.icon("import", theme.muted(self.palette())).pixmap(48, 48))
        for label in (picture, words := theme.title(title, 1.25)):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.column.addStretch(1)
        self.column.addWidget(picture)
        self.column.addWidget(words)
        self.column.addSpacing(theme.SPACE_M)

    def _set_over(self, *, is_over: bool) -> None:
        self._is_over = is_over
        self.update()

    def _dropped(self, data: QMimeData) -> list[Path]:
        """Return the files of this computer that are being dropped; a folder stands for the lists that lie in it."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        return [
            each for path in paths for each in (self._lists_in(path) if path.is_dir() else [path]) if each.is_file()
        ]

    def _lists_in(self, folder: Path) -> list[Path]:
        try:
            return sorted(each for each in folder.iterdir() if self._is_list(each))
        except OSError:  # it may not be read
            return []

    def _is_list(self, path: Path) -> bool:
        """Tell a list by the ending of its name; Excel leaves a « ~$ » beside the one it has open."""
        return path.suffix.lower() in self._endings and not path.name.startswith(("~$", "."))
