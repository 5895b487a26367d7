"""Barriers on a record: noted, weighed, acted on and lifted with the mouse and with keys alone."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseflow.domain.barrier import GoalKind, GoalState, Theme
from caseflow.domain.resource import Service, Structure
from caseflow.services.barrier_views import BarrierLine
from caseflow.ui.barriers.barrier_dialog import BarrierDialog, barrier_draft
from caseflow.ui.barriers.barriers_tab import BarriersTab
from caseflow.ui.barriers.goal_entry import entry_draft
from caseflow.ui.barriers.lift_dialog import LiftDialog
from caseflow.ui.context import Context
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.main_window import MainWindow
from caseflow.ui.people.record_page import RecordPage
from caseflow.ui.people.summary_tab import SummaryTab
from tests.conftest import TODAY

Settle = Callable[[], None]
OpenAt = Callable[[UUID, str], RecordPage]
MONTH_AGO = date(2026, 10, 23)


@pytest.fixture
def amina(add_person: Callable[..., UUID]) -> UUID:
    return add_person("BENALI", "Amina")


@pytest.fixture
def open_tab(context: Context, qtbot: QtBot, amina: UUID, settle: Settle) -> Callable[[], BarriersTab]:
    """Opens the tab alone, without the rest of the record."""

    def open_it() -> BarriersTab:
        made = BarriersTab(context, amina)
        qtbot.addWidget(made)
        made.resize(1200, 560)
        context.changes.changed.connect(made._read)
        made.show()
        made.activateWindow()
        settle()
        made.tree.setFocus()
        return made

    return open_it


@pytest.fixture
def tab(open_tab: Callable[[], BarriersTab], amina: UUID, context: Context) -> BarriersTab:
    """The tab of somebody whose transport is a barrier, with an objective."""
    barrier = context.desk.barriers.note(amina, Theme.MOBILITY, MONTH_AGO, situation="Véhicule en panne")
    context.desk.barriers.add_goal(barrier, GoalKind.OBJECTIVE, "Entretenir ou réparer son véhicule")
    return open_tab()


def only(context: Context, person: UUID) -> BarrierLine:
    (line,) = context.desk.barriers.of_person(person, TODAY).barriers
    return line


def dialog_over(page: Any, kind: type[Any]) -> Any:
    (found,) = page.window().findChildren(kind)
    return found


def garage(context: Context) -> UUID:
    with context.desk.store.writing("Garage") as writing:
        structure = writing.add(Structure(source_id="test--garage", name="Garage solidaire"))
        writing.session.flush()
        service = Service(
            structure_id=structure.id,
            source_id="test--reparation",
            name="Réparation",
            structure_name="Garage solidaire",
        )
        return writing.add(service).id


def test_a_record_without_barrier_says_what_to_do(
    open_tab: Callable[[], BarriersTab], amina: UUID, context: Context, settle: Settle
) -> None:
    found = open_tab()
    assert found._stack.currentWidget() is found._empty
    found.add_new()
    settle()
    dialog = dialog_over(found, BarrierDialog)
    assert dialog.editor("theme").value() is Theme.MOBILITY
    dialog._accept.click()
    settle()
    assert only(context, amina).theme is Theme.MOBILITY
    assert found._stack.currentWidget() is found._whole


def test_a_barrier_is_noted_from_anywhere_on_a_record_with_keys_alone(
    window: MainWindow, press: Callable[..., None], context: Context, amina: UUID, settle: Settle
) -> None:
    context.navigator.open_person(amina)
    settle()
    press("Ctrl+B", "L")
    assert isinstance(QApplication.activeWindow(), BarrierDialog)
    press("Tab", "“Dort chez un ami”", "Ctrl+Return")
    line = only(context, amina)
    assert (line.theme, line.situation, line.level) == (Theme.HOUSING, "Dort chez un ami", 2)
    assert not window.findChildren(BarrierDialog)


def test_everything_is_said_without_unfolding_anything(tab: BarriersTab) -> None:
    assert tab.tree.rows() == [
        "Mobilité | Véhicule en panne | ●●○ ralentit le parcours | depuis le 23/10/2026",
        "Objectif | Entretenir ou réparer son véhicule | ☐ À faire | ",
    ]
    words = tab.tree.currentItem().data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Mobilité – Véhicule en panne, niveau 2 sur 3, ralentit le parcours, stable"


def test_space_weighs_again_and_presses_in_a_row_count(
    tab: BarriersTab, qtbot: QtBot, context: Context, amina: UUID, settle: Settle
) -> None:
    qtbot.keyClick(tab.tree, Qt.Key.Key_Space)
    qtbot.keyClick(tab.tree, Qt.Key.Key_Space)
    qtbot.keyClick(tab.tree, Qt.Key.Key_Space)
    settle()
    line = only(context, amina)
    assert line.level == 1
    assert [(each.since, each.level) for each in line.history] == [(MONTH_AGO, 2), (TODAY, 1)]
    assert "●○○ ↘" in tab.tree.rows()[0]
    assert "23/10/2026" in tab.side.words()


def test_space_on_an_objective_moves_it_on(
    tab: BarriersTab, qtbot: QtBot, context: Context, amina: UUID, settle: Settle
) -> None:
    qtbot.keyClick(tab.tree, Qt.Key.Key_Down)
    for state in (GoalState.IN_PROGRESS, GoalState.DONE, GoalState.ABANDONED, GoalState.PLANNED):
        qtbot.keyClick(tab.tree, Qt.Key.Key_Space)
        settle()
        assert only(context, amina).goals[0].state is state


def test_actions_are_added_one_after_the_other_without_leaving_the_field(
    tab: BarriersTab, qtbot: QtBot, context: Context, amina: UUID, settle: Settle
) -> None:
    qtbot.keyClick(tab.tree, Qt.Key.Key_Insert)
    field = tab.entry.field
    for words in ("Appeler le garage", "Emprunter un scooter"):
        qtbot.keyClicks(field.lineEdit(), words)
        qtbot.keyClick(field.lineEdit(), Qt.Key.Key_Return)
        settle()
    titles = [(each.kind, each.title) for each in only(context, amina).goals]
    assert titles[1:] == [
        (GoalKind.ACTION, "Appeler le garage"),
        (GoalKind.ACTION, "Emprunter un scooter"),
    ]
    assert field.words() is None
    assert field.findText("Appeler le garage") == -1


def test_the_list_completes_what_is_typed_by_any_of_its_words(tab: BarriersTab, qtbot: QtBot) -> None:
    line = tab.entry.field.lineEdit()
    assert line is not None
    qtbot.keyClicks(line, "solidaire")
    completer = tab.entry.field.completer()
    found = [
        completer.setCurrentRow(row) and completer.currentCompletion() for row in range(completer.completionCount())
    ]
    assert "Réparation dans un garage solidaire" in found


def test_nothing_said_is_refused_under_the_field(
    tab: BarriersTab, context: Context, amina: UUID, settle: Settle
) -> None:
    tab.entry.button.click()
    settle()
    assert tab.entry.told()
    assert len(only(context, amina).goals) == 1


def test_an_action_typed_and_not_added_waits_for_its_barrier(
    tab: BarriersTab, qtbot: QtBot, context: Context, amina: UUID, settle: Settle
) -> None:
    first = only(context, amina)
    context.desk.barriers.note(amina, Theme.HOUSING, TODAY)
    settle()
    qtbot.keyClicks(tab.entry.field.lineEdit(), "Voir le")
    housing = next(e for e in context.desk.barriers.of_person(amina, TODAY).barriers if e.theme is Theme.HOUSING)
    tab.tree.choose(housing.id)
    settle()
    assert tab.entry.field.words() is None
    draft = context.desk.drafts.find(entry_draft(first))
    assert draft is not None
    assert draft.typed == {"title": "Voir le"}
    tab.tree.choose(first.id)
    settle()
    assert tab.entry.field.words() == "Voir le"


def test_a_barrier_half_noted_is_kept_and_opened_again(
    open_record_at: OpenAt, context: Context, amina: UUID, settle: Settle
) -> None:
    page = open_record_at(amina, "barriers")
    found = page.tab("barriers")
    found.add_new()
    settle()
    dialog = dialog_over(page, BarrierDialog)
    dialog.editor("theme").choose(Theme.MONEY)
    dialog.editor("situation").choose("Attend sa prime")
    dialog.reject()
    settle()
    draft = barrier_draft(amina, None)
    page.resume(draft)
    settle()
    again = next(each for each in page.window().findChildren(BarrierDialog) if each.isVisible())
    assert (again.editor("theme").value(), again.editor("situation").value()) == (Theme.MONEY, "Attend sa prime")


def test_a_barrier_is_lifted_thanks_to_the_service_that_answered(
    tab: BarriersTab, qtbot: QtBot, context: Context, amina: UUID, settle: Settle
) -> None:
    context.desk.referrals.propose(amina, garage(context), MONTH_AGO, barrier_id=only(context, amina).id)
    settle()
    tab.bar.button("lift").click()
    settle()
    dialog = dialog_over(tab, LiftDialog)
    dialog.editor("lifted_how").choose("Voiture réparée")
    dialog.editor("lifted_by_id").widget.setCurrentIndex(1)
    dialog._accept.click()
    settle()
    line = only(context, amina)
    assert (line.lifted_on, line.lifted_how) == (TODAY, "Voiture réparée")
    assert line.lifted_by == "Réparation – Garage solidaire"
    assert "✔ levé le 23/11/2026" in tab.tree.rows()[0]
    assert not tab.entry.isVisible()
    tab.bar.button("reopen").click()
    settle()
    assert only(context, amina).is_open


def test_a_barrier_is_lifted_by_any_service_of_the_directory(
    tab: BarriersTab, qtbot: QtBot, context: Context, amina: UUID, settle: Settle
) -> None:
    service = garage(context)
    tab.bar.button("lift").click()
    settle()
    dialog = dialog_over(tab, LiftDialog)
    dialog.show_directory()
    settle()
    dialog.picker.chosen.emit(service)
    dialog._accept.click()
    settle()
    assert only(context, amina).lifted_by_id == service


def test_a_day_to_come_is_refused(tab: BarriersTab, context: Context, amina: UUID, settle: Settle) -> None:
    tab.bar.button("lift").click()
    settle()
    dialog = dialog_over(tab, LiftDialog)
    dialog.editor("lifted_on").choose(TODAY + timedelta(days=1))
    dialog._accept.click()
    settle()
    assert dialog.error_text("lifted_on")
    assert only(context, amina).is_open
    dialog.editor("lifted_on").type_again("mar")
    assert dialog.editor("lifted_on").value() == TODAY - timedelta(days=6)  # the last Tuesday, not the next


def test_a_sensitive_barrier_is_masked_until_it_is_asked_for(
    open_record_at: OpenAt, context: Context, amina: UUID, settle: Settle
) -> None:
    barrier = context.desk.barriers.note(amina, Theme.HEALTH, TODAY, situation="Accès aux soins difficile")
    context.desk.barriers.add_goal(barrier, GoalKind.OBJECTIVE, "Accéder aux droits et aux soins")
    page = open_record_at(amina, "barriers")
    found = cast("BarriersTab", page.tab("barriers"))
    assert found.tree.rows() == ["••• | Frein sensible, masqué | ••• | "]
    assert "soins" not in found.side.words()
    assert not found.entry.isVisible()
    found.shows_sensitive.click()
    assert "Santé | Accès aux soins difficile" in found.tree.rows()[0]
    context.discretion.toggle()
    assert found.tree.rows() == ["••• | Frein sensible, masqué | ••• | "]
    assert not page._tabs.isTabVisible(page._tabs.indexOf(found))


def test_a_sensitive_theme_leaves_no_room_for_words(
    open_tab: Callable[[], BarriersTab], context: Context, amina: UUID, settle: Settle
) -> None:
    found = open_tab()
    found.add_new()
    settle()
    dialog = dialog_over(found, BarrierDialog)
    situation = dialog.editor("situation")
    situation.choose("Suivie par un psychiatre")
    dialog.editor("theme").choose(Theme.HEALTH)
    assert (situation.widget.isEditable(), situation.value()) == (False, None)
    assert not dialog.editor("funder").widget.isVisible()
    assert "sensible" in dialog.told()
    situation.choose("Accès aux soins difficile")
    dialog._accept.click()
    settle()
    assert only(context, amina).situation == "Accès aux soins difficile"


def test_a_barrier_and_its_objective_are_corrected(
    tab: BarriersTab, qtbot: QtBot, context: Context, amina: UUID, settle: Settle
) -> None:
    qtbot.keyClick(tab.tree, Qt.Key.Key_Return)
    settle()
    dialog = dialog_over(tab, BarrierDialog)
    dialog.editor("is_priority").choose(True)
    funder = dialog.editor("funder").widget
    assert "Métropole" in [funder.itemText(place) for place in range(funder.count())]
    dialog.editor("funder").choose("Métropole")
    dialog.editor("since").choose(date(2026, 1, 5))
    dialog._accept.click()
    settle()
    assert tab.tree.rows()[0].startswith("★ Mobilité")
    assert only(context, amina).funder == "Métropole"
    qtbot.keyClick(tab.tree, Qt.Key.Key_Down)
    qtbot.keyClick(tab.tree, Qt.Key.Key_Return)
    settle()
    form = next(each for each in tab.findChildren(FormDialog) if each.isVisible())
    form.editor("euros").choose(120)
    form.editor("funder").choose("CCAS")
    form.editor("due_on").choose(TODAY - timedelta(days=1))
    form._accept.click()
    settle()
    goal = only(context, amina).goals[0]
    assert (goal.cost_cents, goal.funder, goal.is_late) == (12_000, "CCAS", True)
    assert tab.tree.rows()[1] == (
        "Objectif | Entretenir ou réparer son véhicule / CCAS · 120\u00a0€ | ☐ À faire | ⚠ attendu le 22/11/2026"
    )


def test_what_is_removed_comes_back_with_undo(
    tab: BarriersTab, qtbot: QtBot, context: Context, amina: UUID, settle: Settle
) -> None:
    before = tab.tree.rows()
    qtbot.keyClick(tab.tree, Qt.Key.Key_Delete)
    settle()
    assert context.desk.barriers.of_person(amina, TODAY).barriers == ()
    context.desk.undo.undo_last()
    settle()
    assert tab.tree.rows() == before


def test_referring_for_a_barrier_names_the_person_and_the_barrier(
    tab: BarriersTab, qtbot: QtBot, context: Context, amina: UUID
) -> None:
    with qtbot.waitSignal(context.navigator.referral_asked) as asked:
        tab.bar.button("refer").click()
    assert asked.args == [amina, only(context, amina).id]


def test_the_summary_says_each_barrier_in_short_and_nothing_of_what_is_sensitive(
    open_record_at: OpenAt, context: Context, amina: UUID, settle: Settle
) -> None:
    barrier = context.desk.barriers.note(amina, Theme.MOBILITY, MONTH_AGO)
    context.desk.barriers.rate(barrier, 1, TODAY)
    housing = context.desk.barriers.note(amina, Theme.HOUSING, MONTH_AGO)
    context.desk.barriers.lift(housing, TODAY)
    context.desk.barriers.note(amina, Theme.JUSTICE, MONTH_AGO)
    late = TODAY - timedelta(days=1)
    context.desk.barriers.add_goal(barrier, GoalKind.ACTION, "Passer le code", due_on=late)
    page = open_record_at(amina, "summary")
    summary = cast("SummaryTab", page.tab("summary"))
    words = summary.words().replace("\u00a0", " ")
    assert f"⚠ Passer le code, attendu le {late:%d/%m/%Y}" in words, "what is late is to be settled"
    assert "Rien à régler" not in words
    assert "Mobilité ●○○ ↘" in words
    assert "Logement levé 11/26" in words
    assert "Justice" not in words
    assert "1 frein sensible" in words
    context.discretion.toggle()
    assert "sensible" not in summary.barriers.words().replace("\u00a0", " ")
    assert "Mobilité ●○○ ↘" in summary.barriers.words().replace("\u00a0", " ")
