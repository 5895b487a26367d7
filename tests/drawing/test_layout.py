"""The timeline shows every step where it belongs, and no word ever covers another."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseflow.drawing.extents import FURTHEST_BACK
from caseflow.drawing.layout import TimelineStyle, is_blank, latest, lay_out, without_flags
from caseflow.drawing.shapes import Align, Drawing, Edge, Line, Polygon, Rect, Role, Word
from caseflow.drawing.timeline import Bar, Fill, Gap, Timeline, TimelineLane
from caseflow.i18n import Catalog

TODAY = date(2026, 11, 23)
FRENCH = Catalog("fr")
WIDTH = 505.0


def measure(text: str, size: float) -> float:
    return 0.5 * size * len(text)


def drawn(*bars: Bar, gaps: tuple[Gap, ...] = (), width: float = WIDTH, style: TimelineStyle | None = None) -> Drawing:
    lane = TimelineLane("IAE", Fill.HATCHED, bars)
    return lay_out(Timeline((lane,), TODAY, gaps), width, measure, style=style, catalog=FRENCH)


def words(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.shapes if isinstance(shape, Word)]


def box(drawing: Drawing, key: str) -> Rect:
    found = drawing.bar(key)
    assert found is not None
    return found


def sides(word: Word) -> tuple[float, float, float, float]:
    wide = measure(word.text, word.size)
    left = word.x - {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[word.align] * wide
    return left, left + wide, word.y - 0.7 * word.size, word.y


def clash(one: Word, other: Word) -> bool:
    left, right, top, bottom = sides(one)
    left2, right2, top2, bottom2 = sides(other)
    return left < right2 - 0.1 and left2 < right - 0.1 and top < bottom2 and top2 < bottom


DATES = st.one_of(st.none(), st.dates(date(2015, 1, 1), date(2030, 1, 1)))
BARS = st.builds(
    Bar,
    key=st.uuids().map(str),
    label=st.text("abcdefghij ", max_size=40),
    start=DATES,
    end=DATES,
    is_planned=st.booleans(),
    is_flagged=st.booleans(),
)
LANES = st.lists(
    st.builds(
        TimelineLane, st.text("abc d", max_size=50), st.sampled_from(Fill), st.lists(BARS, max_size=12).map(tuple)
    ),
    max_size=6,
).map(tuple)


@settings(deadline=None, max_examples=60)
@given(lanes=LANES, width=st.sampled_from((320.0, 505.0, 900.0)))
def test_every_bar_is_drawn_on_the_sheet_and_no_word_covers_another(
    lanes: tuple[TimelineLane, ...], width: float
) -> None:
    drawing = lay_out(Timeline(lanes, TODAY), width, measure, catalog=FRENCH)
    boxes = drawing.bars()
    assert {shape.key for shape in boxes} == {bar.key for lane in lanes for bar in lane.bars}
    for shape in boxes:
        assert 0 <= shape.x < shape.right <= width
        assert 0 <= shape.y < shape.bottom <= drawing.height
    for one, other in combinations(boxes, 2):
        assert one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y
    for word, other in combinations([shape for shape in drawing.shapes if isinstance(shape, Word)], 2):
        assert not clash(word, other), (word, other)


def test_forty_steps_and_none_are_both_drawn() -> None:
    bars = [
        Bar(str(n), f"Étape {n}", TODAY - timedelta(days=60 * n), TODAY - timedelta(days=55 * n)) for n in range(40)
    ]
    assert len(drawn(*bars).bars()) == 40
    assert "aujourd’hui" in words(drawn())
    assert is_blank(Timeline((TimelineLane("IAE", Fill.GREY, ()),), TODAY))


def test_a_step_that_goes_on_runs_to_today_with_an_arrow() -> None:
    drawing = drawn(Bar("a", "ACI", date(2026, 1, 5), None))
    assert box(drawing, "a").right == pytest.approx(drawing.scale.x_after(TODAY))
    arrows = [shape for shape in drawing.shapes if isinstance(shape, Polygon)]
    assert max(x for x, _ in arrows[0].points) > box(drawing, "a").right


def test_a_step_without_a_beginning_is_torn_on_its_left_and_ends_on_its_day() -> None:
    drawing = drawn(Bar("a", "ACI", None, date(2026, 6, 30)), Bar("b", "ACI", date(2024, 1, 1), date(2024, 3, 1)))
    assert box(drawing, "a").right == pytest.approx(drawing.scale.x_after(date(2026, 6, 30)))
    assert any(isinstance(shape, Polygon) and shape.role is Role.PAPER for shape in drawing.shapes)


def test_planned_steps_are_dashed_and_others_are_not() -> None:
    drawing = drawn(
        Bar("a", "MRS", date(2026, 12, 1), date(2027, 1, 1), is_planned=True),
        Bar("b", "MRS", date(2026, 1, 1), date(2026, 2, 1)),
    )
    assert [box(drawing, key).is_dashed for key in "ab"] == [True, False]


def test_a_label_stands_inside_else_beside_else_is_cut_short() -> None:
    long = Bar("long", "Chantier", date(2024, 1, 1), date(2026, 1, 1))
    short = Bar("short", "Chantier du littoral", date(2026, 3, 1), date(2026, 4, 1))
    drawing = drawn(long, short)
    inside = next(shape for shape in drawing.shapes if isinstance(shape, Word) and shape.text == "Chantier")
    beside = next(shape for shape in drawing.shapes if isinstance(shape, Word) and shape.text == "Chantier du littoral")
    assert box(drawing, "long").x < inside.x < box(drawing, "long").right
    left, right, *_ = sides(beside)
    assert right <= box(drawing, "short").x or left >= box(drawing, "short").right
    cut = drawn(Bar("cut", "Chantier " * 30, date(2024, 1, 1), date(2026, 1, 1)))
    assert any(word.startswith("Chantier") and word.endswith("…") for word in words(cut))


def test_a_flag_is_drawn_as_a_triangle_not_as_a_letter() -> None:
    drawing = drawn(Bar("a", "ACI", date(2025, 1, 5), date(2026, 1, 5), is_flagged=True))
    assert any(isinstance(shape, Polygon) and shape.role is Role.FLAG for shape in drawing.shapes)
    assert not any("⚠" in word for word in words(drawing))


def test_a_time_without_a_step_is_bracketed_and_named() -> None:
    bars = (Bar("a", "ACI", date(2024, 1, 5), date(2024, 6, 5)), Bar("b", "MRS", date(2026, 1, 5), date(2026, 6, 5)))
    drawing = drawn(*bars, gaps=(Gap(date(2024, 6, 6), date(2026, 1, 4)),))
    assert "sans étape" in words(drawing)
    bracket = [
        shape for shape in drawing.shapes if isinstance(shape, Line) and shape.is_dotted and shape.y1 == shape.y2
    ]
    assert bracket[0].x1 == pytest.approx(drawing.scale.x_of(date(2024, 6, 6)), abs=1)


def test_a_mistyped_year_does_not_flatten_the_rest() -> None:
    drawing = drawn(Bar("wrong", "ACI", date(224, 1, 1), date(225, 1, 1)), Bar("a", "MRS", date(2026, 1, 1), TODAY))
    assert drawing.scale.first >= TODAY - FURTHEST_BACK - timedelta(days=31)
    ahead = drawn(Bar("wrong", "ACI", date(2026, 1, 1), date.max))
    assert ahead.scale.last.year < 2050


def test_a_point_finds_the_bar_and_the_end_to_take() -> None:
    drawing = drawn(Bar("a", "ACI", date(2025, 1, 5), date(2026, 1, 5)))
    bar = box(drawing, "a")
    middle = (bar.x + bar.right) / 2, (bar.y + bar.bottom) / 2
    assert drawing.bar_at(*middle) == "a"
    assert drawing.bar_at(middle[0], bar.bottom + 20) == ""
    assert drawing.edge_at(*middle) is None
    assert drawing.edge_at(bar.x + 1, middle[1]) == ("a", Edge.START)
    assert drawing.edge_at(bar.right + 2, middle[1]) == ("a", Edge.END)
    assert drawing.scale.date_at(bar.x) == date(2025, 1, 5)


def test_the_latest_steps_are_kept_and_the_others_counted() -> None:
    bars = tuple(Bar(str(n), "ACI", date(2020 + n, 1, 1), date(2020 + n, 6, 1)) for n in range(5))
    kept, left_out = latest(Timeline((TimelineLane("IAE", Fill.GREY, bars),), TODAY), 2)
    assert [bar.key for bar in kept.lanes[0].bars] == ["3", "4"]
    assert left_out == 3


def test_a_paper_that_does_not_explain_flags_shows_none() -> None:
    bar = Bar("a", "ACI", date(2025, 1, 5), date(2026, 1, 5), is_flagged=True)
    timeline = without_flags(Timeline((TimelineLane("IAE", Fill.GREY, (bar,)),), TODAY))
    shapes = lay_out(timeline, WIDTH, measure, catalog=FRENCH).shapes
    assert not any(isinstance(shape, Polygon) and shape.role is Role.FLAG for shape in shapes)
