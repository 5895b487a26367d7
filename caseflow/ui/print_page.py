"""Look at one page of a PDF, as large as wanted, in colours or as black ink alone gives them."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget
from typing_extensions import override

from caseflow.i18n import _
from caseflow.reports.preview import POINTS_AN_INCH, page_image
from caseflow.ui import theme
from caseflow.ui.context import Context
from caseflow.ui.print_run import as_grey, as_image

FIT_WIDTH, FIT_PAGE = 0, -1
ZOOMS = (FIT_WIDTH, FIT_PAGE, 50, 75, 100, 125, 150, 200)
"""In hundredths of the size on paper, or as the window has room."""

_PAPER = (595.3, 841.9)  # points of A4


class PageArea(QScrollArea):
    """Holds the picture of the page in front, and of no other; it is drawn in the background."""

    zoomed = Signal(int)
    """Another zoom was chosen, by Ctrl and the wheel or by keys."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._page = PageView()
        self._pdf = b""
        self._number = 0
        self._zoom = FIT_WIDTH
        self._is_grey = False
        self._is_drawing = False
        self._is_stale = False
        self.setWidget(self._page)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(_("Page"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def picture(self) -> QImage:
        """Return the page as it is shown."""
        return self._page.picture()

    def show_page(self, pdf: bytes, number: int, name: str) -> None:
        """Show a page, counted from 0, from its head."""
        self._pdf, self._number = pdf, number
        self._page.setAccessibleName(name)
        self.verticalScrollBar().setValue(0)
        self._draw()

    def set_zoom(self, zoom: int) -> None:
        """Show the page at one of the `ZOOMS`."""
        self._zoom = zoom
        self._draw()

    def set_grey(self, *, is_grey: bool) -> None:
        """Show what a black-and-white printer gives."""
        self._is_grey = is_grey
        self._draw()

    def zoom_by(self, step: int) -> None:
        """Show the page a step larger, or smaller when it is negative."""
        now = round(100 * self._scale() / self._full_size())
        sizes = [zoom for zoom in ZOOMS if zoom > 0]
        others = [zoom for zoom in sizes if (zoom > now if step > 0 else zoom < now)]
        if others:
            self.set_zoom(others[0 if step > 0 else -1])
            self.zoomed.emit(self._zoom)

    def scroll_on(self, step: int) -> bool:
        """Go down the page, or up, by what is seen of it; tell whether there was anything further."""
        bar = self.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + step * bar.pageStep())
        return bar.value() != before

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoom in (FIT_WIDTH, FIT_PAGE):
            self._draw()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def _full_size(self) -> float:
        """Return how many pixels a point takes for the page to be as large as on paper."""
        return self.logicalDpiX() / POINTS_AN_INCH

    def _scale(self) -> float:
        if self._zoom > 0:
            return self._full_size() * self._zoom / 100
        room = self.maximumViewportSize()
        bar = self.verticalScrollBar().sizeHint().width()
        width = (room.width() - bar - theme.SPACE_S) / _PAPER[0]
        height = (room.height() - theme.SPACE_S) / _PAPER[1]
        wanted = width if self._zoom == FIT_WIDTH else min(width, height)
        return max(0.2, min(wanted, 2 * self._full_size()))

    def _draw(self) -> None:
        """Draw the page as it is wanted now; while one is being drawn, the next waits, and only the last counts."""
        self._is_stale = self._is_drawing
        if self._is_drawing or not self._pdf or not self.isVisible():
            return
        self._is_drawing = True
        ratio = self.devicePixelRatioF()
        work = partial(page_image, self._pdf, self._number, self._scale() * ratio)
        self._context.tasks.run(self, lambda: as_image(work()), partial(self._on_drawn, ratio), failed=self._on_failed)

    def _on_drawn(self, ratio: float, drawn: QImage) -> None:
        self._is_drawing = False
        self._page.show_image(as_grey(drawn) if self._is_grey else drawn, ratio)
        if self._is_stale:
            self._draw()

    def _on_failed(self, error: Exception) -> None:
        self._is_drawing = False
        self._context.tasks.failed.emit(error)


class PageView(QWidget):
    """A sheet of paper on the ground of the window."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap()

    def picture(self) -> QImage:
        """Return what is on the sheet."""
        return self._picture.toImage()

    def show_image(self, drawn: QImage, ratio: float) -> None:
        """Show a page drawn for a screen of a given scale."""
        self._picture = QPixmap.fromImage(drawn)
        self._picture.setDevicePixelRatio(ratio)
        self.resize(self._picture.deviceIndependentSize().toSize())
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        painter.drawPixmap(0, 0, self._picture)
        painter.setPen(theme.line(self.palette()))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
