"""A hire is a step of the pathway of whoever is in the PLIE, and goes with the hire when it did not hold."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from caseflow.domain.candidacy import Candidacy, CandidacyState, LeavingReason
from caseflow.domain.pathway import Contract, LinkKind, Step, StepOutcome, StepState
from caseflow.domain.recruitment import RecruitmentJob
from caseflow.domain.scheme import Scheme
from caseflow.services.candidates.board import Board
from caseflow.services.desk import Desk
from caseflow.services.recruitments import JobDraft, RecruitmentDraft
from tests.conftest import TODAY


@pytest.fixture
def board(desk: Desk) -> Board:
    return Board(desk.store)


@pytest.fixture
def hopeful(desk: Desk, amina: UUID) -> UUID:
    """The candidacy of Amina, for the only job."""
    job = JobDraft("Préparatrice de commandes", 9, {"rome": "N1103", "weekly_minutes": 2100})
    draft = RecruitmentDraft(
        "ENTREPOT", "Entrepôt", jobs=(job,), details={"employer": "Logis Sud", "place": "Vitrolles"}
    )
    need = desk.recruitments.create(draft, TODAY)
    with desk.store.writing("Candidature") as writing:
        job_id = writing.session.scalars(select(RecruitmentJob.id)).one()
        return writing.add(Candidacy(recruitment_id=need, person_id=amina, received_on=TODAY, job_id=job_id)).id


def steps(desk: Desk) -> list[Step]:
    with desk.store.reading() as session:
        return list(session.scalars(select(Step).order_by(Step.id)))


def test_the_job_follows_what_prepared_it_in_the_pathway(desk: Desk, board: Board, hopeful: UUID, amina: UUID) -> None:
    stay = desk.enrolments.enter_directly(amina, date(2026, 1, 5))
    (prepared,) = board.prepare([hopeful], Scheme.POEI, TODAY, None)
    board.hire([hopeful], TODAY, Contract.CDI)
    job = steps(desk)[1]
    assert (job.scheme, job.state, job.started_on, job.enrolment_id) == (
        Scheme.JOB, StepState.IN_PROGRESS, TODAY, stay,
    )  # fmt: skip
    assert (job.operator, job.job_title, job.rome, job.weekly_minutes, job.place, job.contract) == (
        "Logis Sud", "Préparatrice de commandes", "N1103", 2100, "Vitrolles", Contract.CDI,
    )  # fmt: skip
    assert (job.linked_step_id, job.link_kind) == (prepared, LinkKind.RESULTS_FROM)
    board.hire([hopeful], TODAY, Contract.CDI)
    assert len(steps(desk)) == 2
    desk.undo.undo_last()
    assert [each.id for each in steps(desk)] == [prepared]


def test_nobody_outside_the_plie_gets_a_pathway_by_being_hired(
    desk: Desk, board: Board, hopeful: UUID, amina: UUID
) -> None:
    desk.enrolments.refer(amina, TODAY)
    board.hire([hopeful], TODAY)
    assert steps(desk) == []


def test_a_hire_that_does_not_hold_leaves_only_the_preparation(
    desk: Desk, board: Board, hopeful: UUID, amina: UUID
) -> None:
    desk.enrolments.enter_directly(amina, date(2026, 1, 5))
    (prepared,) = board.prepare([hopeful], Scheme.MRS, TODAY, None)
    board.hire([hopeful], TODAY)
    board.move([hopeful], CandidacyState.SELECTED, TODAY)
    assert [each.id for each in steps(desk)] == [prepared]
    board.hire([hopeful], TODAY)
    board.leave([hopeful], LeavingReason.OTHER, TODAY)
    assert [each.id for each in steps(desk)] == [prepared]
    board.come_back([hopeful], TODAY)
    desk.pathways.complete_step(steps(desk)[1].id, TODAY, StepOutcome.OTHER)
    board.leave([hopeful], LeavingReason.OTHER, TODAY)
    assert [each.state for each in steps(desk)] == [StepState.PLANNED, StepState.DONE], "what was lived stays"
