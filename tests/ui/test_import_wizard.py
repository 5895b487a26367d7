"""The wizard leads a file in step by step: nothing is written before « Importer », and one button takes it all back."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from caseflow.domain.person import FactKind
from caseflow.exchange.tables import read_table
from caseflow.services.caseloads import WITHOUT_PLACE, Choice, RowStatus
from caseflow.services.people_list import PeopleQuery, Scope
from caseflow.ui.context import Context
from caseflow.ui.exchange.import_page import MAPPING, REPORT, REVIEW, SHEET, SOURCE, ImportPage
from caseflow.ui.exchange.review_model import OUTCOME, STATUS, ReviewModel
from caseflow.ui.navigation import ImportSource
from caseflow.ui.widgets.drop_zone import DropZone
from tests.conftest import TODAY

LINES = """Liste du PLIE;;;;
;;;;
Nom;Prénom;Né(e) le;Téléphone;Ville
BENALI;Amina;12/03/1985;612345678;Marseille
DIALO;Ibrahima;06/05/1990;;Aix
SARR;Awa;31/02/2000;;Aix
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "participants.csv"
    path.write_text(LINES, encoding="cp1252")
    return path


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> ImportPage:
    made = ImportPage(context)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    return made


@pytest.fixture
def go(page: ImportPage, file: Path, settle: Callable[[], None]) -> Callable[[int], None]:
    """Takes the file to a step of the wizard."""

    def to(step: int) -> None:
        page.take(ImportSource(path=file))
        settle()
        while page._step < step:
            page._next.click()
            settle()

    return to


def count(context: Context) -> int:
    return context.desk.people.count(PeopleQuery(on=TODAY, scope=Scope.ALL))


def table(page: ImportPage) -> QTableView:
    return page._review.findChild(QTableView)


def model(page: ImportPage) -> ReviewModel:
    return page._review.findChild(ReviewModel)


def button(page: QWidget, kind: type[QAbstractButton], text: str) -> QAbstractButton:
    shown = [each for each in page.findChildren(kind) if each.isVisible()]
    (found,) = [each for each in shown if each.text().replace("\u00a0", " ").startswith(text)]
    return found


def statuses(page: ImportPage) -> list[RowStatus]:
    assert page._draft.staging is not None
    return [row.status for row in page._draft.staging.rows]


def test_a_file_goes_all_the_way_in(page: ImportPage, go: Callable[[int], None], context: Context) -> None:
    go(REVIEW)
    assert count(context) == 0
    assert model(page).rowCount() == 3
    go(REPORT)
    assert count(context) == 2
    report = page._draft.report
    assert report is not None
    assert (report.created, report.left_out) == (2, (6,))


def test_the_steps_are_where_they_are_said_to_be(page: ImportPage, go: Callable[[int], None]) -> None:
    assert page._step == SOURCE
    for step in (SHEET, MAPPING, REVIEW):
        go(step)
        assert page._step == step
        assert page._stack.currentIndex() == step
    page._back.click()
    assert page._step == MAPPING


