"""Measure whether words have room, and lengthen them: a language that takes four tenths more than French, as some do.

What may be cut short, and says so by its class: what is in tables, `ElidedLabel`, whose tooltip holds the whole.
"""

import math
import re
from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QHeaderView, QLabel, QScrollArea, QTabBar, QWidget

from caseflow.i18n import Catalog
from caseflow.ui import theme
from caseflow.ui.main_window import MainWindow
from caseflow.ui.welcome.window import WelcomeWindow
from caseflow.ui.widgets.elided_label import ElidedLabel

SCREEN = QSize(1366, 728)
"""What the bar of tasks leaves of the smallest screen of an office."""
PAGE = QSize(1182, 560)
"""What the window leaves of it to a page."""


class Longer(Catalog):
    """French, each sentence lengthened; what stands in braces is left alone."""

    def gettext(self, message: str) -> str:
        return lengthened(super().gettext(message))

    def pgettext(self, context: str, message: str) -> str:
        return lengthened(super().pgettext(context, message))

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        return lengthened(super().ngettext(singular, plural, count))


def lengthened(text: str) -> str:
    """« Enregistrer » becomes « Enregistrer éàüîç »: in words, since a longer tongue has more of them."""
    added = math.ceil(len(re.sub(r"\{[^}]*\}|&", "", text)) * 0.4)
    tail = ("éàüîç ôñ " * (added // 9 + 1))[:added].rstrip()
    end = re.search(r"[\s\u00a0\u202f]*[….:;!?]*$", text)
    place = end.start() if end else len(text)
    return f"{text[:place]} {tail}{text[place:]}" if tail else text


def room_of(screen: QWidget) -> QSize:
    """Return what a screen may take: a dialog or a window the whole, a page what the window leaves to it."""
    return SCREEN if isinstance(screen, QDialog | MainWindow | WelcomeWindow) else PAGE


def cut(root: QWidget) -> list[str]:
    """Return the words that have less room than they need, with both in pixels."""
    shown = [widget for widget in (root, *root.findChildren(QWidget)) if widget.isVisibleTo(root)]
    return [text for widget in shown for text in cut_in(widget)]


WRAPPED = Qt.TextFlag.TextWordWrap.value
"""Set on the headings that may go on over several lines."""


def cut_in(widget: QWidget) -> Iterator[str]:
    match widget:
        case ElidedLabel():
            return
        case QLabel() if widget.text() and widget.wordWrap():
            if widget.heightForWidth(widget.width()) > widget.height() + 1:
                yield f"{widget.text()}: {widget.heightForWidth(widget.width())} > {widget.height()} high"
        case QLabel() | QAbstractButton() if widget.text():
            yield from too_narrow(widget.text(), widget.sizeHint().width(), widget.width())
        case QTabBar():
            yield from cut_tabs(widget)
        case QHeaderView() if widget.orientation() == Qt.Orientation.Horizontal:
            yield from cut_headings(widget)
        case QScrollArea() if widget.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            if inside := widget.widget():
                yield from too_narrow("a panel", inside.minimumSizeHint().width(), widget.viewport().width())
        case _:
            return


def too_narrow(text: str, needed: int, given: int) -> Iterator[str]:
    if needed > given:
        yield f"{text}: {needed} > {given} wide"


def cut_tabs(bar: QTabBar) -> Iterator[str]:
    metrics = bar.fontMetrics()
    for place in filter(bar.isTabVisible, range(bar.count())):  # one for which there is no room is in a menu
        text, room = bar.tabText(place).replace("&", ""), bar.tabRect(place)
        icon = 0 if bar.tabIcon(place).isNull() else bar.iconSize().width() + theme.SPACE_XS
        yield from too_narrow(text, metrics.horizontalAdvance(text) + icon + 2 * theme.SPACE_M, room.width())
        yield from too_narrow(f"{text}, of the strip", room.right(), bar.width())


def cut_headings(header: QHeaderView) -> Iterator[str]:
    for place in range(header.count()):
        if not header.isSectionHidden(place):
            words = f"heading {place} of {header.parentWidget().accessibleName()}"
            if header.defaultAlignment() & WRAPPED:
                room = header.sectionSize(place) - 2 * theme.SPACE_XS
                text = str(header.model().headerData(place, Qt.Orientation.Horizontal))
                needed = header.fontMetrics().boundingRect(0, 0, room, 1_000, WRAPPED, text)
                yield from too_narrow(words, needed.width(), room)
                if needed.height() > header.height():
                    yield f"{words}: {needed.height()} > {header.height()} high"
            else:
                yield from too_narrow(words, header.sectionSizeHint(place), header.sectionSize(place))
