"""The training store: the same seed gives the same people, at any size, and lifelike careers."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select

from caseflow.domain.base import Entity
from caseflow.domain.pathway import StepState
from caseflow.services import training
from caseflow.services.checks import check_rules
from caseflow.services.desk import Desk
from caseflow.services.people_list import PeopleQuery, Scope
from caseflow.services.reference import territory_of
from caseflow.services.training.directory import towns_with_partners
from caseflow.store.journal import JOURNAL_TABLES
from caseflow.store.store import Store
from tests.conftest import KEY, TODAY


@pytest.fixture
def filled(tmp_path, blank_store, clock) -> Callable[..., Store]:
    def fill(name: str, people: int, seed: int = 1) -> Store:
        path = tmp_path / f"{name}.caseflow"
        path.write_bytes(blank_store.read_bytes())
        from tests.conftest import AUTHOR

        store = Store(path, KEY, AUTHOR, clock)
        training.fill(store, people, seed, TODAY)
        return store

    return fill


def rows_of(store: Store) -> dict[str, dict[UUID, tuple[object, ...]]]:
    with store.reading() as session:
        return {
            name: {row.id: tuple(row) for row in session.execute(select(table))}
            for name, table in Entity.metadata.tables.items()
            if name not in JOURNAL_TABLES and "id" in table.c
        }


def test_the_same_seed_gives_the_same_store_and_another_seed_another(filled: Callable[..., Store]) -> None:
    first, again, other = (rows_of(filled(name, 30, seed)) for name, seed in (("a", 1), ("b", 1), ("c", 2)))
    for table in ("person", "step", "enrolment", "situation_fact", "contact_point", "barrier", "interview", "referral"):
        assert first[table] == again[table]
        assert first[table] != other[table]


def test_a_larger_store_begins_with_the_same_people(filled: Callable[..., Store]) -> None:
    small, large = rows_of(filled("small", 20)), rows_of(filled("large", 60))
    for table in ("person", "step", "enrolment", "iae_pass", "mrs_result", "barrier", "referral", "appointment"):
        assert small[table].items() <= large[table].items()


def test_careers_are_lifelike(filled: Callable[..., Store]) -> None:
    store = filled("lifelike", 120)
    desk = Desk(store)
    everyone = desk.people.ids(PeopleQuery(on=TODAY, scope=Scope.ALL))
    views = [desk.pathways.view(person, TODAY) for person in everyone]
    schemes = {step.scheme for view in views for step in view.steps}
    states = {step.state for view in views for step in view.steps}
    assert len(schemes) >= 12
    assert states >= {StepState.DONE, StepState.IN_PROGRESS, StepState.PLANNED, StepState.ABANDONED}
    assert any(view.gaps for view in views)
    assert any(stay.suspensions for view in views for stay in view.enrolments)
    assert any(stay.exited_on for view in views for stay in view.enrolments)
    records = [desk.people.record(person, TODAY) for person in everyone]
    assert all(territory_of(record.insee_code) for record in records)
    assert {record.insee_code for record in records} <= towns_with_partners(), "whence are distances counted?"
    assert any("’" in record.name for record in records)
    assert list(check_rules(store)) == []
