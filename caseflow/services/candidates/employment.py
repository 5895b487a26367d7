"""The job somebody was hired for, as a step of her pathway: written with the hire, taken away with it."""

from sqlalchemy import select

from caseflow.domain.candidacy import Candidacy
from caseflow.domain.enrolment import Enrolment
from caseflow.domain.pathway import Contract, LinkKind, Step, StepState
from caseflow.domain.recruitment import Recruitment, RecruitmentJob
from caseflow.domain.scheme import Scheme
from caseflow.store.store import Writing

_JOBS = (Scheme.JOB, Scheme.APPRENTICESHIP)


def write_job_step(writing: Writing, candidacy: Candidacy) -> None:
    """Add the job to the pathway of somebody who is in the PLIE, after what prepared it; a second time does nothing."""
    session = writing.session
    before = session.get(Step, candidacy.step_id) if candidacy.step_id else None
    query = select(Enrolment).where(Enrolment.person_id == candidacy.person_id)
    stay = next((each for each in session.scalars(query) if each.is_open), None)
    if stay is None or (before is not None and before.scheme in _JOBS):
        return
    is_apprentice = candidacy.contract is Contract.APPRENTICESHIP
    recruitment = writing.get(Recruitment, candidacy.recruitment_id)
    job = session.get(RecruitmentJob, candidacy.job_id) if candidacy.job_id else None
    step = Step(
        person_id=candidacy.person_id,
        scheme=Scheme.APPRENTICESHIP if is_apprentice else Scheme.JOB,
        enrolment_id=stay.id,
        state=StepState.IN_PROGRESS,
        started_on=candidacy.hired_on,
        operator=recruitment.employer or None,
        contract=candidacy.contract,
        place=(job.place if job else None) or recruitment.place,
        linked_step_id=before.id if before else None,
        link_kind=LinkKind.RESULTS_FROM if before else None,
    )
    if job is not None:
        step.job_title, step.rome, step.weekly_minutes = job.title, job.rome, job.weekly_minutes
    candidacy.step_id = writing.add(step).id


def remove_job_step(writing: Writing, candidacy: Candidacy) -> None:
    """Take the job away again, unless somebody noted how it ended: the candidacy is what prepared it, as before."""
    session = writing.session
    step = session.get(Step, candidacy.step_id) if candidacy.step_id else None
    if step is None or step.scheme not in _JOBS:
        return
    candidacy.step_id = step.linked_step_id
    if step.state is not StepState.IN_PROGRESS:
        return
    for linked in session.scalars(select(Step).where(Step.linked_step_id == step.id)):
        linked.linked_step_id = linked.link_kind = None
    writing.delete(step)
