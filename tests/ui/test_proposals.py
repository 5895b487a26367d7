"""A diagnostic is imported into a record: what it proposes is ticked with mouse or keys, and the rest waits."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from caseflow.domain.barrier import Theme
from caseflow.ui.barriers.barriers_tab import BarriersTab
from caseflow.ui.barriers.proposals_dialog import DiagnosticDialog
from caseflow.ui.barriers.proposals_import import import_diagnostic
from caseflow.ui.context import Context
from tests.conftest import TODAY

Settle = Callable[[], None]
DATA = Path(__file__).parents[1] / "data" / "diagnostics"
OLD, NEW = DATA / "france_travail_2023.json", DATA / "france_travail_2026.json"


@pytest.fixture
def amina(add_person: Callable[..., UUID]) -> UUID:
    return add_person("BENALI", "Amina")


@pytest.fixture
def tab(context: Context, qtbot: QtBot, amina: UUID, settle: Settle) -> BarriersTab:
    """The barriers of somebody who has none."""
    made = BarriersTab(context, amina)
    qtbot.addWidget(made)
    made.resize(1200, 620)
    context.changes.changed.connect(made._read)
    made.show()
    made.activateWindow()
    settle()
    return made


@pytest.fixture
def imported(tab: BarriersTab, amina: UUID, settle: Settle) -> DiagnosticDialog:
    """The dialog over the tab, once the file of 2023 is read."""
    import_diagnostic(tab, tab.context, amina, OLD)
    settle()
    return over(tab, DiagnosticDialog)


def over(tab: BarriersTab, kind: type[Any]) -> Any:
    (found,) = [each for each in tab.window().findChildren(kind) if each.isVisible()]
    return found


def themes(context: Context, person: UUID) -> list[Theme]:
    return [line.theme for line in context.desk.barriers.of_person(person, TODAY).barriers]


def test_what_is_likely_is_ticked_and_ctrl_enter_notes_it(
    imported: DiagnosticDialog, tab: BarriersTab, amina: UUID, qtbot: QtBot, settle: Settle
) -> None:
    qtbot.keyClick(imported, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert themes(tab.context, amina) == [Theme.MOBILITY, Theme.FAMILY, Theme.HOUSING, Theme.ISOLATION]
    assert tab.band.isVisible(), "health, what is overcome and the needs wait"
    assert {line.theme for line in tab.context.desk.proposals.of_person(amina)} == {Theme.HEALTH, Theme.MONEY, None}


def test_space_unticks_and_what_is_unticked_waits(
    imported: DiagnosticDialog, tab: BarriersTab, amina: UUID, qtbot: QtBot, settle: Settle
) -> None:
    first = imported.rows[0].box
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClick(first, Qt.Key.Key_Space)
    qtbot.mouseClick(imported.accept_button, Qt.MouseButton.LeftButton)
    settle()
    assert Theme.MOBILITY not in themes(tab.context, amina)
    assert Theme.MOBILITY in {line.theme for line in tab.context.desk.proposals.of_person(amina)}


def test_what_is_set_aside_is_shown_no_more(
    imported: DiagnosticDialog, tab: BarriersTab, amina: UUID, qtbot: QtBot, settle: Settle
) -> None:
    imported.sensitive_box.click()
    for row in imported.rows:
        row.box.setChecked(True)
    assert imported.needs is not None
    imported.needs.box.click()
    qtbot.mouseClick(imported.decline_button, Qt.MouseButton.LeftButton)
    settle()
    assert tab.context.desk.proposals.of_person(amina) == ()
    assert themes(tab.context, amina) == []
    assert not tab.band.isVisible()


def test_what_is_sensitive_is_out_of_sight_and_never_noted_unseen(imported: DiagnosticDialog) -> None:
    (health,) = [row for row in imported.rows if row.line.theme is Theme.HEALTH]
    assert not health.isVisible()
    health.box.setChecked(True)
    assert health.line.id not in imported.ticked()
    imported.sensitive_box.click()
    assert health.isVisible()


def test_escape_leaves_everything_to_be_looked_at_from_the_band(
    imported: DiagnosticDialog, tab: BarriersTab, qtbot: QtBot, settle: Settle
) -> None:
    qtbot.keyClick(imported, Qt.Key.Key_Escape)
    settle()
    assert tab.band.isVisible()
    qtbot.mouseClick(tab.band.button, Qt.MouseButton.LeftButton)
    settle()
    assert len(over(tab, DiagnosticDialog).rows) == 6


def test_the_same_file_again_says_that_all_is_known(
    imported: DiagnosticDialog, tab: BarriersTab, amina: UUID, settle: Settle
) -> None:
    tab.context.desk.proposals.decline([line.id for line in tab.context.desk.proposals.of_person(amina)])
    imported.reject()
    settle()
    import_diagnostic(tab, tab.context, amina, OLD)
    settle()
    dialog = over(tab, DiagnosticDialog)
    assert dialog.rows == ()
    assert not dialog.accept_button.isVisible()


def test_a_file_that_is_no_diagnostic_is_told_in_a_sentence(
    tab: BarriersTab, amina: UUID, settle: Settle, tmp_path: Path
) -> None:
    other = tmp_path / "autre.json"
    other.write_text("{}", encoding="utf-8")
    import_diagnostic(tab, tab.context, amina, other)
    settle()
    box = over(tab, QMessageBox)
    assert "diagnostic" in box.text()
    box.close()


@pytest.mark.parametrize(("is_read", "proposed"), [(False, 0), (True, 9)])
def test_a_file_that_bears_another_name_is_read_only_if_asked(
    tab: BarriersTab, amina: UUID, settle: Settle, is_read: bool, proposed: int
) -> None:
    import_diagnostic(tab, tab.context, amina, NEW)
    settle()
    assert tab.context.desk.proposals.of_person(amina) == ()
    box: QMessageBox = over(tab, QMessageBox)
    role = QMessageBox.ButtonRole.AcceptRole if is_read else QMessageBox.ButtonRole.RejectRole
    next(button for button in box.findChildren(QPushButton) if box.buttonRole(button) is role).click()
    settle()
    assert len(tab.context.desk.proposals.of_person(amina)) == proposed


def test_the_command_asks_for_the_file(tab: BarriersTab, qtbot: QtBot) -> None:
    tab.acts()["import_diagnostic"].do()
    (dialog,) = tab.findChildren(QFileDialog)
    qtbot.waitUntil(dialog.isVisible)
    dialog.reject()
