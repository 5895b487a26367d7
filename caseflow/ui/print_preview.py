"""See the very PDF that will be printed, page by page, short or full; print it, save it."""

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from caseflow.i18n import _
from caseflow.reports.preview import page_count, page_image
from caseflow.store.files import write_whole
from caseflow.ui import icons, theme
from caseflow.ui.context import Context
from caseflow.ui.errors import show_error
from caseflow.ui.print_run import PrintRun, as_image, new_printer
from caseflow.ui.tasks import Job, Progress
from caseflow.ui.widgets.choice_field import ChoiceField
from caseflow.ui.widgets.room import resize_within
from caseflow.ui.widgets.working import Working

_SIZE = QSize(980, 700)
_A4 = 595.3  # points wide
_VERSION_LETTERS = 26
_READABLE = 1.25  # pixels a point, at least: below, letters of 10 points are guessed rather than read


@dataclass(frozen=True)
class Printed:
    """Summaries made ready: one PDF, in memory alone."""

    pdf: bytes = field(repr=False)
    file_name: str


class Make(Protocol):
    """Makes the PDF, in the background."""

    def __call__(self, *, full: bool, progress: Progress) -> Printed:
        """Return the short or the full version."""
        ...


class PreviewDialog(QDialog):
    """One page at a time, as wide as the window allows; Page up and Page down turn them."""

    def __init__(self, parent: QWidget, context: Context, make: Make, *, full: bool = False, title: str = "") -> None:
        """Show pathway sheets; with a title, a paper that is about nobody and has a single version."""
        super().__init__(parent)
        self._title = title
        self._context = context
        self._make = make
        self._made: Printed | None = None
        self._number = 0
        self._count = 0
        self._run: PrintRun | None = None
        self._printer: QPrinter | None = None
        self._version: ChoiceField[bool] = ChoiceField((False, True), _version_words)
        self._version.set_value(full)
        self._version.setMinimumContentsLength(_VERSION_LETTERS)
        self._page = PageView()
        self._area = QScrollArea()
        self._working = Working()
        self._stack = QStackedWidget()
        self._previous = QPushButton(_("Previous page"))
        self._next = QPushButton(_("Next page"))
        self._place = QLabel()
        self._print = QPushButton(icons.icon("print"), _("Print…"))
        self._save = QPushButton(icons.icon("save"), _("Save as PDF…"))
        self._close = QPushButton(_("Close"))
        self._arrange()
        self._connect()
        self._start()

    @property
    def made(self) -> Printed | None:
        """Return the PDF shown; None while it is being made."""
        return self._made

    @property
    def page_text(self) -> str:
        """Return the words that say which page is shown."""
        return self._place.text()

    def choose_version(self, *, full: bool) -> None:
        """Show the short or the full version."""
        self._version.set_value(full)
        self._start()

    def print_to(self, printer: QPrinter) -> PrintRun | None:
        """Print what is shown; the run tells how far it is."""
        if self._made is None:
            return None
        run = PrintRun(self._made.pdf, printer, self)
        run.failed.connect(self._on_print_failed)
        run.progressed.connect(self._on_page_sent)
        run.finished.connect(self._on_printed)
        self._run = run
        self._show_state()
        run.start()
        return run

    def save_to(self, path: Path) -> None:
        """Write what is shown to a file."""
        if self._made is not None:
            work = partial(write_whole, path, self._made.pdf)
            told = _("Saved: {file}").format(file=path.name)
            self._context.tasks.run(self, work, lambda _none: self._context.navigator.show_message(told))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_page()

    @override
    def reject(self) -> None:
        if self._run is not None:
            self._run.stop()
        self._working.cancel()
        super().reject()

    def _arrange(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self._title or _("Preview of the pathway sheets"))
        resize_within(self, _SIZE.width(), _SIZE.height())
        self._area.setWidget(self._page)
        self._area.setWidgetResizable(False)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._area.setAccessibleName(_("Page"))
        self._stack.addWidget(self._area)
        self._stack.addWidget(self._working)
        label = QLabel(_("&Version"))
        label.setBuddy(self._version)
        self._version.setAccessibleName(_("Version"))
        head, foot = QHBoxLayout(), QHBoxLayout()
        for widget in (label, self._version):
            head.addWidget(widget)
        head.addStretch(1)
        for widget in (self._previous, self._place, self._next):
            head.addWidget(widget)
        told = _("This document holds personal data: hand it over or file it, do not leave it.")
        foot.addWidget(theme.quiet("" if self._title else told), 1)
        if self._title:
            label.hide()
            self._version.hide()
        for widget in (self._close, self._save, self._print):
            foot.addWidget(widget)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_S)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._version.choice_made.connect(self._start)
        self._previous.clicked.connect(partial(self._turn, -1))
        self._next.clicked.connect(partial(self._turn, 1))
        self._print.clicked.connect(self._on_print_clicked)
        self._save.clicked.connect(self._on_save_clicked)
        self._close.clicked.connect(self.reject)
        self._previous.setShortcut(QKeySequence(Qt.Key.Key_PageUp))
        self._next.setShortcut(QKeySequence(Qt.Key.Key_PageDown))
        self._print.setShortcut(QKeySequence(QKeySequence.StandardKey.Print))
        self._save.setShortcut(QKeySequence(QKeySequence.StandardKey.Save))
        self._print.setDefault(True)

    def _start(self) -> None:
        """Make the PDF in the background, in the version chosen."""
        self._made = None
        full = bool(self._version.value())
        label = _("Preparing the pages")
        job: Job = self._context.tasks.run_long(
            self,
            label,
            lambda progress: self._make(full=full, progress=progress),
            self._on_made,
            failed=self._on_failed,
            cancelled=self.reject,
        )
        self._working.show_job(label, job)
        self._stack.setCurrentWidget(self._working)
        self._show_state()

    def _on_made(self, made: Printed) -> None:
        self._made, self._number, self._count = made, 0, page_count(made.pdf)
        self._stack.setCurrentWidget(self._area)
        self._show_state()
        self._show_page()
        self._print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: Exception) -> None:
        show_error(self.parentWidget() or self, error)
        self.close()

    def _show_state(self) -> None:
        is_ready = self._made is not None
        for button in (self._print, self._save):
            button.setEnabled(is_ready and self._run is None)
        self._version.setEnabled(is_ready)
        self._previous.setEnabled(is_ready and self._number > 0)
        self._next.setEnabled(is_ready and self._number + 1 < self._count)
        page = _("Page {number} of {count}").format(number=self._number + 1, count=self._count)
        self._place.setText(page if is_ready else "")

    def _show_page(self) -> None:
        if self._made is None:
            return
        ratio = self.devicePixelRatioF()
        width = self._area.viewport().width() - 2 * theme.SPACE_S
        scale = max(_READABLE, width / _A4) if width < 2 * _A4 else 2.0
        drawn = as_image(page_image(self._made.pdf, self._number, scale * ratio))
        self._page.show_image(QPixmap.fromImage(drawn), ratio)
        self._page.setAccessibleName(self._place.text())

    def _turn(self, step: int) -> None:
        self._number = max(0, min(self._count - 1, self._number + step))
        self._area.verticalScrollBar().setValue(0)
        self._show_state()
        self._show_page()

    def _on_print_clicked(self) -> None:
        self._printer = new_printer()  # kept here: the dialog does not keep the one it is given
        self._printer.setDocName(self._made.file_name if self._made else "")
        dialog = QPrintDialog(self._printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._printer.setFromTo(1, self._count)
        dialog.accepted.connect(self.print_to)  # given its printer: this signal is not the one of every dialog
        dialog.setModal(True)
        dialog.show()

    def _on_page_sent(self, sent: int, total: int) -> None:
        self._place.setText(_("Printing: page {number} of {count}").format(number=sent, count=total))

    def _on_printed(self) -> None:
        self._run = None
        self._show_state()
        self._context.navigator.show_message(_("The pages were sent to the printer."))

    def _on_print_failed(self, error: Exception) -> None:
        self._run = None
        self._show_state()
        show_error(self, error)

    def _on_save_clicked(self) -> None:
        if self._made is None:
            return
        dialog = QFileDialog(self, _("Save as PDF"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("PDF document (*.pdf)")])
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self._made.file_name)
        dialog.fileSelected.connect(self._on_file_named)
        dialog.open()

    def _on_file_named(self, chosen: str) -> None:
        self.save_to(Path(chosen))


class PageView(QWidget):
    """A sheet of paper on the ground of the window."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap()

    def show_image(self, picture: QPixmap, ratio: float) -> None:
        """Show a page drawn for a screen of a given scale."""
        picture.setDevicePixelRatio(ratio)
        self._picture = picture
        self.resize(picture.deviceIndependentSize().toSize())
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        painter.drawPixmap(0, 0, self._picture)
        painter.setPen(theme.line(self.palette()))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


def _version_words(is_full: bool) -> str:
    return _("Full version, for the file") if is_full else _("One page, for the person")
