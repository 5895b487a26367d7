"""A table over ordered ids holds any length, reads by page, and keeps to Qt's rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from caseflow.domain.errors import StorageTrouble
from caseflow.ui.rows_model import KEPT_PAGES, PAGE, Column, RowsModel
from caseflow.ui.widgets.rows_view import RowsView


@dataclass(frozen=True)
class Line:
    id: UUID
    name: str


def ids(count: int) -> list[UUID]:
    return [UUID(int=number) for number in range(count)]


class Source:
    """Answers as a service would, and counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def rows(self, wanted: Sequence[UUID]) -> list[Line]:
        self.asked.append(len(wanted))
        return [Line(each, f"name {each.int}") for each in wanted]


COLUMNS = (
    Column[Line]("name", "Name", lambda line: line.name),
    Column[Line]("number", "Number", lambda line: str(line.id.int), is_right_aligned=True),
)


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def model(source: Source, qapp: object) -> RowsModel[Line]:
    return RowsModel(COLUMNS, source.rows, lambda line: line.id)


def test_it_keeps_to_the_rules_of_qt_while_lists_come_and_go(model: RowsModel[Line]) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for count in (0, 1, 250, 250, 300, 3, 0):
        model.set_ids(ids(count))
        assert model.rowCount() == count
    assert tester.model() is model


def test_only_the_pages_painted_are_read(model: RowsModel[Line], source: Source) -> None:
    model.set_ids(ids(50_000))
    assert source.asked == []
    assert model.index(49_950, 0).data() == "name 49950"
    assert model.index(49_951, 1).data() == "49951"
    assert source.asked == [PAGE]


def test_no_more_than_a_few_pages_are_kept(model: RowsModel[Line], source: Source) -> None:
    model.set_ids(ids(PAGE * (KEPT_PAGES + 5)))
    for row in range(0, model.rowCount(), PAGE):
        model.index(row, 0).data()
    source.asked.clear()
    model.index(0, 0).data()
    assert source.asked == [PAGE]  # the first page had been let go
    model.index(model.rowCount() - 1, 0).data()
    assert source.asked == [PAGE]  # the last one was still there


def test_the_same_list_again_shows_what_changed_and_keeps_the_selection(
    model: RowsModel[Line], source: Source, qtbot: QtBot
) -> None:
    view = RowsView(model, "people")
    qtbot.addWidget(view)
    view.set_ids(ids(10))
    view.selectRow(4)
    with qtbot.waitSignal(model.dataChanged):
        view.set_ids(ids(10))
    assert view.selected_ids() == [UUID(int=4)]


def test_the_rest_of_a_list_follows_its_first_page_without_moving_anything(
    model: RowsModel[Line], qtbot: QtBot
) -> None:
    view = RowsView(model, "people")
    qtbot.addWidget(view)
    view.set_ids(ids(PAGE))
    view.selectRow(4)
    with qtbot.assertNotEmitted(model.modelReset):
        view.set_ids(ids(50_000))
    assert view.selected_ids() == [UUID(int=4)]
    assert (model.rowCount(), model.position(UUID(int=49_999))) == (50_000, 49_999)


def test_another_order_keeps_the_people_selected_not_the_lines(model: RowsModel[Line], qtbot: QtBot) -> None:
    view = RowsView(model, "people")
    qtbot.addWidget(view)
    view.set_ids(ids(10))
    view.selectRow(4)
    view.set_ids(ids(10)[::-1])
    assert view.selected_ids() == [UUID(int=4)]
    assert [index.row() for index in view.selectionModel().selectedRows()] == [5]


def test_selecting_everything_in_a_long_list_gives_every_id(model: RowsModel[Line], qtbot: QtBot) -> None:
    view = RowsView(model, "people")
    qtbot.addWidget(view)
    view.set_ids(ids(50_000))
    view.selectAll()
    assert view.selected_ids() == ids(50_000)
    view.set_ids(ids(49_999))
    assert len(view.selected_ids()) == 49_999


def test_a_cell_is_said_with_its_heading(model: RowsModel[Line]) -> None:
    model.set_ids(ids(1))
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Name: name 0"


def test_who_went_away_since_leaves_an_empty_line(qapp: object) -> None:
    model = RowsModel(COLUMNS, lambda wanted: [], lambda line: line.id)
    model.set_ids(ids(2))
    assert model.index(0, 0).data() is None


def test_a_page_that_cannot_be_read_is_told_once(qtbot: QtBot) -> None:
    def broken(wanted: Sequence[UUID]) -> list[Line]:
        raise StorageTrouble("the disk is gone")

    model = RowsModel(COLUMNS, broken, lambda line: line.id)
    told: list[Exception] = []
    model.failed.connect(told.append)
    model.set_ids(ids(5))
    for row in range(5):
        assert model.index(row, 0).data() is None
    assert len(told) == 1


def test_the_model_is_one_that_any_view_of_qt_takes(model: RowsModel[Line]) -> None:
    assert isinstance(model, QAbstractItemModel)
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Name"
    assert model.rowCount(model.index(0, 0)) == 0
