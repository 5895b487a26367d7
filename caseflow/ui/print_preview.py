"""See the very PDF that will be printed, page by page, short or full; print it, save it."""

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from caseflow.i18n import _
from caseflow.reports.preview import page_count
from caseflow.store.files import write_whole
from caseflow.ui import icons, print_run, theme
from caseflow.ui.choosing import ask_name
from caseflow.ui.context import Context
from caseflow.ui.errors import show_error
from caseflow.ui.key_names import with_key
from caseflow.ui.print_choices import PrintChoices
from caseflow.ui.print_page import FIT_PAGE, FIT_WIDTH, ZOOMS, PageArea
from caseflow.ui.tasks import Job, Progress
from caseflow.ui.widgets.choice_field import ChoiceField
from caseflow.ui.widgets.room import resize_within
from caseflow.ui.widgets.working import Working

_SIZE = QSize(1080, 700)
_SIDE = 250
"""Pixels of the choices beside the page."""


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
    """One page at a time, as large as wanted; printing goes on in the window once it is closed."""

    def __init__(self, parent: QWidget, context: Context, make: Make, *, full: bool = False, title: str = "") -> None:
        """Show pathway sheets; with a title, a paper that is about nobody and has a single version."""
        super().__init__(parent)
        self._title = title
        self._context = context
        self._make = make
        self._made: Printed | None = None
        self._printer: QPrinter | None = None
        self._page = PageArea(context)
        self._working = Working()
        self._stack = QStackedWidget()
        self._previous = QPushButton(icons.icon("back"), "")
        self._number = QSpinBox()
        self._next = QPushButton(icons.icon("forward"), "")
        self._zoom: ChoiceField[int] = ChoiceField(ZOOMS, _zoom_words)
        self._choices = PrintChoices(full=full, has_versions=not title)
        self._told = theme.quiet("")
        self._print = QPushButton(icons.icon("print"), _("Print"))
        self._save = QPushButton(icons.icon("save"), _("Save as PDF…"))
        self._options = QPushButton(_("Other options…"))
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
        return self._number.text() if self._made else ""

    def choose_version(self, *, full: bool) -> None:
        """Show the short or the full version."""
        self._choices.choose_version(full=full)
        self._start()

    def print_to(self, printer: QPrinter) -> Job | None:
        """Print what is shown, behind the window that is given back."""
        made, owner = self._made, self.parentWidget()
        if made is None or owner is None:
            return None
        printer.setDocName(made.file_name)
        job = print_run.print_behind(
            self._context, owner, lambda _progress: made.pdf, printer, is_grey=self._choices.is_grey
        )
        self.accept()
        return job

    def save_to(self, path: Path) -> None:
        """Write what is shown to a file."""
        if self._made is not None:
            work = partial(write_whole, path, self._made.pdf)
            self._context.tasks.run(self, work, lambda _none: self._on_saved(path.name))

    @override
    def reject(self) -> None:
        self._working.cancel()
        super().reject()

    def _arrange(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self._title or _("Preview of the pathway sheets"))
        resize_within(self, _SIZE.width(), _SIZE.height())
        self._stack.addWidget(self._page)
        self._stack.addWidget(self._working)
        left = QVBoxLayout()
        left.addLayout(self._head())
        left.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setSpacing(theme.SPACE_L)
        row.addLayout(left, 1)
        row.addWidget(self._side())

    def _head(self) -> QHBoxLayout:
        before, after = _("Page {number} of {count}").split("{number}")
        self._number.setPrefix(before)
        self._number.setSuffix(after.format(count=1))
        self._number.setKeyboardTracking(False)
        self._number.setAccessibleName(_("Page"))
        self._zoom.setAccessibleName(_("Zoom"))
        self._zoom.setMinimumContentsLength(max(len(_zoom_words(zoom)) for zoom in ZOOMS))
        self._zoom.setToolTip(_("Ctrl and the wheel of the mouse, Ctrl++ and Ctrl+-, change it too."))
        for button, words, key in (
            (self._previous, _("Previous page"), "PgUp"),
            (self._next, _("Next page"), "PgDown"),
        ):
            button.setAccessibleName(words)
            button.setToolTip(with_key(words, key))
            button.setAutoDefault(False)
        head = QHBoxLayout()
        for widget in (self._previous, self._number, self._next):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self._zoom)
        return head

    def _side(self) -> QWidget:
        held = QWidget()
        held.setFixedWidth(max(_SIDE, held.fontMetrics().horizontalAdvance("n") * 32))
        self._told.setWordWrap(True)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._choices)
        column.addSpacing(theme.SPACE_M)
        column.addWidget(self._told)
        column.addStretch(1)
        if not self._title:
            personal = _("This document holds personal data: hand it over or file it, do not leave it.")
            column.addWidget(theme.quiet(personal))
        for widget in (self._print, self._save, self._options, self._close):
            column.addWidget(widget)
        return held

    def _connect(self) -> None:
        self._choices.version_chosen.connect(self._start)
        self._choices.grey_chosen.connect(self._on_grey_chosen)
        self._previous.clicked.connect(partial(self._turn, -1))
        self._next.clicked.connect(partial(self._turn, 1))
        self._number.valueChanged.connect(self._show_page)
        self._zoom.choice_made.connect(self._on_zoom_chosen)
        self._page.zoomed.connect(self._zoom.set_value)
        self._print.clicked.connect(self._on_print_clicked)
        self._save.clicked.connect(self._on_save_clicked)
        self._options.clicked.connect(self._on_options_clicked)
        self._close.clicked.connect(self.reject)
        self._print.setShortcut(QKeySequence(QKeySequence.StandardKey.Print))
        self._save.setShortcut(QKeySequence(QKeySequence.StandardKey.Save))
        for key, does in (
            ("PgUp", partial(self._read_on, -1)),
            ("PgDown", partial(self._read_on, 1)),
            ("Ctrl+Home", partial(self._number.setValue, 1)),
            ("Ctrl+End", lambda: self._number.setValue(self._number.maximum())),
            ("Ctrl++", partial(self._page.zoom_by, 1)),
            ("Ctrl+=", partial(self._page.zoom_by, 1)),  # the same key, without Shift
            ("Ctrl+-", partial(self._page.zoom_by, -1)),
        ):
            QShortcut(QKeySequence(key), self, does)

    def _start(self) -> None:
        """Make the PDF in the background, in the version chosen."""
        self._made = None
        full = self._choices.is_full
        label = _("Preparing the pages")
        job: Job = self._context.tasks.run_long(
            self,
            label,
            partial(self._count, full),
            self._on_made,
            failed=self._on_failed,
            cancelled=self.reject,
        )
        self._working.show_job(label, job)
        self._stack.setCurrentWidget(self._working)
        self._show_state()

    def _count(self, full: bool, progress: Progress) -> tuple[Printed, int]:
        """Make the PDF and count its pages: the work of the background."""
        made = self._make(full=full, progress=progress)
        return made, page_count(made.pdf)

    def _on_made(self, counted: tuple[Printed, int]) -> None:
        self._made, count = counted
        self._number.setRange(1, count)
        self._number.setSuffix(_("Page {number} of {count}").split("{number}")[1].format(count=count))
        self._number.setValue(1)
        self._stack.setCurrentWidget(self._page)
        self._show_state()
        self._show_page()
        first = self._print if self._choices.has_printer else self._save
        first.setDefault(True)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: Exception) -> None:
        show_error(self.parentWidget() or self, error)
        self.close()

    def _show_state(self) -> None:
        is_ready, has_printer = self._made is not None, self._choices.has_printer
        self._print.setEnabled(is_ready and has_printer)
        self._options.setEnabled(is_ready and has_printer)
        self._options.setVisible(has_printer)
        self._save.setEnabled(is_ready)
        self._choices.setEnabled(is_ready)
        for part in (self._number, self._zoom):
            part.setEnabled(is_ready)
        self._previous.setEnabled(is_ready and self._number.value() > 1)
        self._next.setEnabled(is_ready and self._number.value() < self._number.maximum())
        if not has_printer:
            self._told.setText(
                _("There is no printer on this computer. Save the document as a PDF: it prints anywhere.")
            )

    def _show_page(self) -> None:
        if self._made is not None:
            self._page.show_page(self._made.pdf, self._number.value() - 1, self._number.text())
            self._show_state()

    def _turn(self, step: int) -> None:
        self._number.setValue(self._number.value() + step)

    def _read_on(self, step: int) -> None:
        """Go down or up the page, then to the one beside it."""
        if not self._page.scroll_on(step):
            self._turn(step)

    def _on_zoom_chosen(self) -> None:
        self._page.set_zoom(self._zoom.value() or FIT_WIDTH)

    def _on_grey_chosen(self, is_grey: bool) -> None:
        self._page.set_grey(is_grey=is_grey)

    def _wanted_printer(self) -> QPrinter:
        printer = print_run.new_printer(self._choices.printer_name)
        printer.setCopyCount(self._choices.copies)
        if self._choices.is_grey:
            printer.setColorMode(QPrinter.ColorMode.GrayScale)
        return printer

    def _on_print_clicked(self) -> None:
        self.print_to(self._wanted_printer())

    def _on_options_clicked(self) -> None:
        """Ask for what only the system knows of: some pages alone, both sides, trays."""
        self._printer = self._wanted_printer()  # kept here: the dialog does not keep the one it is given
        self._printer.setFromTo(1, self._number.maximum())
        dialog = QPrintDialog(self._printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.print_to)  # given its printer: this signal is not the one of every dialog
        dialog.setModal(True)
        dialog.show()

    def _on_save_clicked(self) -> None:
        if self._made is None:
            return
        name = self._made.file_name
        ask_name(self, _("Save as PDF"), self._on_file_named, name, [_("PDF document (*.pdf)")])

    def _on_file_named(self, chosen: str) -> None:
        self.save_to(Path(chosen))

    def _on_saved(self, name: str) -> None:
        told = _("Saved: {file}").format(file=name)
        self._told.setText(told)
        self._context.navigator.show_message(told)


def _zoom_words(zoom: int) -> str:
    if zoom == FIT_WIDTH:
        return _("Page width")
    if zoom == FIT_PAGE:
        return _("Whole page")
    return _("{percent} %").format(percent=zoom)
