"""A pathway on its timeline: dragged, moved by keys, given up, taken back; and the same in the table."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from caseflow.domain.pathway import StepOutcome, StepState
from caseflow.domain.scheme import Scheme
from caseflow.drawing.timeline import Fill
from caseflow.services.pathway_view import StepView
from caseflow.services.pathways import StepDraft
from caseflow.store.store import Store
from caseflow.ui.context import Context
from caseflow.ui.editors import Editor
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.painting import brush, colours
from caseflow.ui.pathways.moves import Grip, move
from caseflow.ui.pathways.pathway_tab import PathwayTab
from caseflow.ui.pathways.step_dialog import StepDialog
from caseflow.ui.pathways.steps_model import StepColumn
from caseflow.ui.people.record_page import RecordPage
from caseflow.ui.widgets.date_field import DateField
from tests.conftest import TODAY

Settle = Callable[[], None]
LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def person(add_person: Callable[..., UUID]) -> UUID:
    return add_person("BENALI", "Amina", birth_date=date(1990, 5, 3))


@pytest.fixture
def step(context: Context, person: UUID) -> UUID:
    return context.desk.pathways.add_step(
        person,
        StepDraft(
            scheme=Scheme.ACI,
            title="Chantier Le Fil",
            state=StepState.DONE,
            started_on=date(2025, 3, 1),
            ended_on=date(2025, 8, 31),
        ),
    )


@pytest.fixture
def page(context: Context, person: UUID, step: UUID, open_record_at: Callable[[UUID, str], RecordPage]) -> RecordPage:
    context.desk.pathways.add_step(
        person, StepDraft(scheme=Scheme.POEC, title="POEC logistique", planned_start=TODAY + timedelta(days=20))
    )
    return open_record_at(person, "pathway")


@pytest.fixture
def tab(page: RecordPage) -> PathwayTab:
    found = page.tab("pathway")
    assert isinstance(found, PathwayTab)
    return found


def read(context: Context, person: UUID, step_id: UUID) -> StepView:
    return next(step for step in context.desk.pathways.view(person, TODAY).steps if step.id == step_id)


def spot(tab: PathwayTab, step: UUID, *, edge: str = "") -> QPoint:
    """The middle of a bar, or one of its ends, in the viewport."""
    drawing = tab.timeline.drawing()
    box = drawing.bar(str(step)) if drawing else None
    assert box is not None
    x = {"": box.x + box.width / 2, "start": box.x, "end": box.right}[edge]
    return tab.timeline.place(x, box.y + box.height / 2).toPoint()


def drag(qtbot: QtBot, tab: PathwayTab, start: QPoint, by: int, *, release: bool = True) -> None:
    view = tab.timeline.viewport()
    qtbot.mousePress(view, LEFT, pos=start)
    for done in (by // 2, by):
        qtbot.mouseMove(view, start + QPoint(done, 0))
    if release:
        qtbot.mouseRelease(view, LEFT, pos=start + QPoint(by, 0))


def days_of(tab: PathwayTab, pixels: int) -> int:
    drawing = tab.timeline.drawing()
    assert drawing is not None
    return round(pixels / tab.timeline._scale() / drawing.scale.points_a_day)


def type_in(qtbot: QtBot, editor: Editor, text: str) -> None:
    assert isinstance(editor.widget, QLineEdit)
    editor.widget.clear()
    qtbot.keyClicks(editor.widget, text)


def accept(qtbot: QtBot, dialog: QDialog) -> None:
    """Press Ctrl+Enter in a dialog."""
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)


def test_dragging_an_end_changes_one_date_in_one_action_and_undo_brings_it_back(
    tab: PathwayTab, context: Context, person: UUID, step: UUID, qtbot: QtBot, settle: Settle
) -> None:
    drag(qtbot, tab, spot(tab, step, edge="end"), 60)
    settle()
    moved = read(context, person, step)
    assert moved.started_on == date(2025, 3, 1)
    assert moved.ended_on == date(2025, 8, 31) + timedelta(days=days_of(tab, 60))
    report = context.desk.undo.undo_last()
    assert report is not None
    assert report.restored == 1
    assert read(context, person, step).ended_on == date(2025, 8, 31)


def test_dragging_a_bar_moves_both_dates_alike(
    tab: PathwayTab, context: Context, person: UUID, step: UUID, qtbot: QtBot, settle: Settle
) -> None:
    drag(qtbot, tab, spot(tab, step), -45)
    by = timedelta(days=days_of(tab, -45))
    settle()
    moved = read(context, person, step)
    assert (moved.started_on, moved.ended_on) == (date(2025, 3, 1) + by, date(2025, 8, 31) + by)


def test_escape_gives_up_a_drag(
    tab: PathwayTab, context: Context, person: UUID, step: UUID, qtbot: QtBot, settle: Settle
) -> None:
    drag(qtbot, tab, spot(tab, step, edge="start"), -60, release=False)
    under_way = tab.timeline.move_under_way()
    assert under_way is not None
    assert under_way.start == date(2025, 3, 1) + timedelta(days=days_of(tab, -60))
    qtbot.keyClick(tab.timeline, Qt.Key.Key_Escape)
    qtbot.mouseRelease(tab.timeline.viewport(), LEFT)
    settle()
    assert read(context, person, step).started_on == date(2025, 3, 1)


def test_a_click_without_a_drag_writes_nothing(
    tab: PathwayTab, context: Context, step: UUID, qtbot: QtBot, settle: Settle
) -> None:
    before = context.desk.undo.next_undo()
    qtbot.mouseClick(tab.timeline.viewport(), LEFT, pos=spot(tab, step))
    settle()
    assert context.desk.undo.next_undo() == before
    assert tab.table.current_id() == step


@pytest.mark.parametrize(
    ("held", "keys", "start", "end"),
    [
        (CTRL, 3, date(2025, 3, 4), date(2025, 9, 3)),
        (SHIFT, 3, date(2025, 3, 1), date(2025, 9, 3)),
        (CTRL | SHIFT, 3, date(2025, 3, 4), date(2025, 8, 31)),
    ],
)
def test_arrows_move_a_bar_and_releasing_the_key_saves_once(
    held: Qt.KeyboardModifier,
    keys: int,
    start: date,
    end: date,
    tab: PathwayTab,
    context: Context,
    person: UUID,
    step: UUID,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    tab.timeline.setFocus()
    tab.timeline.choose(str(step))
    for _press in range(keys):
        qtbot.keyPress(tab.timeline, Qt.Key.Key_Right, held)
    settle()
    assert read(context, person, step).started_on == date(2025, 3, 1), "nothing is saved while the key is held"
    qtbot.keyRelease(tab.timeline, Qt.Key.Key_Control if held & CTRL else Qt.Key.Key_Shift)
    settle()
    moved = read(context, person, step)
    assert (moved.started_on, moved.ended_on) == (start, end)
    context.desk.undo.undo_last()
    assert read(context, person, step).started_on == date(2025, 3, 1)


def test_arrows_go_from_bar_to_bar_and_the_table_follows(
    tab: PathwayTab, step: UUID, qtbot: QtBot, settle: Settle
) -> None:
    tab.timeline.setFocus()
    qtbot.keyClick(tab.timeline, Qt.Key.Key_Home)
    assert tab.table.current_id() == step
    qtbot.keyClick(tab.timeline, Qt.Key.Key_Right)
    assert tab.timeline.current() == str(tab.table.current_id()) != str(step)
    assert "POEC logistique" in tab.timeline.accessibleDescription()
    qtbot.keyClick(tab.table, Qt.Key.Key_Up)
    assert tab.timeline.current() == str(step), "the timeline follows the table as well"
    qtbot.keyClick(tab.timeline, Qt.Key.Key_Down)
    assert tab.timeline.current() != str(step)


def test_delete_removes_a_step_that_undo_brings_back(
    tab: PathwayTab, context: Context, person: UUID, step: UUID, qtbot: QtBot, settle: Settle
) -> None:
    tab.choose_step(step)
    tab.timeline.setFocus()
    qtbot.keyClick(tab.timeline, Qt.Key.Key_Delete)
    settle()
    assert [each.title for each in context.desk.pathways.view(person, TODAY).steps] == ["POEC logistique"]
    assert tab.timeline.bar(str(step)) is None
    context.desk.undo.undo_last()
    settle()
    assert tab.timeline.bar(str(step)) is not None


def test_a_date_typed_in_a_cell_survives_a_restart(
    tab: PathwayTab,
    context: Context,
    person: UUID,
    step: UUID,
    open_store: Callable[[], Store],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    tab.choose_step(step)
    index = tab.table.lines.index(0, tab.table.lines.place_of(StepColumn.END))
    tab.table.setCurrentIndex(index)
    qtbot.keyClick(tab.table, Qt.Key.Key_F2)
    editor = tab.table.findChild(DateField)
    assert editor is not None
    editor.clear()
    qtbot.keyClicks(editor, "15/9/25")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle()
    assert read(context, person, step).ended_on == date(2025, 9, 15)
    from caseflow.services.desk import Desk

    again = Desk(open_store())
    assert next(s for s in again.pathways.view(person, TODAY).steps if s.id == step).ended_on == date(2025, 9, 15)
    again.rules.close()


def test_a_date_that_cannot_be_read_stays_in_its_cell(
    tab: PathwayTab, context: Context, person: UUID, step: UUID, qtbot: QtBot, settle: Settle
) -> None:
    tab.choose_step(step)
    tab.table.setCurrentIndex(tab.table.lines.index(0, tab.table.lines.place_of(StepColumn.START)))
    qtbot.keyClick(tab.table, Qt.Key.Key_F2)
    editor = tab.table.findChild(DateField)
    assert editor is not None
    editor.clear()
    qtbot.keyClicks(editor, "31/02/2025")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle()
    assert tab.table.findChild(DateField) is editor
    assert editor.text() == "31/02/2025"
    assert editor.accessibleDescription()
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert read(context, person, step).started_on == date(2025, 3, 1)


def test_an_end_before_the_start_is_saved_and_flagged_with_its_reason(
    tab: PathwayTab, context: Context, person: UUID, step: UUID, settle: Settle
) -> None:
    tab.table.lines.setData(tab.table.lines.index(0, tab.table.lines.place_of(StepColumn.END)), date(2025, 1, 1))
    settle()
    assert read(context, person, step).ended_on == date(2025, 1, 1)
    tab.choose_step(step)
    assert tab._flags.text().startswith("⚠")
    assert tab.table.lines.index(0, tab.table.lines.place_of(StepColumn.FLAGS)).data().startswith("⚠")


def test_a_step_is_added_by_keys_with_the_fields_of_its_scheme(
    page: RecordPage, tab: PathwayTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    page.acts()["new"].do()  # what Ctrl+N does in the window
    dialog = page.findChild(StepDialog)
    assert dialog is not None
    dialog.editor("scheme").choose(Scheme.PMSMP)
    assert {"purpose", "weekly_minutes"} <= dialog.shown_fields()
    assert not {"contract", "mrs_stage", "funder"} & dialog.shown_fields()
    type_in(qtbot, dialog.editor("title"), "Immersion jardin")
    type_in(qtbot, dialog.editor("weekly_minutes"), "24,5")
    type_in(qtbot, dialog.editor("planned_start"), "demain")
    accept(qtbot, dialog)
    settle()
    added = next(each for each in context.desk.pathways.view(person, TODAY).steps if each.scheme is Scheme.PMSMP)
    assert (added.title, added.weekly_minutes) == ("Immersion jardin", 24 * 60 + 30)
    assert added.planned_start == TODAY + timedelta(days=1)
    assert tab.timeline.bar(str(added.id)) is not None


def test_what_a_form_cannot_read_is_told_under_its_field_and_nothing_is_saved(
    page: RecordPage, tab: PathwayTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    tab.add_new()
    dialog = page.findChild(StepDialog)
    assert dialog is not None
    type_in(qtbot, dialog.editor("planned_start"), "un jour")
    accept(qtbot, dialog)
    settle()
    assert dialog.isVisible()
    assert dialog._forms["planned_start"].error_text("planned_start")
    assert len(context.desk.pathways.view(person, TODAY).steps) == 2
    dialog.reject()


def test_the_stages_of_an_mrs_are_recorded(
    page: RecordPage, tab: PathwayTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    tab.add_new()
    dialog = page.findChild(StepDialog)
    assert dialog is not None
    dialog.editor("scheme").choose(Scheme.MRS)
    assert dialog._results.isVisible()
    first = next(iter(dialog._results._rows.values()))
    type_in(qtbot, first.held_on, "2/11/2026")
    first.is_passed.choose(True)
    accept(qtbot, dialog)
    settle()
    mrs = next(each for each in context.desk.pathways.view(person, TODAY).steps if each.scheme is Scheme.MRS)
    assert [(each.held_on, each.is_passed) for each in mrs.mrs_results] == [(date(2026, 11, 2), True)]


def test_a_step_is_completed_then_reopened(
    page: RecordPage, tab: PathwayTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    planned = next(each for each in context.desk.pathways.view(person, TODAY).steps if each.scheme is Scheme.POEC)
    tab.choose_step(planned.id)
    qtbot.mouseClick(tab._bar.button("complete"), LEFT)
    dialog = page.findChild(FormDialog)
    assert dialog is not None
    dialog.editor("outcome").choose(StepOutcome.HIRED)
    accept(qtbot, dialog)
    settle()
    done = read(context, person, planned.id)
    assert (done.state, done.outcome, done.ended_on) == (StepState.DONE, StepOutcome.HIRED, TODAY)
    qtbot.mouseClick(tab._bar.button("reopen"), LEFT)
    settle()
    assert read(context, person, planned.id).state is StepState.IN_PROGRESS


def test_the_stay_and_the_pass_are_recorded_from_their_cards(
    page: RecordPage, tab: PathwayTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    context.desk.enrolments.add_counsellor("Claire Martin")
    page.refresh()
    settle()
    tab._enrolment.do(tab._enrolment.deeds()[0])
    entry = page.findChild(FormDialog)
    assert entry is not None
    type_in(qtbot, entry.editor("entered_on"), "3/2/2025")
    accept(qtbot, entry)
    settle()
    assert "03/02/2025" in tab._enrolment.words()
    assert "Claire Martin" in tab._enrolment.words()
    context.desk.pathways.add_pass(person, date(2026, 1, 5), "999991234567")
    settle()
    view = context.desk.pathways.view(person, TODAY).passes[0]
    assert view.explanation in tab._pass.words()
    context.desk.pathways.suspend_pass(view.id, date(2026, 3, 1), date(2026, 3, 12))
    settle()
    assert "12" in tab._pass.words()
    assert context.desk.pathways.view(person, TODAY).passes[0].explanation in tab._pass.words()


def test_the_entry_proposes_the_referent_already_known(
    page: RecordPage, tab: PathwayTab, context: Context, person: UUID, settle: Settle
) -> None:
    enrolments = context.desk.enrolments
    enrolments.add_counsellor("Claire Martin")
    karim = enrolments.add_counsellor("Karim Haddad")
    enrolments.change_referent(enrolments.refer(person, date(2026, 11, 2)), karim, date(2026, 11, 2))
    settle()
    deed = next(words for words in tab._enrolment.deeds() if words.startswith("Entrée"))
    tab._enrolment.do(deed)
    assert page.findChild(FormDialog).editor("counsellor_id").value() == karim


def test_a_refused_entry_says_why_under_its_field(
    page: RecordPage, tab: PathwayTab, context: Context, person: UUID, qtbot: QtBot, settle: Settle
) -> None:
    stay = context.desk.enrolments.refer(person, None)
    context.desk.enrolments.enter(stay, date(2025, 2, 3))
    settle()
    tab._enrolment.do(next(words for words in tab._enrolment.deeds() if words.startswith("Sortie")))
    dialog = page.findChild(FormDialog)
    assert dialog is not None
    type_in(qtbot, dialog.editor("exited_on"), "1/1/2020")
    accept(qtbot, dialog)
    settle()
    assert dialog.isVisible()
    assert dialog.error_text("exited_on")
    dialog.reject()
    assert context.desk.pathways.view(person, TODAY).enrolments[0].exited_on is None


def test_zooming_keeps_the_chosen_bar_in_sight(tab: PathwayTab, step: UUID, settle: Settle) -> None:
    tab.choose_step(step)
    for years in (1.0, None):
        tab.timeline.set_years(years)
        settle()
        where = spot(tab, step, edge="start")
        assert 0 <= where.x() <= tab.timeline.viewport().width()


def test_the_year_stays_written_when_its_own_place_is_out_of_sight(
    tab: PathwayTab, context: Context, person: UUID, step: UUID, settle: Settle
) -> None:
    assert tab.timeline.year_at_left() == ""
    context.desk.pathways.move_step(step, date(2025, 6, 1), date(2025, 7, 1))
    context.desk.pathways.add_step(person, StepDraft(scheme=Scheme.JOB, started_on=date(2024, 1, 8)))
    settle()
    tab.choose_step(step)
    tab.timeline.set_years(1.0)
    assert tab.timeline.year_at_left() in ("2024", "2025")


def test_an_empty_pathway_says_how_to_begin(
    context: Context, person: UUID, open_record_at: Callable[[UUID, str], RecordPage], settle: Settle
) -> None:
    page = open_record_at(person, "pathway")
    tab = page.tab("pathway")
    assert isinstance(tab, PathwayTab)
    assert tab._stack.currentWidget() is tab._empty
    context.desk.pathways.add_step(person, StepDraft(scheme=Scheme.JOB))
    settle()
    assert tab._stack.currentWidget() is tab._whole


def test_an_end_never_passes_the_other_and_an_unknown_date_stays_unknown(tab: PathwayTab, step: UUID) -> None:
    bar = tab.timeline.bar(str(step))
    assert bar is not None
    assert move(bar, Grip.END, -9_999, TODAY).end == bar.start
    assert move(bar, Grip.START, 9_999, TODAY).start == bar.end
    open_ended = next(found for found in tab.timeline._bars.values() if found.end is None and found.start is not None)
    assert move(open_ended, Grip.WHOLE, 5, TODAY).end is None
    assert move(open_ended, Grip.END, 5, TODAY).end is not None


def test_every_fill_is_told_from_the_others_on_light_and_dark(qtbot: QtBot) -> None:
    light = QApplication.palette()
    dark = QPalette(Qt.GlobalColor.black)
    for palette in (light, dark):
        chosen = colours(palette)
        brushes = {fill: brush(fill, chosen) for fill in Fill}
        assert len({(each.style(), each.color().name()) for each in brushes.values()}) == len(Fill)
        contrast = abs(chosen.ink.lightnessF() - chosen.paper.lightnessF())
        assert contrast > 0.6