def test_a_file_dropped_on_the_zone_is_read(page: ImportPage, file: Path, settle: Callable[[], None]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.findChild(DropZone).dropEvent(event)
    settle()
    assert page._step == SHEET


def test_pasted_cells_are_read_like_a_file(page: ImportPage, settle: Callable[[], None]) -> None:
    page.take(ImportSource(text="Nom\tPrénom\nSarr\tAwa\n"))
    settle()
    assert page._step == SHEET
    assert page._draft.table is not None
    assert len(page._draft.table.rows) == 1


def test_a_broken_file_is_told_in_one_sentence_and_nothing_is_written(
    page: ImportPage, tmp_path: Path, settle: Callable[[], None], context: Context
) -> None:
    broken = tmp_path / "liste.xlsx"
    broken.write_bytes(b"PK\x03\x04 this is no workbook")
    page.take(ImportSource(path=broken))
    settle()
    assert page._step == SOURCE
    assert page._source._error.isVisible()
    assert len(page._source._error.text()) > 20
    assert count(context) == 0


def test_a_column_without_a_name_stops_the_way(page: ImportPage, go: Callable[[int], None]) -> None:
    go(MAPPING)
    field = page._mapping._fields[0]
    assert page._next.isEnabled()
    field.set_value(None)
    field.choice_made.emit()
    assert not page._next.isEnabled()
    assert page._mapping._missing.isVisible()


def test_a_field_is_filled_by_one_column_alone(page: ImportPage, go: Callable[[int], None]) -> None:
    go(MAPPING)
    field = page._mapping._fields[4]
    field.set_value("last_name")
    field.choice_made.emit()
    assert page._draft.mapping.columns_of("last_name") == (4,)
    assert page._mapping._fields[0].value() is None


def test_corrected_columns_are_remembered_for_the_next_file(
    page: ImportPage, go: Callable[[int], None], settle: Callable[[], None]
) -> None:
    go(MAPPING)
    field = page._mapping._fields[4]
    field.set_value("birth_place")
    field.choice_made.emit()
    page._next.click()
    settle()
    go(MAPPING)
    assert page._draft.is_remembered
    assert page._mapping._fields[4].value() == "birth_place"


def test_an_import_left_on_its_way_is_a_draft_until_it_is_done(
    page: ImportPage, go: Callable[[int], None], context: Context, file: Path
) -> None:
    go(REVIEW)
    (draft,) = context.desk.drafts.all()
    assert Path(draft.typed["path"]) == file
    assert context.desk.undo.next_undo() is None  # columns are remembered with the import, not before
    go(REPORT)
    assert context.desk.drafts.all() == ()


def test_a_cell_corrected_in_place_has_its_row_judged_again(
    page: ImportPage, go: Callable[[int], None], settle: Callable[[], None]
) -> None:
    go(REVIEW)
    assert statuses(page)[2] is RowStatus.TO_CORRECT
    shown = model(page)
    problem = shown.first_problem(shown.row_at(2))
    assert problem is not None
    shown.setData(shown.index(2, problem), "28/02/2000")
    settle()
    assert statuses(page)[2] is RowStatus.NEW
    assert shown.index(2, problem).data() == "28/02/2000"


def test_the_same_correction_is_offered_where_the_same_thing_is_typed(
    page: ImportPage, go: Callable[[int], None], settle: Callable[[], None]
) -> None:
    go(REVIEW)
    shown = model(page)
    town = shown.columns_of(("commune",))[0]
    shown.setData(shown.index(1, town), "Aix-en-Provence")
    settle()
    page._review._alike_button.click()
    settle()
    assert [shown.index(line, town).data() for line in range(3)] == ["Marseille", "Aix-en-Provence", "Aix-en-Provence"]


def test_a_possible_duplicate_is_decided_beside_its_record(
    page: ImportPage,
    go: Callable[[int], None],
    settle: Callable[[], None],
    add_person: Callable[..., UUID],
    context: Context,
) -> None:
    add_person("Diallo", "Ibrahima", birth_date=TODAY.replace(1990, 5, 6))
    go(REVIEW)
    assert statuses(page)[1] is RowStatus.POSSIBLE
    table(page).setCurrentIndex(model(page).index(1, STATUS))
    button(page, QRadioButton, "Même personne").click()
    assert page._draft.decisions[5].choice is Choice.UPDATE
    assert page._draft.decisions[5].kept == {"last_name"}
    assert "DIALLO" in model(page).index(1, OUTCOME).data()
    button(page, QRadioButton, "Deux personnes").click()
    assert page._draft.decisions[5].choice is Choice.CREATE
    page._next.click()
    settle()
    assert count(context) == 3, "the one already there, the new one, and the other row"


def test_what_was_decided_and_corrected_is_there_again_after_going_back(
    page: ImportPage, go: Callable[[int], None], settle: Callable[[], None]
) -> None:
    go(REVIEW)
    shown = model(page)
    shown.setData(shown.index(2, shown.columns_of(("birth_date",))[0]), "28/02/2000")
    settle()
    table(page).setCurrentIndex(shown.index(0, STATUS))
    table(page).setFocus()
    QTest.keyClick(table(page), Qt.Key.Key_Delete)
    page.acts()["import_back"].do()
    assert page._step == MAPPING
    page._next.click()
    settle()
    assert page._draft.decisions[4].choice is Choice.SKIP
    assert statuses(page)[2] is RowStatus.NEW


def test_a_decision_outlives_a_column_understood_otherwise_only_where_the_row_is_still_the_same(
    page: ImportPage,
    go: Callable[[int], None],
    settle: Callable[[], None],
    add_person: Callable[..., UUID],
) -> None:
    add_person("Diallo", "Ibrahima", birth_date=TODAY.replace(1990, 5, 6))
    go(REVIEW)
    table(page).setCurrentIndex(model(page).index(0, STATUS))
    table(page).setFocus()
    QTest.keyClick(table(page), Qt.Key.Key_Delete)
    table(page).setCurrentIndex(model(page).index(1, STATUS))
    button(page, QRadioButton, "Même personne").click()
    assert set(page._draft.decisions) == {4, 5}
    page._back.click()
    field = page._mapping._fields[2]
    field.set_value(None)  # no birth date: the possible duplicate is another question, the row left out is not
    field.choice_made.emit()
    page._next.click()
    settle()
    assert set(page._draft.decisions) == {4}


def test_several_files_dropped_come_one_after_the_other(
    page: ImportPage, file: Path, tmp_path: Path, settle: Callable[[], None], context: Context
) -> None:
    broken, third = tmp_path / "abîmé.xlsx", tmp_path / "trois.csv"
    broken.write_bytes(b"PK\x03\x04 this is no workbook")
    third.write_text("Nom;Prénom\nZAMORA;Luc\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (file, broken, third)])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.findChild(DropZone).dropEvent(event)
    settle()
    assert page._summary.text() == "2 fichiers en attente"
    while page._step < REPORT:
        page._next.click()
        settle()
    button(page, QPushButton, "Fichier suivant").click()
    settle()
    assert page._source._error.isVisible()
    assert page._summary.text() == "1 fichier en attente"
    button(page, QPushButton, "Fichier suivant").click()
    settle()
    while page._step < REPORT:
        page._next.click()
        settle()
    assert count(context) == 3
    assert page._next.text() == "Fermer"


def test_the_line_of_the_headings_is_said_where_another_was_found(
    page: ImportPage, go: Callable[[int], None], settle: Callable[[], None]
) -> None:
    go(SHEET)
    line = page._sheet.findChild(QSpinBox)
    assert line.value() == 3
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "4")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    settle()
    assert page._draft.table is not None
    assert page._draft.table.headings[0] == "BENALI"
    assert len(page._draft.table.rows) == 2
    assert page._step == SHEET


def test_a_column_that_has_no_field_is_said_not_to_be_kept_and_its_field_is_not_offered(
    page: ImportPage, settle: Callable[[], None]
) -> None:
    page.take(ImportSource(text="Nom\tPrénom\tFin PASS IAE\nSarr\tAwa\t01/01/2027\n"))
    settle()
    page._next.click()
    field = page._mapping._fields[2]
    assert field.value() is None
    assert "pas" in page._mapping._marks[2].text()
    assert [key for key in WITHOUT_PLACE if key in field._values] == []


def test_a_no_that_ends_nothing_is_told_in_the_report(
    page: ImportPage, settle: Callable[[], None], add_person: Callable[..., UUID], context: Context
) -> None:
    person = add_person("Sarr", "Awa", birth_date=TODAY.replace(1990, 5, 6))
    context.desk.people.add_fact(person, FactKind.RQTH)
    page.take(ImportSource(text="Nom\tPrénom\tNé(e) le\tRQTH\nSarr\tAwa\t06/05/1990\tNon\n"))
    settle()
    while page._step < REPORT:
        page._next.click()
        settle()
    report = page._draft.report
    assert report is not None
    (line,) = report.repairs
    assert (line.row, line.before) == (2, "non")
    assert "depuis quand" in line.reason


def test_delete_leaves_rows_out_and_takes_them_in_again(
    qtbot: QtBot, page: ImportPage, go: Callable[[int], None]
) -> None:
    go(REVIEW)
    view = table(page)
    view.setFocus()
    view.setCurrentIndex(model(page).index(0, STATUS))
    page._review._on_skip_asked()
    assert page._draft.decisions[4].choice is Choice.SKIP
    page._review._on_skip_asked()
    assert 4 not in page._draft.decisions


def test_one_button_takes_the_import_back(
    page: ImportPage, go: Callable[[int], None], settle: Callable[[], None], context: Context
) -> None:
    go(REPORT)
    assert count(context) == 2
    button(page, QPushButton, "Annuler cet import").click()
    settle()
    assert count(context) == 0
    assert not button(page, QPushButton, "Annuler cet import").isEnabled()


def test_rows_left_out_are_given_back_in_the_senders_layout(
    page: ImportPage, go: Callable[[int], None], settle: Callable[[], None], tmp_path: Path
) -> None:
    go(REPORT)
    target = tmp_path / "à corriger.xlsx"
    page._on_refused_named(str(target))
    settle()
    back = read_table(target, name=target.name)
    assert back.headings[:5] == ("Nom", "Prénom", "Né(e) le", "Téléphone", "Ville")
    assert [row.cells[0] for row in back.rows] == ["SARR"]


def test_the_status_filters_show_their_rows_alone(page: ImportPage, go: Callable[[int], None]) -> None:
    go(REVIEW)
    button(page, QPushButton, "À corriger (1)").click()
    assert model(page).rowCount() == 1
    button(page, QPushButton, "Toutes les lignes (3)").click()
    assert model(page).rowCount() == 3


def test_the_table_model_keeps_qts_rules(page: ImportPage, go: Callable[[int], None]) -> None:
    go(REVIEW)
    shown = model(page)
    QAbstractItemModelTester(shown, QAbstractItemModelTester.FailureReportingMode.Fatal)
    shown.show_draft(page._draft, RowStatus.NEW)
    shown.refresh()
    assert shown.rowCount(QModelIndex()) == 2


def test_every_control_of_every_step_says_its_name(page: ImportPage, go: Callable[[int], None]) -> None:
    for step in (SOURCE, SHEET, MAPPING, REVIEW, REPORT):
        if step:
            go(step)
        nameless = [
            type(widget).__name__
            for widget in page.findChildren(QWidget)
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not spoken_name(widget)
        ]
        assert nameless == [], step


def spoken_name(widget: QWidget) -> str:
    own = widget.accessibleName()
    if own or isinstance(widget, QComboBox):
        return own
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def test_reading_five_thousand_rows_can_be_cancelled_and_nothing_is_written(
    page: ImportPage, settle: Callable[[], None], context: Context
) -> None:
    lines = "\n".join(f"Nom{number}\tPrénom{number}\t01/01/1980" for number in range(5_000))
    page.take(ImportSource(text=f"Nom\tPrénom\tDate de naissance\n{lines}"))
    settle()
    page._next.click()
    page._next.click()
    assert page._stack.currentWidget() is page._working
    page._working.cancel()
    settle()
    assert page._step == MAPPING
    assert count(context) == 0
