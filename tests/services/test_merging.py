"""Two records become one without loss, and one undo parts them again as they were."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from caseflow.domain.barrier import Barrier, Theme
from caseflow.domain.base import Entity
from caseflow.domain.candidacy import Candidacy, CandidacySource, CandidacyState, LeavingReason
from caseflow.domain.errors import Invalid
from caseflow.domain.person import ContactKind, ContactPoint, Person
from caseflow.domain.recruitment import Prescriber, Recruitment
from caseflow.services import merging
from caseflow.services.barriers import note_barrier
from caseflow.services.desk import Desk
from caseflow.services.interviews import note_interview
from caseflow.services.merging import Side, merge
from caseflow.services.people import PersonDraft
from caseflow.store.store import Store
from tests.conftest import TODAY


@pytest.fixture
def twin(desk: Desk) -> UUID:
    return desk.people.create(
        PersonDraft(last_name="Bénali", first_name="Amina", birth_date=date(1990, 4, 3), phones=["0639981234"])
    )


def rows(store: Store) -> dict[str, list[Any]]:
    with store.reading() as session:
        return {
            name: sorted(map(tuple, session.execute(select(table))), key=repr)
            for name, table in Entity.metadata.tables.items()
            if name not in {"action", "operation"}
        }


def candidacies(desk: Desk, *people: UUID) -> None:
    """Each person in the same recruitment, sent by another prescriber."""
    with desk.store.writing("Recrutement") as writing:
        recruitment = writing.add(Recruitment(code="ENTREPOT", title="Entrepôt"))
        senders = [writing.add(Prescriber(name=f"Prescripteur {number}")) for number in range(len(people))]
        writing.session.flush()
        for place, (person, sender) in enumerate(zip(people, senders, strict=True)):
            candidacy = writing.add(
                Candidacy(
                    recruitment_id=recruitment.id,
                    person_id=person,
                    received_on=TODAY,
                    state=list(CandidacyState)[place],
                )
            )
            writing.session.flush()
            writing.add(CandidacySource(candidacy_id=candidacy.id, prescriber_id=sender.id, received_on=TODAY))


def test_what_one_record_had_the_other_has_and_empty_fields_are_filled_in(desk: Desk, amina: UUID, twin: UUID) -> None:
    with desk.store.writing("Frein") as writing:
        note_barrier(writing, twin, Theme.MOBILITY, TODAY)
    merge(desk.store, amina, twin)
    with desk.store.reading() as session:
        person = session.scalars(select(Person)).one()
        assert (person.id, person.last_name, person.birth_date) == (amina, "Benali", date(1990, 4, 3))
        assert session.scalars(select(ContactPoint)).one().person_id == amina
        assert session.scalars(select(Barrier)).one().person_id == amina


def test_a_field_takes_the_value_that_was_chosen(desk: Desk, amina: UUID, twin: UUID) -> None:
    merge(desk.store, amina, twin, {"last_name": Side.GONE, "birth_date": Side.KEPT})
    with desk.store.reading() as session:
        person = session.scalars(select(Person)).one()
    assert (person.last_name, person.birth_date) == ("Bénali", None)


def test_all_who_sent_either_stay_credited_and_the_furthest_state_stands(desk: Desk, amina: UUID, twin: UUID) -> None:
    candidacies(desk, amina, twin)
    merge(desk.store, amina, twin)
    with desk.store.reading() as session:
        candidacy = session.scalars(select(Candidacy)).one()
        assert (candidacy.person_id, candidacy.state) == (amina, CandidacyState.CONTACTED)
        assert len({each.prescriber_id for each in session.scalars(select(CandidacySource))}) == 2


def test_a_number_that_both_have_is_kept_once_and_one_interview_counts_once(
    desk: Desk, amina: UUID, twin: UUID
) -> None:
    with desk.store.writing("Ensemble") as writing:
        writing.add(ContactPoint(person_id=amina, kind=ContactKind.PHONE, value="06 39 98 12 34"))
        note_interview(writing, [amina, twin], TODAY)
    merge(desk.store, amina, twin)
    found = rows(desk.store)
    assert len(found["contact_point"]) == len(found["interview_person"]) == 1


def test_a_record_cannot_be_joined_to_itself(desk: Desk, amina: UUID) -> None:
    with pytest.raises(Invalid):
        merge(desk.store, amina, amina)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choices=st.dictionaries(st.sampled_from(merging.FIELDS), st.sampled_from(Side)), has_left=st.booleans())
def test_joining_then_taking_it_back_leaves_everything_as_it_was(
    desk: Desk, choices: dict[str, Side], has_left: bool
) -> None:
    one, other = (
        desk.people.create(PersonDraft(last_name=name, first_name="Amina", phones=["0639981234"], commune="Aubagne"))
        for name in ("Benali", "Bénali-Roux")
    )
    with desk.store.writing("Tout") as writing:
        note_interview(writing, [one, other], TODAY)
        note_barrier(writing, other, Theme.HOUSING, TODAY)
        recruitment = writing.add(Recruitment(code=str(one), title="Entrepôt"))
        writing.session.flush()
        for person in (one, other):
            candidacy = writing.add(Candidacy(recruitment_id=recruitment.id, person_id=person, received_on=TODAY))
            if has_left and person is one:
                candidacy.leave(LeavingReason.TRAINING, TODAY)
    before = rows(desk.store)
    desk.undo.undo(merge(desk.store, one, other, choices))
    assert rows(desk.store) == before
