"""The measures run: on a tiny store, every row gives its figures, and nothing here is timed."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from benchmarks import chart, counting, duplicates, importing, measure, printing, reading, stage
from benchmarks.__main__ import keep, show
from benchmarks.measure import Result, Timing

PEOPLE = 40


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[Result]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stage, "FOLDER", tmp_path_factory.mktemp("benchmarks"))
        patch.setattr(importing, "FOLDER", stage.FOLDER)
        patch.setattr(measure, "MOST_RUNS", 1)
        patch.setattr(measure.gc, "collect", lambda: 0)  # a hundred times over all that the suite has left
        stage.make(PEOPLE)
        with stage.desk_on(stage.store_path(PEOPLE)) as desk:
            found = [*reading.measure(desk, PEOPLE), *counting.measure(desk, PEOPLE)]
            found += printing.measure(desk, PEOPLE, sheets=2)
        return [*found, *importing.measure(PEOPLE, 12)]


def test_every_row_is_measured_beside_its_reference(results: list[Result]) -> None:
    assert all(each.ours.wall > 0 for each in results)
    held = [each for each in results if each.ratio_goal and "read, repair" not in each.row]
    assert len(held) >= 12
    assert all(each.reference is not None for each in held)
    assert any("take back" in each.row for each in results)


def test_the_table_and_the_file_name_every_row(
    results: list[Result], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show(results)
    keep(results, tmp_path / "new" / "last.json")
    printed, written = capsys.readouterr().out, (tmp_path / "new" / "last.json").read_text(encoding="utf-8")
    assert all(each.row in printed and each.row in written for each in results)


def test_the_chart_has_a_bar_for_each_goal(results: list[Result]) -> None:
    drawn = ET.fromstring(chart.draw(results))
    bars = [each for each in drawn.iter("{http://www.w3.org/2000/svg}rect") if each.get("class") != "back"]
    assert len(bars) == len([each for each in results if each.has_goal])


def test_people_who_came_in_twice_are_found_and_hardly_anybody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(duplicates, "FOLDER", tmp_path)
    quality = duplicates.judge(1_500)
    assert quality.truly_twice > 200
    assert quality.is_kept, quality
    assert [point.recall for point in quality.curve] == sorted((p.recall for p in quality.curve), reverse=True)
    assert ET.fromstring(duplicates.draw(quality)).tag.endswith("svg")
    duplicates.show(quality)
    assert f"{quality.proposed:,} proposed" in capsys.readouterr().out


def test_a_goal_missed_is_told() -> None:
    slow = Result("a row", 5, Timing(10, 10), Timing(2, 2), ratio_goal=3)
    faster = Result("a row", 5, Timing(2, 2), Timing(50, 50), ratio_goal=20, least=True)
    assert (slow.ratio, slow.is_kept) == (5, False)
    assert (faster.ratio, faster.is_kept) == (25, True)
    assert not Result("a row", 5, Timing(10, 10), at_most=9).is_kept
    assert 'class="missed"' in chart.draw([slow])
