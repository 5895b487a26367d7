"""What is seen is what is written: the columns shown, their order, the filters, the sort; or those selected."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from caseflow.services.people_filters import Filter, FilterKind
from caseflow.services.people_list import PeopleColumn
from caseflow.ui.context import Context
from caseflow.ui.people.list_page import ListPage
from caseflow.ui.people_export import everybody, write
from caseflow.ui.tasks import Cancelled, Progress


def progress() -> Progress:
    return Progress(lambda _done, _total: None)


def cells(path: Path) -> list[list[object]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("chosen", [0, 1], ids=["everybody", "one person"])
def test_people_are_written_with_their_phone_as_text(
    context: Context, add_person: Callable[..., UUID], tmp_path: Path, chosen: int
) -> None:
    ids = [add_person("BENALI", "Amina", phones=["0639981234"]), add_person("DIALLO", "Ibrahima")]
    path = tmp_path / "liste.xlsx"
    count = write(context.desk.people, everybody(context.today(), ids[:chosen]), path, progress())
    rows = cells(path)
    assert count == len(rows) - 1 == (chosen or 2)
    assert rows[1][1] == "BENALI Amina"
    assert rows[1][5] == "06 39 98 12 34"


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_file_holds_the_columns_the_order_the_filters_and_the_sort_that_are_seen(
    context: Context,
    add_person: Callable[..., UUID],
    tmp_path: Path,
    qtbot: QtBot,
    settle: Callable[[], None],
    kind: str,
) -> None:
    add_person("BENALI", "Amina", birth_date=date(1990, 5, 4), post_code="01000", commune="Arles")
    add_person("DIALLO", "Ibrahima", birth_date=date(1980, 1, 2), post_code="13200", commune="=Arles")
    add_person("ZAMORA", "Luc", birth_date=date(1950, 1, 2), post_code="13200", commune="Arles")
    page = ListPage(context)
    qtbot.addWidget(page)
    columns = (PeopleColumn.POST_CODE, PeopleColumn.NAME, PeopleColumn.BIRTH_DATE, PeopleColumn.COMMUNE)
    page._now.content = replace(page._now.content, columns=columns)
    page._on_sort_asked(PeopleColumn.BIRTH_DATE, False)
    page._filters.put(Filter(FilterKind.AGE, ("", "60")))
    settle()
    path = tmp_path / f"liste.{kind}"
    write(context.desk.people, page.listing(()), path, progress())
    if kind == "xlsx":
        assert [row[:3] for row in cells(path)[1:]] == [
            ["13200", "DIALLO Ibrahima", date(1980, 1, 2)],
            ["01000", "BENALI Amina", date(1990, 5, 4)],
        ]
        assert cells(path)[1][3] == "=Arles"
    else:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        assert len(lines) == 3
        assert lines[1].startswith("13200;DIALLO Ibrahima;02/01/1980;")
        assert not lines[1].split(";")[3].startswith("=")
    assert len(page._model.ids) == 2


def test_those_selected_alone_are_written_in_the_columns_seen(
    context: Context, add_person: Callable[..., UUID], tmp_path: Path, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    for _person in range(3):
        add_person()
    page = ListPage(context)
    qtbot.addWidget(page)
    settle()
    page._view.selectRow(1)
    page._actions.export.trigger()
    path = tmp_path / "liste.csv"
    (chooser,) = page.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(path))
    chooser.close()
    settle()
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith(page._view.model().index(1, 0).data())
    assert lines[0].count(";") == len(page._now.content.columns) - 1


def test_a_cancelled_export_leaves_no_file(context: Context, add_person: Callable[..., UUID], tmp_path: Path) -> None:
    add_person()
    stopped = progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        write(context.desk.people, everybody(context.today()), tmp_path / "liste.csv", stopped)
    assert list(tmp_path.glob("*.csv")) == []
