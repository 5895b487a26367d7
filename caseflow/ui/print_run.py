"""Send the pages of a PDF to a printer, in the background: the status line says how far it is, and can stop it."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, repeat

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from caseflow.domain.errors import StorageTrouble
from caseflow.i18n import _, ngettext
from caseflow.reports.preview import POINTS_AN_INCH, PageImage, page_count, page_image
from caseflow.ui.context import Context
from caseflow.ui.errors import show_error
from caseflow.ui.tasks import Cancelled, Job, Progress

FINEST = 300
"""Dots an inch: beyond this, an office printer shows no difference and the pages grow heavy."""


def printer_names() -> list[str]:
    """Return the printers of this computer."""
    return QPrinterInfo.availablePrinterNames()


def usual_printer() -> str:
    """Return the name of the printer that the system prints on by default; empty when there is none."""
    return QPrinterInfo.defaultPrinterName()


def new_printer(name: str = "") -> QPrinter:
    """Return a printer, set for A4 to its edges: the PDF has margins of its own."""
    mode = QPrinter.PrinterMode.HighResolution
    printer = QPrinter(QPrinterInfo.printerInfo(name), mode) if name else QPrinter(mode)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    return printer


def print_behind(
    context: Context,
    owner: QWidget,
    make: Callable[[Progress], bytes],
    printer: QPrinter,
    *,
    is_grey: bool = False,
) -> Job:
    """Make a PDF and print it, while the person at the screen goes on; say in the window how it ended."""

    def work(progress: Progress) -> int:
        return send(make(progress), printer, progress, is_grey=is_grey)

    return context.tasks.run_long(
        owner,
        _("Printing"),
        work,
        partial(_tell_sent, context, printer.printerName()),
        failed=partial(_tell_failed, owner),
        cancelled=partial(context.navigator.show_message, _("Printing was stopped: what was sent may still come out.")),
    )


def send(pdf: bytes, printer: QPrinter, progress: Progress, *, is_grey: bool = False) -> int:
    """Draw each page wanted on the printer and return how many were; one picture is held at a time.

    Raises:
        StorageTrouble: the printer does not answer.
        Cancelled: it was stopped between two pages.
    """
    pages = list(_wanted(printer, page_count(pdf)))
    painter = QPainter()
    if not painter.begin(printer):
        raise StorageTrouble(_("The printer does not answer. Check that it is on, or choose another one."))
    try:
        for sent, number in enumerate(pages):
            progress(sent, len(pages))
            if sent:
                printer.newPage()
            _draw(painter, printer, pdf, number, is_grey=is_grey)
    except Cancelled:
        printer.abort()  # drops what was sent, where the system knows how to
        raise
    finally:
        painter.end()
    return len(pages)


def as_image(page: PageImage) -> QImage:
    """Return a page as a picture of its own, that holds its pixels."""
    return QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGBX8888).copy()


def as_grey(picture: QImage) -> QImage:
    """Return what a printer that has black alone makes of a picture."""
    return picture.convertToFormat(QImage.Format.Format_Grayscale8)


def _wanted(printer: QPrinter, count: int) -> Iterator[int]:
    """Yield the pages in the order they come out: copies are ours to repeat where the printer does not."""
    first, last = max(1, printer.fromPage()), min(printer.toPage() or count, count)
    pages = range(first - 1, last)
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return chain.from_iterable(repeat(pages, copies))
    return chain.from_iterable(repeat(number, copies) for number in pages)


def _draw(painter: QPainter, printer: QPrinter, pdf: bytes, number: int, *, is_grey: bool) -> None:
    dots = min(printer.resolution(), FINEST)
    drawn = as_image(page_image(pdf, number, dots / POINTS_AN_INCH))
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    painter.drawImage(QRectF(0, 0, paper.width(), paper.height()), as_grey(drawn) if is_grey else drawn)


def _tell_failed(owner: QWidget, error: Exception) -> None:
    show_error(owner, error)


def _tell_sent(context: Context, printer: str, pages: int) -> None:
    if printer:
        words = ngettext("{count} page sent to {printer}.", "{count} pages sent to {printer}.", pages)
    else:
        words = ngettext("{count} page printed.", "{count} pages printed.", pages)
    context.navigator.show_message(words.format(count=pages, printer=printer))
