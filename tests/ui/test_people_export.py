"""The list goes to a file as it is on screen, everybody or those selected."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from python_calamine import CalamineWorkbook

from caseflow.ui.context import Context
from caseflow.ui.people_export import write
from caseflow.ui.tasks import Cancelled, Progress


def progress() -> Progress:
    return Progress(lambda _done, _total: None)


@pytest.mark.parametrize("chosen", [0, 1], ids=["everybody", "one person"])
def test_people_are_written_with_their_phone_as_text(
    context: Context, add_person: Callable[..., UUID], tmp_path: Path, chosen: int
) -> None:
    ids = [add_person("BENALI", "Amina", phones=["0639981234"]), add_person("DIALLO", "Ibrahima")]
    path = tmp_path / "liste.xlsx"
    count = write(context.desk.people, ids[:chosen], context.today(), path, progress())
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert count == len(rows) - 1 == (chosen or 2)
    assert rows[1][1] == "BENALI Amina"
    assert rows[1][5] == "06 39 98 12 34"


def test_a_cancelled_export_leaves_no_file(context: Context, add_person: Callable[..., UUID], tmp_path: Path) -> None:
    add_person()
    stopped = progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        write(context.desk.people, [], context.today(), tmp_path / "liste.csv", stopped)
    assert list(tmp_path.glob("*.csv")) == []
