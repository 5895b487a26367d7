"""What Qt's own style draws too faint or not at all: edges, ticks, arrows, hover; and the roles that CaseFlow adds."""

from caseflow.resources import resource
from caseflow.ui.theme.scale import RADIUS, SPACE_M, SPACE_S, SPACE_XS
from caseflow.ui.theme.shades import Shades

_FIELDS = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox"
_LISTS = "QListView, QTreeView, QTableView"


def style_sheet(shades: Shades) -> str:
    """Return the rules of a look."""
    parts = (_tones(shades), _fields(shades), _boxes(shades), _buttons(shades), _lists(shades), _frames(shades))
    return "\n".join(f"{selector} {{ {rule} }}" for rules in parts for selector, rule in rules.items())


def _each(selectors: str, state: str) -> str:
    """Return the same selectors, in a state."""
    return ", ".join(f"{selector}{state}" for selector in selectors.split(", "))


def _image(name: str, hand: str) -> str:
    """Return a drawing of a control, for a light or a dark ground, as a rule names it."""
    return f'image: url("{resource("controls", f"{name}-{hand}.svg").as_posix()}");'


def _tones(shades: Shades) -> dict[str, str]:
    return {
        "QLabel[tone='muted']": f"color: {shades.muted};",
        "QLabel[tone='danger']": f"color: {shades.danger};",
        "QLabel[tone='warning']": f"color: {shades.warning};",
        "QLabel[tone='success']": f"color: {shades.success};",
        "QToolTip": f"color: {shades.on_tip}; background: {shades.tip}; border: 1px solid {shades.border};",
    }


def _fields(shades: Shades) -> dict[str, str]:
    return {
        _FIELDS: (
            f"border: 1px solid {shades.border}; border-radius: {SPACE_XS}px; padding: 3px {SPACE_XS}px;"
            f" background: {shades.base}; selection-background-color: {shades.selected};"
        ),
        _each(_FIELDS, ":disabled"): (
            f"border-color: {shades.line}; background: {shades.window}; color: {shades.disabled};"
        ),
        "QComboBox": f"padding: 3px {SPACE_XS}px 3px {SPACE_S}px;",
        _each(_FIELDS, ":focus"): f"border: 2px solid {shades.accent}; padding: 2px 3px;",
        "QComboBox:focus": f"padding: 2px 3px 2px {SPACE_S - 1}px;",
        "QComboBox:hover:enabled": f"background: {shades.hover};",
        "QComboBox::drop-down": "border: none; width: 24px;",
        "QComboBox::down-arrow": f"{_image('down', shades.hand)} width: 14px; height: 14px;",
        "QAbstractSpinBox::up-button, QAbstractSpinBox::down-button": "border: none; width: 18px;",
        "QAbstractSpinBox::up-arrow": f"{_image('up', shades.hand)} width: 10px; height: 10px;",
        "QAbstractSpinBox::down-arrow": f"{_image('down', shades.hand)} width: 10px; height: 10px;",
        "QTableView QLineEdit, QComboBox QLineEdit, QAbstractSpinBox QLineEdit": "border: none; padding: 0;",
    }


def _boxes(shades: Shades) -> dict[str, str]:
    tick = _image("tick", "light" if shades.on_accent == "#ffffff" else "dark")
    stops = f"stop:0 {shades.accent}, stop:0.55 {shades.accent}, stop:0.65 {shades.base}, stop:1 {shades.base}"
    dot = f"qradialgradient(cx:0.5, cy:0.5, radius:0.5, fx:0.5, fy:0.5, {stops})"
    boxes = "QCheckBox::indicator, QTableView::indicator, QListView::indicator, QTreeView::indicator"
    return {
        "QCheckBox, QRadioButton": (
            f"spacing: {SPACE_S}px; padding: 1px; border: 2px solid transparent; border-radius: {SPACE_XS}px;"
        ),
        "QCheckBox:focus, QRadioButton:focus": f"border-color: {shades.accent};",
        boxes: (
            f"width: 15px; height: 15px; border: 1px solid {shades.border}; border-radius: 3px;"
            f" background: {shades.base};"
        ),
        _each(boxes, ":checked"): f"{tick} border-color: {shades.accent}; background: {shades.accent};",
        "QRadioButton::indicator": (
            f"width: 15px; height: 15px; border: 1px solid {shades.border}; border-radius: 8px;"
            f" background: {shades.base};"
        ),
        "QRadioButton::indicator:checked": f"border-color: {shades.accent}; background: {dot};",
        "QCheckBox::indicator:hover, QRadioButton::indicator:hover": f"border: 2px solid {shades.accent};",
        "QCheckBox::indicator:disabled, QRadioButton::indicator:disabled": f"border: 1px solid {shades.disabled};",
        "QCheckBox::indicator:checked:disabled": f"background: {shades.disabled};",
    }


