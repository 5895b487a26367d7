"""The figures of needs are those of the records, and no small number leaves with them."""

from collections import Counter
from datetime import date
from statistics import median

import pytest
from sqlalchemy import select

from caseflow.domain.barrier import SENSITIVE_THEMES, Barrier, Theme
from caseflow.domain.labels import label
from caseflow.domain.person import Person
from caseflow.services.desk import Desk
from caseflow.services.figures.masker import Masker
from caseflow.services.figures.model import HIDDEN, Release
from caseflow.services.figures.places import places
from caseflow.services.needs.model import NeedsQuery, NeedsReport, Scope
from caseflow.services.needs.periods import Span, days_of
from caseflow.services.needs.questions import read_figures
from caseflow.services.needs.tables import Tables
from tests.services.needy import NOTED, UNTIL, fill_needs

YEAR = NeedsQuery(date(2026, 1, 1), UNTIL)
INTERNAL = NeedsQuery(date(2026, 1, 1), UNTIL, release=Release.INTERNAL)


@pytest.fixture
def needy(desk: Desk) -> Desk:
    fill_needs(desk)
    return desk


def column(report: NeedsReport, key: str, place: int) -> dict[str, object]:
    return {str(line.cells[0]): line.cells[place] for line in report.table(key).lines}


def test_open_and_lifted_needs_are_those_of_the_records(needy: Desk) -> None:
    with needy.store.reading() as session:
        barriers = session.scalars(select(Barrier)).all()
    open_ = Counter(label(each.theme) for each in barriers if each.lifted_on is None)
    lifted = [each for each in barriers if each.lifted_on is not None]
    report = needy.needs.report(INTERNAL, UNTIL)
    shown = column(report, "themes", 1)
    assert {name: shown[name] for name in open_ if open_[name] >= 5} == {n: c for n, c in open_.items() if c >= 5}
    assert column(report, "themes", 3)[label(Theme.HOUSING)] == sum(each.theme is Theme.HOUSING for each in lifted)
    waited = [(each.lifted_on - NOTED).days for each in lifted if each.theme is Theme.HOUSING and each.lifted_on]
    assert column(report, "themes", 4)[label(Theme.HOUSING)] == int(median(waited) + 0.5)


def test_a_person_with_two_barriers_of_one_theme_is_one_need(desk: Desk) -> None:
    fill_needs(desk, 40)
    before = column(desk.needs.report(INTERNAL, UNTIL), "themes", 1)[label(Theme.MOBILITY)]
    with desk.store.reading() as session:
        person = session.scalars(select(Barrier.person_id).where(Barrier.theme == Theme.MOBILITY)).first()
    assert person is not None
    desk.barriers.note(person, Theme.MOBILITY, NOTED)
    assert column(desk.needs.report(INTERNAL, UNTIL), "themes", 1)[label(Theme.MOBILITY)] == before


def test_needs_count_as_they_stood_on_the_last_day(needy: Desk) -> None:
    early = NeedsQuery(NOTED, NOTED, release=Release.INTERNAL)
    assert needy.needs.report(early, UNTIL).table("themes").lines[-1].cells[3] == 0
    assert needy.needs.report(NeedsQuery(date(2025, 1, 1), date(2025, 12, 31)), UNTIL).is_empty


def test_a_need_is_without_answer_where_no_service_takes_people_in(needy: Desk) -> None:
    lines = [line.cells for line in needy.needs.report(INTERNAL, UNTIL).table("unanswered").lines]
    mobility = {str(cells[1]) for cells in lines if cells[0] == label(Theme.MOBILITY)}
    assert mobility == {"Aix-en-Provence", "Aubagne", "Martigues"}
    assert {str(cells[1]) for cells in lines if cells[0] == label(Theme.HOUSING)} == {*mobility, "Marseille"}
    assert not any(cells[0] in (label(Theme.HEALTH), label(Theme.JUSTICE)) for cells in lines)


def test_without_a_directory_nothing_is_said_to_be_missing(desk: Desk) -> None:
    service = fill_needs(desk, 30)
    desk.resources.close([service], UNTIL)
    report = desk.needs.report(YEAR, UNTIL)
    assert not report.has_directory
    assert "unanswered" not in {table.key for table in report.tables}


def test_no_number_under_the_threshold_is_shared(needy: Desk) -> None:
    report = needy.needs.report(YEAR, UNTIL)
    counts = [
        value
        for table in report.tables
        for line in table.lines
        for place, value in enumerate(line.cells)
        if isinstance(value, int) and place not in table.is_percent and (table.key, place) not in MEDIANS
    ]
    assert any(value is HIDDEN for table in report.tables for line in table.lines for value in line.cells)
    assert not [value for value in counts if 0 < value < 5]


MEDIANS = {
    ("themes", 4),
    ("services", 3),
    ("lifted_territories", 2),
    ("lifted_communes", 3),
    ("lifted_publics", 2),
}


