"""Every screen, every dialog: each control has a name for readers, Tab reaches it, its words have room, F1 helps.

Which screens there are: `screens.py`.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from caseflow import i18n
from caseflow.ui import theme
from caseflow.ui.context import Context
from caseflow.ui.help_pages import CONTENTS, help_pages
from caseflow.ui.helping import page_of
from caseflow.ui.widgets.toast import Toast
from tests.ui.room import Longer, cut, room_of
from tests.ui.screens import SCREENS, Stage, tabs_of

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)

PAGES = {key for key, _title in help_pages()} - {CONTENTS}
WITHOUT_A_PAGE = {"window", "help", "help, searched"}
"""The window has the page of what is in front of it; the guide is its own help."""


def is_inside_another(widget: QWidget) -> bool:
    """Parts that Qt makes of a control: the line edit of a spin box, the header of a table, the list of a box."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QAbstractSpinBox | QAbstractItemView | QTabBar | QLineEdit | QTextEdit):
            return True
        parent = parent.parentWidget()
    return False


def controls(root: QWidget) -> list[QWidget]:
    """The controls that a person can use with the keyboard, now."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and widget.isVisibleTo(root)
        and not isinstance(widget, QScrollBar)
        and not is_inside_another(widget)
        and widget.isEnabledTo(root)
        and not widget.objectName().startswith("qt_")
    ]


def described(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton | QLineEdit) else ""
    return f"{type(widget).__name__} {widget.objectName()} {text}".strip()


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface else ""


def nameless(root: QWidget) -> list[str]:
    return [described(widget) for widget in controls(root) if not name_of(widget)]


def reached_by_tab(root: QWidget) -> set[QWidget]:
    """Press Tab round the window once, and note where the focus goes; a table takes Tab for itself at times."""
    window = root.window()
    reached: set[QWidget] = set()
    for _press in range(400):
        window.focusNextChild()
        focused = QApplication.focusWidget()
        if focused is None or focused in reached:
            break
        reached.add(focused)
    return reached


def unreachable(root: QWidget) -> list[str]:
    reached = reached_by_tab(root)
    proxies = {widget.focusProxy() for widget in reached}
    return [
        described(widget)
        for widget in controls(root)
        if widget not in reached
        and widget not in proxies
        and not any(widget.isAncestorOf(other) for other in reached)
        and not is_one_of_a_group(widget, reached)
    ]


def out_of_order(root: QWidget) -> list[tuple[str, str]]:
    """Pairs of controls of which Tab reaches the second after the first, though it is read before it.

    What is done to a line of a list may stand above the list, and come after it. A toast floats above the page.
    """
    known = {widget for widget in controls(root) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus}
    known -= {button for toast in root.findChildren(Toast) for button in toast.findChildren(QPushButton)}
    chain: list[QWidget] = []
    widget = root.nextInFocusChain()
    while widget is not root and len(chain) <= len(known):
        if widget in known:
            chain.append(widget)
        widget = widget.nextInFocusChain()
    return [
        (described(a), described(b))
        for a, b in pairwise(chain)
        if is_read_before(place(b, a, root), place(a, b, root)) and not isinstance(a, QAbstractItemView)
    ]


def place(widget: QWidget, beside: QWidget, root: QWidget) -> QRect:
    """Where a control is; one that is scrolled out of sight is at the foot of what scrolls."""
    found = QRect(widget.mapTo(root, widget.rect().topLeft()), widget.size())
    for area in root.findChildren(QScrollArea):
        if area.isAncestorOf(widget) and not area.isAncestorOf(beside):
            foot = area.mapTo(root, area.rect().bottomLeft()).y()
            found.setTop(min(found.top(), foot))
            found.setBottom(min(found.bottom(), foot))
    return found


def is_read_before(one: QRect, other: QRect) -> bool:
    """Above, unless it begins a column further right; or at the left on the same line."""
    if one.bottom() <= other.top():
        return one.left() < other.right()
    return one.top() < other.bottom() and one.right() <= other.left()


def is_one_of_a_group(widget: QWidget, reached: set[QWidget]) -> bool:
    """Of radio buttons, Tab reaches the chosen one, and arrows the others."""
    if not isinstance(widget, QAbstractButton):
        return False
    group = widget.group()
    mates = group.buttons() if group is not None else []
    if widget.autoExclusive() and widget.parentWidget() is not None:
        mates = [each for each in widget.parentWidget().findChildren(QAbstractButton) if each.autoExclusive()]
    return any(mate in reached for mate in mates)


def show(screen: QWidget, qtbot: QtBot) -> None:
    if screen.parentWidget() is None:
        qtbot.addWidget(screen)
    if not isinstance(screen, QDialog):
        screen.resize(room_of(screen))
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)


@pytest.fixture
def stage(context: Context, tmp_path: Path, qtbot: QtBot, settle: Callable[[], None]) -> Stage:
    context.desk.store.is_training = True  # its file has no keys, without which there is no backup
    parent = QWidget()
    qtbot.addWidget(parent)
    return Stage(context, parent, tmp_path, settle)


@pytest.fixture(scope="module")
def longer_words() -> Iterator[None]:
    held = i18n._installed()
    french, held[0] = held[0], Longer()
    yield
    held[0] = french


@pytest.fixture(scope="module")
def dressed(qapp: QApplication) -> Iterator[None]:
    """The rules of the look, which give their air to buttons and tabs."""
    palette, sheet = qapp.palette(), qapp.styleSheet()
    theme.install(qapp, theme.Look.LIGHT.value)
    yield
    qapp.setPalette(palette)
    qapp.setStyleSheet(sheet)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_is_used_without_a_mouse_with_a_reader_and_with_words_four_tenths_longer_and_has_its_page(
    screen: str, dressed: None, longer_words: None, stage: Stage, qtbot: QtBot
) -> None:
    made = SCREENS[screen](stage)
    show(made, qtbot)
    stage.settle()
    assert controls(made), "a screen without any control is not shown"
    for turn_to in tabs_of(made):
        turn_to()
        stage.settle()
        assert nameless(made) == []
        assert unreachable(made) == []
        assert out_of_order(made) == []
        assert cut(made) == []
        assert page_of(made) in PAGES or screen in WITHOUT_A_PAGE
    assert made.size().boundedTo(room_of(made)) == made.size()


def test_a_control_without_a_name_and_one_that_tab_skips_are_found(qtbot: QtBot) -> None:
    screen = QWidget()
    column = QVBoxLayout(screen)
    named, nobody, skipped = QLineEdit(), QLineEdit(), QPushButton("Skipped")
    named.setAccessibleName("A name")
    skipped.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    for widget in (named, nobody, skipped):
        column.addWidget(widget)
    show(screen, qtbot)
    assert len(nameless(screen)) == 1
    assert unreachable(screen) == ["QPushButton  Skipped"]


def test_a_control_that_tab_reaches_before_its_turn_is_found(qtbot: QtBot) -> None:
    screen = QWidget()
    column = QVBoxLayout(screen)
    first, second, third = (QPushButton(text) for text in ("First", "Second", "Third"))
    for widget in (first, second, third):
        column.addWidget(widget)
    QWidget.setTabOrder(second, first)
    show(screen, qtbot)
    assert out_of_order(screen) == [("QPushButton  Second", "QPushButton  First")]
