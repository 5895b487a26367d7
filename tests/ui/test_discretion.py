"""The screen shown to the person beside you: nobody else's name, nothing sensitive, no alert; nothing to undo after."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from caseflow.domain.person import FactKind
from caseflow.domain.scheme import Scheme
from caseflow.services.pathways import StepDraft
from caseflow.services.people import PersonDraft
from caseflow.ui.actions import every_command
from caseflow.ui.context import Context
from caseflow.ui.discretion import DiscretionBanner
from caseflow.ui.main_window import MainWindow
from caseflow.ui.palette.panel import Palette
from caseflow.ui.pathways.step_dialog import StepDialog
from caseflow.ui.sections import SECTIONS
from tests.conftest import TODAY

OTHER = "QUETZALCOATLI"
SECRETS = ("RQTH", "Travailleur handicapé", "Hébergé par un ami", "Ne pas lui en parler")
Settle = Callable[[], None]


@pytest.fixture
def people(context: Context) -> tuple[UUID, UUID]:
    """The person beside the screen, of whom much is known, and somebody else."""
    desk = context.desk
    draft = PersonDraft(last_name="BENALI", first_name="Amina", private_note=SECRETS[3])
    beside = desk.people.create(draft)
    desk.people.add_fact(beside, FactKind.RQTH)
    desk.people.add_fact(beside, FactKind.HOUSING, value=SECRETS[2])
    for start, end in ((date(2026, 5, 4), date(2026, 5, 1)), (date(2026, 6, 1), None)):
        desk.pathways.add_step(beside, StepDraft(scheme=Scheme.ACI, started_on=start, ended_on=end))
    return beside, desk.people.create(PersonDraft(last_name=OTHER, first_name="Zoé"))


@pytest.fixture
def window(qtbot: QtBot, context: Context, people: tuple[UUID, UUID], settle: Settle) -> MainWindow:
    made = MainWindow(context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    for person in reversed(people):
        made.open_person(person)
        settle()
    qtbot.keyClick(made, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    settle()
    return made


def cells(model: QAbstractItemModel, view: QAbstractItemView) -> Iterator[str]:
    for row in range(model.rowCount()):
        for column in range(model.columnCount(model.index(-1, -1)) if hasattr(view, "isColumnHidden") else 1):
            hidden = getattr(view, "isColumnHidden", lambda _column: False)(column)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                yield "" if hidden else str(model.index(row, column).data(role) or "")


def seen(top: QWidget) -> str:
    """Return every word that can be read, pointed at or heard on a window."""
    words = [top.windowTitle()]
    for part in (top, *top.findChildren(QWidget)):
        if not part.isVisibleTo(top):
            continue
        words += [part.toolTip(), part.accessibleName(), part.accessibleDescription()]
        words += [str(getattr(part, name)()) for name in ("text", "toPlainText", "currentText") if hasattr(part, name)]
        if isinstance(part, QTabBar):
            words += [f"{part.tabText(place)} {part.tabToolTip(place)}" for place in range(part.count())]
        if isinstance(part, QAbstractItemView) and part.model() is not None:
            words += cells(part.model(), part)
    return "\n".join(words)


def test_the_record_in_front_can_be_read_and_nothing_sensitive_of_it(window: MainWindow) -> None:
    for part in ("summary", "pathway"):
        window.workspace.current_page().show_tab(part)
        words = seen(window)
        assert "BENALI Amina" in words
        assert "ACI" in words
        assert OTHER not in words
        assert "⚠" not in seen(window.workspace)
        assert not [secret for secret in SECRETS if secret in words]


def test_no_screen_names_anybody_else(window: MainWindow, context: Context, tmp_path: Path, settle: Settle) -> None:
    shown: list[str] = []
    window.workspace.shown.connect(shown.append)
    for section in SECTIONS:
        window.show_section(section.key)
        settle()
        words = seen(window)
        assert OTHER not in words, section.key
        assert "BENALI" not in words, section.key
    window.open_history()
    settle()
    assert OTHER not in seen(window)
    context.navigator.open_import()
    settle()
    assert OTHER not in seen(window)
    assert len(shown) >= len(SECTIONS)


def test_the_search_window_finds_actions_alone(
    window: MainWindow, context: Context, people: tuple[UUID, UUID], qtbot: QtBot, settle: Settle
) -> None:
    context.navigator.open_person(people[0])
    window._commands.open_palette()
    palette = window.findChild(Palette)
    qtbot.keyClicks(palette._field, "quetzal")
    settle()
    assert OTHER not in seen(palette)
    assert all(OTHER not in entry.text for entry in palette.entries())


def test_what_would_show_others_is_not_done(window: MainWindow, qtbot: QtBot) -> None:
    """A command is done while somebody looks only if it is known to name nobody: a new one is not."""
    menus = window._commands.menus
    done = {command.key for _menu, command in every_command() if not menus.act_of(command.key).hindrance}
    assert not done & {"export", "import", "paste", "history", "find", "new_person", "edit_people", "print_people"}
    menus.run("history")
    assert "mode partagé" in window.toast.text().lower()
    window.show_section("people")
    assert menus.act_of("preview").hindrance, "those chosen behind the cover would be shown"


def test_a_private_note_is_not_in_the_form_of_a_step(
    window: MainWindow, context: Context, people: tuple[UUID, UUID]
) -> None:
    dialog = StepDialog(window, context, context.desk.pathways.view(people[0], TODAY), None)
    assert not dialog.editor("private_note").widget.isVisibleTo(dialog)


@pytest.mark.parametrize("way", ["escape", "keys"])
def test_one_key_leaves_and_everything_is_back(window: MainWindow, qtbot: QtBot, settle: Settle, way: str) -> None:
    banner = window.findChild(DiscretionBanner)
    assert banner.isVisible()
    qtbot.waitUntil(banner._leave.hasFocus)
    if way == "escape":
        qtbot.keyClick(banner._leave, Qt.Key.Key_Escape)
    else:
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        qtbot.keyClick(window, Qt.Key.Key_H, both)
    settle()
    assert not banner.isVisible()
    words = seen(window)
    assert OTHER in words
    assert "⚠" in words
    window.show_section("people")
    settle()
    assert OTHER in seen(window)
