"""A question written once reads what a session reads, kind by kind and value by value."""

import sys
from datetime import date
from threading import Barrier, Thread

import pytest
from sqlalchemy import inspect, select

from caseflow.domain.enrolment import Enrolment
from caseflow.domain.pathway import Step, StepState
from caseflow.domain.person import Civility, ContactKind, ContactPoint, FactKind, Person, SituationFact
from caseflow.domain.scheme import Scheme
from caseflow.store.prepared import KEY, Things, cursor_in, second
from caseflow.store.store import Store

KINDS = (Person, ContactPoint, SituationFact, Enrolment, Step)


@pytest.fixture
def person(store: Store) -> Person:
    """Somebody with a row of each kind: days, numbers, choices, ticks, and much that is not known."""
    with store.writing("Ajout") as writing:
        added = writing.add(
            Person(file_number="B-000001", last_name="N’Guessan", civility=Civility.MADAME, birth_date=date(1990, 4, 3))
        )
        stay = writing.add(Enrolment(person_id=added.id, entered_on=date(2025, 1, 6)))
        writing.add(ContactPoint(person_id=added.id, kind=ContactKind.PHONE, value="0612", is_valid=False))
        writing.add(SituationFact(person_id=added.id, kind=FactKind.RSA, value="yes"))
        writing.add(
            Step(
                person_id=added.id,
                enrolment_id=stay.id,
                scheme=Scheme.ACI,
                state=StepState.IN_PROGRESS,
                weekly_minutes=1560,
            )
        )
    return added


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_reads_what_a_session_reads(
    kind: type[Person | ContactPoint | SituationFact | Enrolment | Step], store: Store, person: Person
) -> None:
    mine = kind.id if kind is Person else kind.__table__.c.person_id
    with store.reading() as session:
        expected = session.scalars(select(kind)).one()
    with store.reading_rows() as cursor:
        (found,) = Things(kind, mine == KEY).all(cursor, person.id)
    names = [column.key for column in inspect(kind).column_attrs]
    assert [getattr(found, name) for name in names] == [getattr(expected, name) for name in names]
    assert [type(getattr(found, name)) for name in names] == [type(getattr(expected, name)) for name in names]


def test_a_session_lends_its_own_moment(store: Store, person: Person) -> None:
    everybody = Things(Person)
    with store.reading() as session:
        cursor = cursor_in(session)
        assert len(everybody.all(cursor)) == 1
        with store.writing("Ajout") as writing:
            writing.add(Person(file_number="B-000002", last_name="Durand"))
        assert len(everybody.all(cursor)) == 1
    with store.reading_rows() as cursor:
        assert len(everybody.all(cursor)) == 2


def test_a_second_name_is_used_by_two_threads_at_once() -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # so that each thread is stopped in the middle of everything
    written = set[str]()
    try:
        for _ in range(100):
            other, together = second(Step), Barrier(2)

            def write(other: type[Step] = other, together: Barrier = together) -> None:
                together.wait()
                written.add(str(select(other.title, other.id, other.scheme)))

            threads = [Thread(target=write) for _ in range(2)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    finally:
        sys.setswitchinterval(before)
    assert written == {"SELECT step_1.title, step_1.id, step_1.scheme \nFROM step AS step_1"}
