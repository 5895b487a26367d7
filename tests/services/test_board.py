"""Candidates are followed to the hire: every move is told, reversible, and never refused for want of room."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from caseflow.domain.candidacy import (
    Answer,
    CallResult,
    Candidacy,
    CandidacyState,
    KeptCheck,
    LeavingReason,
    Readiness,
)
from caseflow.domain.errors import Invalid
from caseflow.domain.pathway import Step, StepState
from caseflow.domain.readiness import sort
from caseflow.domain.recruitment import Criterion, CriterionWeight
from caseflow.domain.scheme import Scheme
from caseflow.services.candidates.board import Board
from caseflow.services.desk import Desk
from caseflow.services.people import PersonDraft
from caseflow.services.recruitments import CriterionDraft, JobDraft, RecruitmentDraft
from tests.conftest import TODAY


@pytest.fixture
def board(desk: Desk) -> Board:
    return Board(desk.store)


def recruitment(desk: Desk, code: str = "ENTREPOT", posts: int = 1) -> UUID:
    draft = RecruitmentDraft(
        code,
        code,
        jobs=(JobDraft("Cariste", posts),),
        criteria=(CriterionDraft("Nuit ?"), CriterionDraft("CACES ?", CriterionWeight.WISHED)),
    )
    return desk.recruitments.create(draft, TODAY)


def candidacy(desk: Desk, recruitment_id: UUID, person: UUID | None = None) -> UUID:
    person = person or desk.people.create(PersonDraft(last_name="Diallo", first_name="Ibrahima"))
    with desk.store.writing("Candidature") as writing:
        return writing.add(Candidacy(recruitment_id=recruitment_id, person_id=person, received_on=TODAY)).id


def read(desk: Desk, key: UUID) -> Candidacy:
    with desk.store.reading() as session:
        return session.scalars(select(Candidacy).where(Candidacy.id == key)).one()


def test_a_column_over_its_capacity_is_told_not_refused(desk: Desk, board: Board) -> None:
    need = recruitment(desk, posts=1)
    board.move([candidacy(desk, need), candidacy(desk, need)], CandidacyState.SELECTED, TODAY)
    found = {each.state: each for each in board.columns(need)}
    assert (found[CandidacyState.SELECTED].count, found[CandidacyState.SELECTED].is_over) == (2, True)
    assert not found[CandidacyState.RECEIVED].is_over


def test_leaving_has_a_reason_and_coming_back_goes_where_it_was(desk: Desk, board: Board) -> None:
    one = candidacy(desk, recruitment(desk))
    board.move([one], CandidacyState.TESTED, TODAY)
    with pytest.raises(Invalid):
        board.move([one], CandidacyState.LEFT, TODAY)
    board.leave([one], LeavingReason.NOT_MOBILE, TODAY)
    assert read(desk, one).leaving_reason is LeavingReason.NOT_MOBILE
    board.come_back([one], TODAY)
    assert (read(desk, one).state, read(desk, one).leaving_reason) == (CandidacyState.TESTED, None)


def test_a_hire_plans_its_checks_and_makes_the_other_candidacies_obsolete(
    desk: Desk, board: Board, amina: UUID
) -> None:
    here, elsewhere = candidacy(desk, recruitment(desk), amina), candidacy(desk, recruitment(desk, "DRIVE"), amina)
    board.hire([here], date(2027, 1, 31))
    with desk.store.reading() as session:
        due = sorted(session.scalars(select(KeptCheck.due_on)))
    assert due == [date(2027, 2, 28), date(2027, 4, 30), date(2027, 7, 31)]
    other = read(desk, elsewhere)
    assert (other.leaving_reason, other.hired_by_id) == (LeavingReason.HIRED_ELSEWHERE, here)


def test_a_hire_that_does_not_hold_gives_everything_back(desk: Desk, board: Board, amina: UUID) -> None:
    here, elsewhere = candidacy(desk, recruitment(desk), amina), candidacy(desk, recruitment(desk, "DRIVE"), amina)
    board.hire([here], TODAY)
    board.leave([here], LeavingReason.NO_POSITION, TODAY)
    assert read(desk, elsewhere).state is CandidacyState.RECEIVED
    with desk.store.reading() as session:
        assert session.scalars(select(KeptCheck)).all() == []


def test_calls_are_counted_and_a_refusal_stops_the_candidacy(desk: Desk, board: Board) -> None:
    one = candidacy(desk, recruitment(desk))
    for result in (CallResult.ABSENT, CallResult.CALL_BACK, CallResult.YES):
        board.called(one, result, TODAY)
    assert (read(desk, one).attempts, read(desk, one).state) == (3, CandidacyState.CONTACTED)
    board.called(one, CallResult.NOT_INTERESTED, TODAY)
    assert read(desk, one).leaving_reason is LeavingReason.NOT_INTERESTED


def test_an_answer_moves_the_level_and_can_be_taken_back(desk: Desk, board: Board) -> None:
    need = recruitment(desk)
    one = candidacy(desk, need)
    with desk.store.reading() as session:
        night, forklift = session.scalars(select(Criterion.id).order_by(Criterion.rank)).all()
    assert board.answer(one, forklift, Answer.NO) is Readiness.TO_COMPLETE
    assert board.answer(one, night, Answer.YES) is Readiness.TO_PREPARE
    assert board.answer(one, forklift, Answer.YES) is Readiness.READY
    assert board.answer(one, night, Answer.NO) is Readiness.TO_REORIENT
    assert board.answer(one, night, None) is Readiness.TO_COMPLETE


def test_what_prepares_a_hire_is_a_step_of_the_pathway(desk: Desk, board: Board, amina: UUID) -> None:
    one = candidacy(desk, recruitment(desk), amina)
    (step_id,) = board.prepare([one], Scheme.POEC, date(2026, 12, 1), date(2026, 12, 18), "Préparation")
    with desk.store.reading() as session:
        step = session.scalars(select(Step)).one()
        assert (step.id, step.person_id, step.state) == (step_id, amina, StepState.PLANNED)
    with pytest.raises(Invalid):
        board.prepare([one], Scheme.JOB, None, None)


@given(
    answers=st.lists(st.tuples(st.sampled_from(CriterionWeight), st.none() | st.sampled_from(Answer)), max_size=6),
)
def test_nobody_is_put_aside_for_what_is_not_known(answers: list[tuple[CriterionWeight, Answer | None]]) -> None:
    criteria = [Criterion(recruitment_id=UUID(int=1), question="?", weight=weight) for weight, _answer in answers]
    known = {criterion.id: answer for criterion, (_weight, answer) in zip(criteria, answers, strict=True)}
    found = sort(criteria, known)
    if found.readiness is Readiness.TO_REORIENT:
        assert any(w is CriterionWeight.REQUIRED and a is Answer.NO for w, a in answers)
    if all(answer is None for _weight, answer in answers):
        assert found.readiness in (Readiness.TO_COMPLETE, Readiness.READY)
    if found.readiness is not Readiness.READY:
        assert found.reasons