def _buttons(shades: Shades) -> dict[str, str]:
    return {
        "QDialogButtonBox": "dialogbuttonbox-buttons-have-icons: 0;",  # a desktop puts its own, of another hand
        "QPushButton": (
            f"border: 1px solid {shades.border}; border-radius: {SPACE_XS}px; padding: {SPACE_XS}px {SPACE_M}px;"
            f" background: {shades.raised};"
        ),
        "QPushButton:default": f"border-color: {shades.accent}; background: {shades.chosen};",
        "QPushButton:hover": f"background: {shades.hover};",
        "QPushButton:pressed": f"background: {shades.pressed};",
        "QPushButton:checked": f"background: {shades.chosen}; border-color: {shades.accent};",
        "QPushButton:disabled": (
            f"color: {shades.disabled}; border-color: {shades.line}; background: {shades.window};"
        ),
        "QPushButton:focus": f"border: 2px solid {shades.accent}; padding: 3px {SPACE_M - 1}px;",
        "QPushButton::menu-indicator": (
            f"{_image('down', shades.hand)} width: 12px; height: 12px; right: {SPACE_XS}px;"
            " subcontrol-origin: padding; subcontrol-position: center right;"
        ),
        "QPushButton[role='tile']": f"padding: {SPACE_S}px; font-weight: bold;",
        "QPushButton[role='search']": f"text-align: left; color: {shades.muted}; background: {shades.base};",
        "QToolButton": (f"border: 2px solid transparent; border-radius: {SPACE_XS}px; padding: 2px;"),
        "QToolButton:hover": f"background: {shades.hover};",
        "QToolButton:pressed": f"background: {shades.pressed};",
        "QToolButton:focus": f"border-color: {shades.accent};",
        "QToolButton[role='section']": (f"border-radius: {RADIUS}px; padding: {SPACE_S}px; text-align: left;"),
        "QToolButton[role='section under']": f"border-radius: {RADIUS}px; padding: 1px {SPACE_XS}px;",
        "QToolButton[role^='section']:checked": f"background: {shades.chosen}; font-weight: bold;",
    }


def _lists(shades: Shades) -> dict[str, str]:
    return {
        _LISTS: f"border: 1px solid {shades.border}; padding: 1px;",
        _each(_LISTS, ":focus"): f"border: 2px solid {shades.accent}; padding: 0;",
        "QHeaderView::section": (
            f"background: {shades.window}; color: {shades.text}; border: none; border-right: 1px solid {shades.line};"
            f" border-bottom: 1px solid {shades.border}; padding: {SPACE_XS}px; text-align: left;"
        ),
        "QHeaderView::section:hover": f"background: {shades.hover};",
        "QHeaderView::section:checked": "font-weight: normal;",
        "QHeaderView::down-arrow": f"{_image('down', shades.hand)} width: 12px; height: 12px;",
        "QHeaderView::up-arrow": f"{_image('up', shades.hand)} width: 12px; height: 12px;",
        "QTabBar::tab": (
            f"padding: {SPACE_S}px {SPACE_M}px; border: none; border-bottom: 3px solid transparent;"
            f" color: {shades.muted};"
        ),
        "QTabBar::tab:hover": f"background: {shades.hover};",
        "QTabBar::tab:selected": f"color: {shades.text}; border-bottom-color: {shades.accent};",
        "QTabWidget::pane": f"border: none; border-top: 1px solid {shades.line};",
        "QScrollBar": f"border: none; background: {shades.window};",
        "QScrollBar:vertical": "width: 12px;",
        "QScrollBar:horizontal": "height: 12px;",
        "QScrollBar::handle": f"background: {shades.border}; border-radius: 4px; margin: 2px;",
        "QScrollBar::handle:vertical": "min-height: 28px;",
        "QScrollBar::handle:horizontal": "min-width: 28px;",
        "QScrollBar::handle:hover": f"background: {shades.muted};",
        "QScrollBar::add-line, QScrollBar::sub-line": "width: 0; height: 0;",
        "QScrollBar::add-page, QScrollBar::sub-page": "background: none;",
        "QSplitter::handle:horizontal": f"width: 7px; {_image('grip', shades.hand)}",
        "QSplitter::handle:vertical": f"height: 7px; {_image('grip-flat', shades.hand)}",
        "QSplitter::handle:hover": f"background: {shades.hover};",
    }


def _frames(shades: Shades) -> dict[str, str]:
    return {
        "QFrame[role='toast']": f"background: {shades.tip}; border-radius: {RADIUS}px;",
        "QFrame[role='toast'] QLabel": f"color: {shades.on_tip};",
        "QFrame[role='palette']": (
            f"background: {shades.base}; border: 1px solid {shades.border}; border-radius: {RADIUS}px;"
        ),
        "QFrame[role='palette'] QListView": "border: none;",
        "QFrame[role='card']": (
            f"border: 1px solid {shades.line}; border-radius: {RADIUS}px; background: {shades.raised};"
        ),
        "QFrame[role='card'] QListView": "border: 2px solid transparent; padding: 0; background: transparent;",
        "QFrame[role='card'] QListView:focus": f"border-color: {shades.accent};",
    }
