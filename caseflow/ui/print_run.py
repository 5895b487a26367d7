"""Send the pages of a PDF to a printer, one at each turn of the event loop, so that the window stays alive."""

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter
from typing_extensions import override

from caseflow.domain.errors import StorageTrouble
from caseflow.i18n import _
from caseflow.reports.preview import POINTS_AN_INCH, PageImage, page_count, page_image

FINEST = 300
"""Dots an inch: beyond this, an office printer shows no difference and the pages grow heavy."""


class PrintRun(QObject):
    """One print, that can be stopped between two pages; it goes away by itself."""

    progressed = Signal(int, int)
    """Pages sent, pages in all."""
    finished = Signal()
    """Everything is sent, or it was stopped."""
    failed = Signal(object)
    """The printer refused: a `StorageTrouble` with its sentence."""

    def __init__(self, pdf: bytes, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._pdf = pdf
        self._printer = printer
        self._painter = QPainter()
        first, last = printer.fromPage(), printer.toPage()
        count = page_count(pdf)
        self._pages = list(range(max(1, first) - 1, min(last, count) if last else count))
        self._sent = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_turn)

    def start(self) -> None:
        """Begin; pages follow by themselves."""
        if not self._painter.begin(self._printer):
            trouble = _("The printer does not answer. Check that it is on, or choose another one.")
            self.failed.emit(StorageTrouble(trouble))
            self.deleteLater()
            return
        self._timer.start()

    def stop(self) -> None:
        """Send no further page."""
        self._pages = self._pages[: self._sent]

    def _on_turn(self) -> None:
        if self._sent >= len(self._pages):
            self._timer.stop()
            self._painter.end()
            self.finished.emit()
            self.deleteLater()
            return
        if self._sent:
            self._printer.newPage()
        self._draw(self._pages[self._sent])
        self._sent += 1
        self.progressed.emit(self._sent, len(self._pages))

    def _draw(self, number: int) -> None:
        dots = min(self._printer.resolution(), FINEST)
        drawn = as_image(page_image(self._pdf, number, dots / POINTS_AN_INCH))
        paper = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        self._painter.drawImage(QRectF(0, 0, paper.width(), paper.height()), drawn)

    @override
    def deleteLater(self) -> None:
        self._timer.stop()
        super().deleteLater()


def new_printer() -> QPrinter:
    """Return the usual printer, set for A4 to its edges: the PDF has margins of its own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    return printer


def as_image(page: PageImage) -> QImage:
    """Return a page as a picture of its own, that holds its pixels."""
    return QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGBX8888).copy()