def test_what_was_lifted_is_told_by_place_and_public_with_its_median(needy: Desk) -> None:
    report = needy.needs.report(INTERNAL, UNTIL)
    with needy.store.reading() as session:
        query = select(Barrier, Person.insee_code).join(Person, Person.id == Barrier.person_id)
        lifted = [(b, insee) for b, insee in session.execute(query) if b.lifted_on and b.theme not in SENSITIVE_THEMES]
    cells = {line.cells[1]: line.cells[2:] for line in report.table("lifted_communes").lines}
    for insee, name in (("13055", "Marseille"), ("13005", "Aubagne")):
        waited = [(each.lifted_on - NOTED).days for each, where in lifted if where == insee and each.lifted_on]
        assert cells[name] == (len(waited), int(median(waited) + 0.5))
    assert sum(column(report, "lifted_territories", 1).values()) == len(lifted)
    assert 0 < column(report, "lifted_publics", 1)["Senior"] < len(lifted)


def test_a_theme_whose_lifted_needs_are_masked_is_in_no_table_of_lifted_needs(needy: Desk) -> None:
    """Otherwise sums would tell how many they are, or how many needs of health or of justice were lifted."""
    with needy.store.reading_rows() as cursor:
        figures = read_figures(cursor, YEAR, needy.rules.rules())
    count = len(figures.lifts)
    assert {each.theme for each in figures.lifts} == {Theme.HOUSING}
    assert len(Tables(figures, Masker(5, YEAR.release)).lifts()) == count
    assert Tables(figures, Masker(count + 1, YEAR.release)).lifts() == []


def test_sensitive_themes_are_counted_for_everybody_together_and_nowhere_else(needy: Desk) -> None:
    for release in Release:
        report = needy.needs.report(NeedsQuery(date(2026, 1, 1), UNTIL, release=release), UNTIL)
        assert label(Theme.HEALTH) in column(report, "themes", 1)
        for table in report.tables:
            words = {*table.head, *(cell for line in table.lines for cell in line.cells)}
            assert table.key == "themes" or not words & {label(theme) for theme in SENSITIVE_THEMES}


def test_figures_to_publish_are_rounded_and_hide_more(needy: Desk) -> None:
    published = needy.needs.report(NeedsQuery(date(2026, 1, 1), UNTIL, release=Release.PUBLISHED), UNTIL)
    shown = [value for table in published.tables for line in table.lines for value in line.cells[table.words :]]
    themes = published.table("themes").lines
    assert all(value % 5 == 0 for line in themes for value in line.cells[1:4] if isinstance(value, int))
    assert shown.count(HIDDEN) > 0
    assert published.threshold == 11


def test_the_threshold_is_a_rule_that_a_structure_may_raise(needy: Desk) -> None:
    needy.rules.change("statistics.smallest", 60)
    report = needy.needs.report(YEAR, UNTIL)
    assert report.threshold == 60
    assert column(report, "themes", 1)[label(Theme.DIGITAL)] is HIDDEN


def test_a_scope_leaves_the_others_out(needy: Desk) -> None:
    everyone, residents = (
        needy.needs.report(NeedsQuery(date(2026, 1, 1), UNTIL, scope, Release.INTERNAL), UNTIL).people
        for scope in (Scope.EVERYONE, Scope.QPV)
    )
    assert isinstance(residents, int)
    assert isinstance(everyone, int)
    assert 0 < residents < everyone
    assert needy.needs.report(NeedsQuery(date(2026, 1, 1), UNTIL, Scope.ENROLLED), UNTIL).people == 0


def test_archived_records_are_not_counted(desk: Desk) -> None:
    fill_needs(desk, 60)
    before = desk.needs.report(INTERNAL, UNTIL).people
    with desk.store.reading() as session:
        gone = session.scalars(select(Barrier.person_id).where(Barrier.lifted_on.is_(None)).limit(1)).one()
    with desk.store.writing("Archived") as writing:
        writing.get(Person, gone).archived_on = NOTED
    after = desk.needs.report(INTERNAL, UNTIL).people
    assert isinstance(before, int)
    assert after == before - 1


def test_communes_with_few_people_are_told_together() -> None:
    people = {"13055": 60, "13022": 4, "13021": 3, "13001": 2, "13032": 40, None: 9}
    assert [(place.communes, place.territory) for place in places(people, 25)] == [
        (("13055",), 0),
        (("13021", "13022"), 0),
        (("13032",), 1),
        (("13001",), 1),
        ((None,), 6),
    ]


def test_periods_end_on_the_day_they_are_seen_from() -> None:
    on = date(2026, 11, 23)
    assert days_of(Span.MONTH, on) == (date(2026, 11, 1), on)
    assert days_of(Span.QUARTER, on) == (date(2026, 10, 1), on)
    assert days_of(Span.YEAR, on) == (date(2026, 1, 1), on)
    assert days_of(Span.TWELVE_MONTHS, date(2028, 2, 29)) == (date(2027, 3, 1), date(2028, 2, 29))
