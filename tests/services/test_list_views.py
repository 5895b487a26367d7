"""Views of the list: shipped or one's own, kept with the store, undone like the rest; filters that SQL answers."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from caseflow.domain.barrier import Theme
from caseflow.domain.civility import Civility
from caseflow.domain.errors import Invalid
from caseflow.domain.list_view import ListView
from caseflow.domain.person import FactKind
from caseflow.domain.referral import SentHow
from caseflow.domain.scheme import Scheme
from caseflow.services.desk import Desk
from caseflow.services.list_views import SHIPPED, ViewContent, check_views, shipped_view
from caseflow.services.pathways import StepDraft
from caseflow.services.people import PersonDraft
from caseflow.services.people_filters import NOBODY, Filter, FilterKind
from caseflow.services.people_list import PeopleColumn, PeopleQuery, Scope
from caseflow.store.store import Store
from tests.conftest import TODAY
from tests.services.referring import partner

MINE = ViewContent(
    Scope.ALL,
    (Filter(FilterKind.AGE, ("18", "25")), Filter(FilterKind.COMMUNE, ("Arles", NOBODY))),
    PeopleColumn.AGE,
    descending=True,
    columns=(PeopleColumn.PHONE, PeopleColumn.NAME),
)


def named(desk: Desk) -> list[str]:
    return [view.name for view in desk.views.all() if view.is_own]


def people(desk: Desk, *filters: Filter, scope: Scope = Scope.ACTIVE) -> list[str]:
    """Return the last names of those whom some filters keep."""
    query = PeopleQuery(on=TODAY, scope=scope, filters=filters)
    ids = desk.people.ids(query)
    assert desk.people.count(query) == len(ids)
    return [row.name.split(" ")[0] for row in desk.people.rows(ids, TODAY)]


def test_eight_views_are_shipped_and_one_of_ones_own_is_found_again_after_a_restart(
    desk: Desk, open_store: Callable[[], Store]
) -> None:
    assert [view.key for view in desk.views.all()] == [scope.value for scope in SHIPPED]
    assert len(SHIPPED) == 8
    key = desk.views.save_as("  Jeunes  d’Arles ", MINE)
    again = Desk(open_store()).views.all()
    assert (again[-1].key, again[-1].name, again[-1].content) == (key, "Jeunes d’Arles", MINE)


@pytest.mark.parametrize("name", ["", "  ", "jeunes", "x" * 41], ids=["empty", "blank", "taken", "too long"])
def test_a_view_has_a_name_of_its_own(desk: Desk, name: str) -> None:
    desk.views.save_as("Jeunes", MINE)
    with pytest.raises(Invalid):
        desk.views.save_as(name, MINE)
    assert named(desk) == ["Jeunes"]


def test_a_view_deleted_comes_back_by_undo_with_all_it_held(desk: Desk) -> None:
    key = desk.views.save_as("Jeunes", MINE)
    desk.views.remove(key)
    assert named(desk) == []
    desk.undo.undo_last()
    assert desk.views.all()[-1].content == MINE


def test_views_are_renamed_and_moved_among_ones_own(desk: Desk) -> None:
    first, second = desk.views.save_as("Un", MINE), desk.views.save_as("Deux", MINE)
    desk.views.rename(first, "Premier")
    desk.views.move(second, -1)
    assert named(desk) == ["Deux", "Premier"]
    desk.undo.undo_last()
    assert named(desk) == ["Premier", "Deux"]


def test_a_shipped_view_is_adapted_and_put_back(desk: Desk) -> None:
    desk.views.change(Scope.ACTIVE, MINE)
    desk.views.change(Scope.ACTIVE, replace(MINE, descending=False))
    view = desk.views.all()[0]
    assert (view.name, view.is_adapted, view.content) == (
        shipped_view(Scope.ACTIVE).name,
        True,
        replace(MINE, descending=False),
    )
    desk.views.put_back(Scope.ACTIVE)
    assert desk.views.all()[0] == shipped_view(Scope.ACTIVE)


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ({"kind": "age", "values": ["abc", ""]}, "age abc"),
        ({"kind": "shoe_size", "values": ["42"]}, "shoe_size 42"),
        ({"kind": "fact", "values": ["rqth"]}, "fact rqth"),
        ({"kind": "referent", "values": [UUID(int=7).hex]}, "referent"),
        ("nonsense", "nonsense"),
    ],
    ids=["no number", "unknown kind", "sensitive fact", "counsellor gone", "not a condition"],
)
def test_a_condition_that_cannot_be_read_is_named_and_the_view_opens_unfiltered(
    desk: Desk, store: Store, broken: object, told: str
) -> None:
    good = {"kind": "commune", "values": ["Arles"]}
    content = {"scope": "all", "filters": [good, broken], "sort": "age", "descending": True, "columns": ["name"]}
    with store.writing("written by another version") as writing:
        writing.add(ListView(name="Mienne", content=json.dumps(content)))
    view = desk.views.all()[-1]
    assert view.content == ViewContent(Scope.ALL, (), PeopleColumn.AGE, descending=True, columns=(PeopleColumn.NAME,))
    assert view.faults[0].startswith(told)
    (finding,) = check_views(store)
    assert finding.rows == (view.key,)


@pytest.mark.parametrize("text", ["", "[]", "null", '{"scope": "moon"}', "{"])
def test_a_view_that_cannot_be_read_at_all_opens_as_the_usual_one(desk: Desk, store: Store, text: str) -> None:
    with store.writing("written by another version") as writing:
        writing.add(ListView(name="Mienne", content=text))
    assert desk.views.all()[-1].content == ViewContent()


@pytest.fixture
def three(desk: Desk) -> dict[str, UUID]:
    """A woman of 25 in Arles with a phone and a step; a man of 60 in Aix who told nothing; somebody unknown."""
    create, born = desk.people.create, date(2001, 11, 23)
    return {
        "ABAD": create(
            PersonDraft(
                "ABAD",
                birth_date=born,
                commune="Arles",
                civility=Civility.MADAME,
                phones=["0639981234"],
                notice_given_on=TODAY,
            )
        ),
        "BARRE": create(PersonDraft("BARRE", birth_date=date(1966, 11, 23), commune="Aix", civility=Civility.MONSIEUR)),
        "CORTI": create(PersonDraft("CORTI")),
    }


@pytest.mark.parametrize(
    ("kind", "values", "kept"),
    [
        (FilterKind.AGE, ("25", "25"), ["ABAD"]),
        (FilterKind.AGE, ("26", ""), ["BARRE"]),
        (FilterKind.AGE, ("", "24"), []),
        (FilterKind.AGE, ("", "59"), ["ABAD"]),
        (FilterKind.COMMUNE, ("Arles", "Aix"), ["ABAD", "BARRE"]),
        (FilterKind.COMMUNE, (NOBODY,), ["CORTI"]),
        (FilterKind.CIVILITY, ("madame",), ["ABAD"]),
        (FilterKind.WITH_PHONE, (), ["ABAD"]),
        (FilterKind.WITHOUT_PHONE, (), ["BARRE", "CORTI"]),
        (FilterKind.WITHOUT_NOTICE, (), ["BARRE", "CORTI"]),
        (FilterKind.REFERENT, (NOBODY,), ["ABAD", "BARRE", "CORTI"]),
    ],
)
def test_a_filter_keeps_those_it_says(
    desk: Desk, three: dict[str, UUID], kind: FilterKind, values: tuple[str, ...], kept: list[str]
) -> None:
    assert three
    assert Filter(kind, values).is_readable()
    assert people(desk, Filter(kind, values)) == kept


def test_filters_on_the_stay_the_step_and_the_situation_add_up(desk: Desk, three: dict[str, UUID]) -> None:
    claire = desk.enrolments.add_counsellor("Claire")
    for name, day in (("ABAD", date(2026, 1, 5)), ("BARRE", date(2025, 1, 5))):
        desk.enrolments.enter_directly(three[name], day, claire if name == "ABAD" else None)
        ends = TODAY + timedelta(days=20 if name == "ABAD" else 90)
        draft = StepDraft(scheme=Scheme.ACI, started_on=day, planned_end=ends)
        desk.pathways.start_step(desk.pathways.add_step(three[name], draft), day)
    desk.people.add_fact(three["ABAD"], FactKind.QPV, since=date(2026, 1, 1))
    desk.people.add_fact(three["BARRE"], FactKind.QPV, until=date(2025, 1, 1))
    scheme = Filter(FilterKind.SCHEME, ("aci",))
    assert people(desk, scheme) == ["ABAD", "BARRE"]
    assert people(desk, scheme, Filter(FilterKind.FACT, ("qpv",))) == ["ABAD"]
    assert people(desk, scheme, Filter(FilterKind.ENTERED, ("2025-01-05", "2025-12-31"))) == ["BARRE"]
    assert people(desk, scheme, Filter(FilterKind.NEXT_DATE, ("30",))) == ["ABAD"]
    assert people(desk, Filter(FilterKind.REFERENT, (claire.hex,))) == ["ABAD"]
    assert people(desk, scope=Scope.LEAVING) == ["ABAD"]
    query = PeopleQuery(on=TODAY)
    assert desk.people.tally(query, FilterKind.SCHEME) == [("aci", 2)]
    assert desk.people.tally(query, FilterKind.FACT) == [("qpv", 1)]
    assert dict(desk.people.tally(query, FilterKind.REFERENT)) == {claire.hex: 1, NOBODY: 2}


def test_open_barriers_are_filtered_sorted_and_counted_and_the_sensitive_ones_left_out(
    desk: Desk, three: dict[str, UUID]
) -> None:
    note = desk.barriers.note
    note(three["ABAD"], Theme.MOBILITY, TODAY, level=1)
    note(three["ABAD"], Theme.HEALTH, TODAY, level=3)
    note(three["BARRE"], Theme.MOBILITY, TODAY, level=2)
    note(three["BARRE"], Theme.HOUSING, TODAY, level=3)
    desk.barriers.lift(note(three["CORTI"], Theme.MOBILITY, TODAY), TODAY)
    note(three["CORTI"], Theme.JUSTICE, TODAY)
    assert people(desk, Filter(FilterKind.BARRIER, ("mobility",))) == ["ABAD", "BARRE"]
    assert people(desk, Filter(FilterKind.BARRIER, ("housing", "digital"))) == ["BARRE"]
    assert not Filter(FilterKind.BARRIER, ("health",)).is_readable()
    assert people(desk, Filter(FilterKind.BARRIER, ("health", "justice"))) == []
    query = PeopleQuery(on=TODAY, scope=Scope.ALL, sort=PeopleColumn.BARRIERS, descending=True)
    assert desk.people.tally(query, FilterKind.BARRIER) == [("mobility", 2), ("housing", 1)]
    rows = desk.people.rows(desk.people.ids(query), TODAY)
    assert [(each.name[:5], each.barriers, each.highest_level) for each in rows] == [
        ("BARRE", 2, 3), ("ABAD", 1, 1), ("CORTI", 0, 0),
    ]  # fmt: skip


def test_what_should_have_ended_or_begun_is_overdue(desk: Desk, three: dict[str, UUID]) -> None:
    late = TODAY - timedelta(days=1)
    ended = desk.pathways.add_step(three["ABAD"], StepDraft(scheme=Scheme.ACI, planned_end=late))
    desk.pathways.start_step(ended, date(2026, 1, 5))
    desk.pathways.add_step(three["BARRE"], StepDraft(scheme=Scheme.MRS, planned_start=late))
    desk.pathways.add_step(three["CORTI"], StepDraft(scheme=Scheme.MRS, planned_start=TODAY))
    assert people(desk, scope=Scope.OVERDUE) == ["ABAD", "BARRE"]


def test_many_people_are_handed_over_as_one_action_and_those_without_a_stay_left_as_they_are(
    desk: Desk, three: dict[str, UUID]
) -> None:
    claire, hugo = desk.enrolments.add_counsellor("Claire"), desk.enrolments.add_counsellor("Hugo")
    desk.enrolments.enter_directly(three["ABAD"], date(2026, 1, 5), hugo)
    desk.enrolments.enter_directly(three["BARRE"], date(2026, 1, 5), claire)
    assert desk.enrolments.assign(list(three.values()), claire, TODAY) == 1
    assert [desk.people.record(each, TODAY).referent for each in three.values()] == ["Claire", "Claire", ""]
    desk.undo.undo_last()
    assert [desk.people.record(each, TODAY).referent for each in three.values()] == ["Hugo", "Claire", ""]


def test_those_whose_partner_does_not_answer_are_filtered_from_the_day_it_is_due(
    desk: Desk, three: dict[str, UUID]
) -> None:
    garage, sent_on = partner(desk), TODAY - timedelta(days=15)
    for name, day in (("ABAD", sent_on), ("BARRE", TODAY)):
        desk.referrals.refer(three[name], garage, day, SentHow.EMAIL, consent_on=day)
    assert people(desk, Filter(FilterKind.WITHOUT_ANSWER)) == ["ABAD"]
    desk.referrals.remind(desk.referrals.of_person(three["ABAD"], TODAY)[0].id, TODAY)
    assert people(desk, Filter(FilterKind.WITHOUT_ANSWER)) == []
