"""The section of reports: what is asked is counted, what leaves is masked, and the keyboard reaches all of it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from caseflow.services.figures.model import Release
from caseflow.ui.context import Context
from caseflow.ui.reports.page import ReportsPage
from caseflow.ui.reports.papers import make_pdf, make_workbook, to_hand_on
from tests.reports.reading import page_texts
from tests.services.needy import fill_needs


@pytest.fixture
def page(context: Context, qtbot: QtBot, settle: Callable[[], None]) -> ReportsPage:
    fill_needs(context.desk)
    page = ReportsPage(context)
    qtbot.addWidget(page)
    page.resize(1166, 668)
    page.show()
    settle()
    return page


def cells(page: ReportsPage) -> set[str]:
    lines = page._pane._lines
    items = (lines.item(row, place) for row in range(lines.rowCount()) for place in range(lines.columnCount()))
    return {item.text() for item in items if item}


def test_needs_without_an_answer_come_first_with_what_to_do(page: ReportsPage) -> None:
    assert page._list.currentRow() == 0
    assert page._pane._directory.isVisible()
    assert "Logement" in cells(page)


def test_arrows_go_from_table_to_table(page: ReportsPage) -> None:
    page._list.setFocus()
    QTest.keyClick(page._list, Qt.Key.Key_Down)
    assert page._pane._title.text() == "Besoins par thème"
    assert page._pane._chart.isVisible()
    assert not page._pane._directory.isVisible()


def test_a_period_chosen_or_typed_is_counted_at_once(page: ReportsPage, settle: Callable[[], None]) -> None:
    page._bar._since.setFocus()
    page._bar._since.setText("1/1/26")
    QTest.keyClick(page._bar._since, Qt.Key.Key_Return)
    settle()
    assert page.report is not None
    assert page.report.query.since == date(2026, 1, 1)


def test_days_the_wrong_way_round_are_said_and_nothing_is_counted(
    page: ReportsPage, settle: Callable[[], None]
) -> None:
    shown = page.report
    page._bar._until.setText("01/01/2020")
    QTest.keyClick(page._bar._until, Qt.Key.Key_Return)
    settle()
    assert page.report is shown
    assert page._bar._refusal.isVisible()


def test_the_true_figures_are_for_the_window_alone(page: ReportsPage, settle: Callable[[], None]) -> None:
    assert page.report is not None
    assert page.report.query.release is Release.SHARED
    page._bar._release.setCurrentIndex(list(Release).index(Release.INTERNAL))
    page._bar.asked.emit()
    settle()
    query = page.report.query
    assert query.release is Release.INTERNAL
    assert to_hand_on(query).release is Release.SHARED
    printed = "".join(page_texts(make_pdf(page._context, query).pdf))
    assert "À transmettre aux partenaires" in printed
    assert "Pour l’équipe seulement" not in printed
    assert make_workbook(page._context, query).startswith(b"PK")


def test_while_somebody_looks_the_figures_are_masked(page: ReportsPage, settle: Callable[[], None]) -> None:
    page._bar._release.setCurrentIndex(list(Release).index(Release.INTERNAL))
    page.set_discreet(True)
    settle()
    assert page.report is not None
    assert page.report.query.release is Release.SHARED


def test_the_workbook_is_written_where_asked(page: ReportsPage, settle: Callable[[], None], tmp_path: Path) -> None:
    query = page._query_to_hand_on()
    assert query is not None
    page.write_workbook(query, str(tmp_path / "besoins.xlsx"))
    settle()
    assert (tmp_path / "besoins.xlsx").read_bytes().startswith(b"PK")


def test_a_change_in_the_records_is_counted_again(page: ReportsPage, settle: Callable[[], None]) -> None:
    assert page.report is not None
    before = page.report.people
    people = page._context.desk.people
    from caseflow.domain.barrier import Theme
    from caseflow.services.people import PersonDraft

    person = people.create(PersonDraft(last_name="NEW"))
    page._context.desk.barriers.note(person, Theme.MOBILITY, page._context.today())
    settle()
    assert page.report is not None
    assert isinstance(before, int)
    assert page.report.people == before + 1


def test_an_empty_store_says_what_the_report_is_for(context: Context, qtbot: QtBot, settle: Callable[[], None]) -> None:
    page = ReportsPage(context)
    qtbot.addWidget(page)
    page.show()
    settle()
    assert page._empty.isVisible()
    assert not page._print.isEnabled()
    assert page.acts()["preview"].hindrance
