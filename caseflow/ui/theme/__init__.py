"""Spacing, sizes and colours of every screen: three looks of our own, chosen here or by the system."""

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from caseflow.ui.theme.scale import (
    COLUMN_FORM,
    HEADING,
    ICON,
    RADIUS,
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    SPACE_XS,
    SUBTITLE,
    TITLE,
)
from caseflow.ui.theme.shades import Look, shades_of
from caseflow.ui.theme.wearing import choose, install

__all__ = [
    "COLUMN_FORM",
    "HEADING",
    "ICON",
    "RADIUS",
    "SPACE_L",
    "SPACE_M",
    "SPACE_S",
    "SPACE_XL",
    "SPACE_XS",
    "SUBTITLE",
    "TITLE",
    "Look",
    "accent",
    "choose",
    "danger",
    "install",
    "line",
    "muted",
    "quiet",
    "success",
    "title",
    "title_font",
    "warning",
]


def muted(palette: QPalette) -> QColor:
    """Return the colour of what is said in a lower voice."""
    return QColor(shades_of(palette).muted)


def line(palette: QPalette) -> QColor:
    """Return the colour of thin separations."""
    return QColor(shades_of(palette).line)


def warning(palette: QPalette) -> QColor:
    """Return the colour of what needs attention; a word or a shape always goes with it."""
    return QColor(shades_of(palette).warning)


def danger(palette: QPalette) -> QColor:
    """Return the colour of what is wrong; a word or a shape always goes with it."""
    return QColor(shades_of(palette).danger)


def success(palette: QPalette) -> QColor:
    """Return the colour of what went well; a word or a shape always goes with it."""
    return QColor(shades_of(palette).success)


def accent(palette: QPalette) -> QColor:
    """Return the colour of the focus ring and of the chosen section."""
    return QColor(shades_of(palette).accent)


def title_font(widget: QWidget, scale: float = TITLE) -> QFont:
    """Return the widget's font, larger and bold, for a title."""
    font = QFont(widget.font())
    font.setPointSizeF(font.pointSizeF() * scale)
    font.setBold(True)
    return font


def title(text: str, scale: float = TITLE) -> QLabel:
    """Make the title of a page."""
    label = QLabel(text)
    label.setFont(title_font(label, scale))
    label.setWordWrap(True)
    return label


def quiet(text: str) -> QLabel:
    """Make a text in a lower voice, that wraps."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("tone", "muted")
    return label
