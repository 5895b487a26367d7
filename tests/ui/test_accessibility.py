"""Every screen, every dialog: each control has a name for screen readers, and Tab reaches it.

A new screen is one line in `SCREENS`.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QTabBar,
    QTabWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from caseflow.domain.person import FactKind
from caseflow.domain.scheme import Scheme
from caseflow.services.pathways import StepDraft
from caseflow.settings import Folders, Settings
from caseflow.ui import editors
from caseflow.ui.administration.backups import BackupsTab
from caseflow.ui.administration.page import AdministrationPage
from caseflow.ui.administration.rules import RulesTab
from caseflow.ui.administration.staff import StaffTab
from caseflow.ui.context import Context
from caseflow.ui.editors import Field
from caseflow.ui.exchange.import_page import ImportPage
from caseflow.ui.exchange.page import ExchangePage
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.home.page import HomePage
from caseflow.ui.main_window import MainWindow
from caseflow.ui.navigation import ImportSource
from caseflow.ui.pathways.step_dialog import StepDialog
from caseflow.ui.people.bulk_edit import BulkEditDialog
from caseflow.ui.people.list_page import ListPage
from caseflow.ui.people.new_person import NewPersonDialog
from caseflow.ui.welcome.window import WelcomeWindow
from tests.conftest import FakeClock

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

Make = Callable[[Context, UUID, QWidget], QWidget]


def record_page(context: Context, person: UUID) -> QWidget:
    from caseflow.ui.record_tabs import open_record

    return open_record(context, person)


def record_with_a_pathway(context: Context, person: UUID) -> QWidget:
    """A record in which every kind of control has something to show."""
    desk = context.desk
    desk.people.add_fact(person, FactKind.RQTH)
    stay = desk.enrolments.refer(person, None)
    desk.enrolments.enter(stay, date(2025, 1, 6), desk.enrolments.add_counsellor("Claire Martin"))
    desk.pathways.add_step(person, StepDraft(scheme=Scheme.ACI, started_on=date(2026, 5, 4), ended_on=date(2026, 5, 1)))
    return record_page(context, person)


def step_dialog(context: Context, person: UUID, parent: QWidget) -> QWidget:
    dialog = StepDialog(parent, context, context.desk.pathways.view(person, context.today()), None)
    dialog.editor("scheme").choose(Scheme.MRS)
    return dialog


def small_dialog(context: Context, _person: UUID, parent: QWidget) -> QWidget:
    made = (editors.day("since", context.today), editors.note("note"), editors.choice("kind", FactKind, str))
    fields = [Field(editor.name, editor) for editor in made]
    return FormDialog(parent, context, "Title", fields, "Save", lambda _values: None)


SCREENS: dict[str, Make] = {
    "window": lambda context, _person, _parent: MainWindow(context),
    "home": lambda context, _person, _parent: HomePage(context),
    "list": lambda context, _person, _parent: ListPage(context),
    "record": lambda context, person, _parent: record_page(context, person),
    "record with a pathway": lambda context, person, _parent: record_with_a_pathway(context, person),
    "step": step_dialog,
    "small dialog": small_dialog,
    "exchange": lambda context, _person, _parent: ExchangePage(context),
    "import": lambda context, _person, _parent: ImportPage(context),
    "administration": lambda context, _person, _parent: AdministrationPage(context),
    "rules": lambda context, _person, _parent: RulesTab(context),
    "backups": lambda context, _person, _parent: BackupsTab(context),
    "staff": lambda context, _person, _parent: StaffTab(context),
    "new person": lambda context, _person, parent: NewPersonDialog(parent, context),
    "bulk edit": lambda context, person, parent: BulkEditDialog(parent, context, [person]),
}
WELCOME = ("_choice", "_new", "_unlock", "_renew", "_code", "_restore")


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
        and not isinstance(widget, QScrollBar)
        and not is_inside_another(widget)
        and widget.isVisibleTo(root)
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
    screen.resize(1280, 720)
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)


@pytest.fixture
def person(context: Context, add_person: Callable[..., UUID]) -> UUID:
    context.desk.store.is_training = True  # its file has no keys, without which there is no backup
    return add_person("BENALI", "Amina", phones=["0639981234"], commune="Marseille")


@pytest.mark.parametrize("screen", SCREENS)
def test_every_control_of_every_screen_has_a_name_and_is_reached_by_tab(
    screen: str, context: Context, person: UUID, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = SCREENS[screen](context, person, parent)
    show(made, qtbot)
    settle()
    assert controls(made), "a screen without any control is not shown"
    for page in pages_of(made):
        page()
        settle()
        assert nameless(made) == []
        assert unreachable(made) == []


def pages_of(screen: QWidget) -> Iterator[Callable[[], object]]:
    """Each tab of the screen in turn: what is hidden is not reached."""
    yield lambda: None
    for tabs in screen.findChildren(QTabWidget):
        for place in range(1, tabs.count()):
            yield lambda tabs=tabs, place=place: tabs.setCurrentIndex(place)


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


def test_the_import_is_named_and_reached_at_each_step(
    context: Context, person: UUID, tmp_path: Path, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Nom;Prénom;Date de naissance\nDIALLO;Ibrahima;03/02/1990\nBENALI;Amina;\n", encoding="utf-8")
    page = ImportPage(context)
    show(page, qtbot)
    page.take(ImportSource(path=path))
    for _step in range(3):
        qtbot.waitUntil(context.tasks.is_idle, timeout=30_000)
        settle()
        assert nameless(page) == []
        assert unreachable(page) == []
        qtbot.mouseClick(page._next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(context.tasks.is_idle, timeout=30_000)
    settle()


@pytest.mark.parametrize("page", WELCOME)
def test_every_control_of_the_first_windows_has_a_name_and_is_reached_by_tab(
    page: str, tmp_path: Path, clock: FakeClock, qtbot: QtBot
) -> None:
    folders = Folders(tmp_path / "config", tmp_path / "data", tmp_path / "logs")
    window = WelcomeWindow(folders, Settings(), clock)
    show(window, qtbot)
    window._show(getattr(window, page))
    assert controls(window)
    assert nameless(window) == []
    assert unreachable(window) == []
    window.close()
