"""Have Tab go the way one reads: Qt follows the order in which controls were made, whatever the layout says."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QStackedWidget, QTabWidget, QWidget


def tab_as_read(root: QWidget) -> None:
    """Chain the controls of a part of a window in the order of its layout; to call once it was filled anew."""
    reached = [widget for widget in _inside(root) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
    for one, other in pairwise(widget for widget in reached if not widget.focusProxy()):
        QWidget.setTabOrder(one, other)


def _inside(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    for part in _parts(widget):
        yield from _inside(part)


def _parts(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QTabWidget):
        yield widget.tabBar()
    if isinstance(widget, QTabWidget | QStackedWidget | QSplitter):
        pages = (widget.widget(place) for place in range(widget.count()))
        yield from (page for page in pages if page)
    elif isinstance(widget, QScrollArea):
        if inside := widget.widget():
            yield inside
    elif layout := widget.layout():
        yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        if (item := layout.itemAt(place)) is None:
            continue
        if inner := item.layout():
            yield from _laid_out(inner)
        elif widget := item.widget():
            yield widget
