"""Make the kept store of a version: a few invented people, opened ever after by `test_kept_stores.py`.

Run once for each released version, from the root of the project, then commit what it wrote and never change it:

    .venv/bin/python -m tests.store.kept_store tests/data/stores/v5
"""

import sys
from datetime import date
from pathlib import Path

from caseflow.domain.barrier import Barrier, BarrierGoal, BarrierLevel, BarrierProposal, GoalKind, Theme
from caseflow.domain.candidacy import (
    Answer,
    Candidacy,
    CandidacySource,
    CandidacyState,
    CriterionAnswer,
    Disclosure,
    KeptCheck,
)
from caseflow.domain.counsellor import Agency, Counsellor
from caseflow.domain.enrolment import Enrolment, EnrolmentSuspension, ExitKind, ReferentAssignment
from caseflow.domain.iae import IaePass, PassSuspension
from caseflow.domain.interview import Appointment, Interview, InterviewPerson, Medium
from caseflow.domain.lexicon import LexiconEntry, LexiconKind
from caseflow.domain.list_view import ListView
from caseflow.domain.meeting import Meeting, MeetingKind, Seat, SeatStatus
from caseflow.domain.pathway import MrsResult, MrsStage, Step, StepOutcome, StepState
from caseflow.domain.person import Civility, ContactKind, ContactPoint, FactKind, Person, SituationFact
from caseflow.domain.recruitment import (
    CandidateFile,
    Criterion,
    Invitation,
    Prescriber,
    Recruitment,
    RecruitmentJob,
    RecruitmentMethod,
)
from caseflow.domain.referral import Referral, ReferralState, SentHow
from caseflow.domain.resource import Service, Structure
from caseflow.domain.scheme import Scheme
from caseflow.services.drafts import DraftOf, Drafts
from caseflow.store import keys, opening
from caseflow.store.store import Store, Writing
from tests.conftest import FakeClock

NAME = "plie.caseflow"
PASSPHRASE = "pelage casino colza talent depuis joaillier boucle"
"""In clear: everyone in this store is invented."""
DRAFT = DraftOf("new_person")


def make(folder: Path) -> None:
    """Write a store and its keys into a folder."""
    path = folder / NAME
    store = opening.create_store(path, PASSPHRASE, "Claire Martin", FakeClock(), cost=keys.FLOOR).store
    with store.writing("Premières personnes") as writing:
        _fill(writing)
    _correct(store)
    drafts = Drafts(store)
    drafts.keep(DRAFT, "Nouvelle personne", {"last_name": "Lopès"}, drafts.turn())
    store.close()
    path.with_name("plie.cflock").unlink()


def _fill(writing: Writing) -> None:
    writing.add(ListView(name="À relancer"))
    writing.add(Agency(name="PLIE du Pays d’Aubagne", phone="+33442000000"))
    counsellor = writing.add(Counsellor(name="Sophie Lefèvre"))
    amina = writing.add(
        Person(
            file_number="B-000001",
            civility=Civility.MADAME,
            last_name="N’Guessan",
            first_name="Amina-Œlla",
            birth_date=date(1990, 2, 28),
            project="Devenir aide-soignante",
        )
    )
    loic = writing.add(
        Person(file_number="B-000002", last_name="LE GOFF", first_name="Loïc", archived_on=date(2026, 1, 5))
    )
    writing.session.flush()
    stay = writing.add(Enrolment(person_id=amina.id, entered_on=date(2025, 3, 3)))
    left = writing.add(
        Enrolment(
            person_id=loic.id,
            entered_on=date(2024, 9, 2),
            exited_on=date(2025, 12, 31),
            exit_kind=ExitKind.PERMANENT_CONTRACT,
        )
    )
    pass_iae = writing.add(IaePass(person_id=amina.id, number="999991234567", started_on=date(2025, 4, 1)))
    mrs = writing.add(Step(person_id=amina.id, enrolment_id=stay.id, scheme=Scheme.MRS, mrs_stage=MrsStage.EXERCISES))
    writing.session.flush()
    _add_details(writing, amina, stay, left, counsellor)
    _add_support(writing, amina)
    _add_recruitment(writing, amina)
    writing.add(PassSuspension(pass_id=pass_iae.id, since=date(2025, 6, 1), until=date(2025, 6, 30)))
    writing.add(MrsResult(step_id=mrs.id, stage=MrsStage.EXERCISES, held_on=date(2026, 2, 3), is_passed=True))


def _add_details(writing: Writing, amina: Person, stay: Enrolment, left: Enrolment, counsellor: Counsellor) -> None:
    writing.add(ContactPoint(person_id=amina.id, kind=ContactKind.PHONE, value="+33612345678"))
    writing.add(SituationFact(person_id=amina.id, kind=FactKind.RSA, since=date(2024, 1, 1), proof="attestation CAF"))
    writing.add(EnrolmentSuspension(enrolment_id=stay.id, since=date(2025, 8, 1), until=date(2025, 8, 31)))
    for enrolment in (stay, left):
        writing.add(ReferentAssignment(enrolment_id=enrolment.id, counsellor_id=counsellor.id, since=date(2024, 9, 2)))
    writing.add(
        Step(
            person_id=amina.id,
            enrolment_id=stay.id,
            scheme=Scheme.ACI,
            title="Maraîchage",
            state=StepState.DONE,
            started_on=date(2025, 4, 1),
            ended_on=date(2026, 1, 31),
            outcome=StepOutcome.NEXT_STEP,
        )
    )


def _add_support(writing: Writing, amina: Person) -> None:
    garage = writing.add(Structure(source_id="caseflow--garage", name="Garage solidaire d’Aubagne", commune="Aubagne"))
    writing.session.flush()
    service = writing.add(
        Service(
            structure_id=garage.id,
            source_id="caseflow--location",
            name="Location de véhicules à petit prix",
            structure_name=garage.name,
            themes='["mobilite--acceder-a-un-vehicule"]',
            zones='["13005"]',
            insee_code="13005",
            latitude=43.2925,
            longitude=5.5703,
            local_note="Demander Karim",
        )
    )
    met = writing.add(
        Interview(
            held_on=date(2026, 10, 26), at_minute=570, medium=Medium.IN_PERSON, minutes=45, note="Voiture en panne"
        )
    )
    barrier = writing.add(
        Barrier(person_id=amina.id, theme=Theme.MOBILITY, noted_on=date(2026, 10, 26), situation="Véhicule en panne")
    )
    writing.session.flush()
    writing.add(InterviewPerson(interview_id=met.id, person_id=amina.id))
    writing.add(BarrierLevel(barrier_id=barrier.id, level=2, since=date(2026, 10, 26)))
    writing.add(BarrierGoal(barrier_id=barrier.id, kind=GoalKind.OBJECTIVE, title="Accéder à un véhicule"))
    writing.add(BarrierProposal(person_id=amina.id, fingerprint="a1", wording="Développer sa mobilité"))
    writing.add(
        Referral(
            person_id=amina.id,
            service_id=service.id,
            proposed_on=date(2026, 10, 26),
            barrier_id=barrier.id,
            interview_id=met.id,
            state=ReferralState.SENT,
            consent_on=date(2026, 10, 26),
            sent_on=date(2026, 10, 26),
            sent_how=SentHow.EMAIL,
            remind_on=date(2026, 11, 10),
            expires_on=date(2026, 11, 25),
        )
    )
    writing.add(Appointment(person_id=amina.id, held_on=date(2026, 12, 21), at_minute=600, purpose="Point d’étape"))
    writing.add(LexiconEntry(kind=LexiconKind.BARRIER, expression="trottinette", family="mobility"))


def _add_recruitment(writing: Writing, amina: Person) -> None:
    warehouse = writing.add(Recruitment(code="R-0001", title="Entrepôt de Rousset", method=RecruitmentMethod.MRS))
    sender = writing.add(Prescriber(name="Mission locale d’Aubagne", mail_domains='["ml.example"]'))
    writing.session.flush()
    whole = {"recruitment_id": warehouse.id}
    job = writing.add(RecruitmentJob(**whole, title="Préparation de commandes", rome="N1103", posts=20))
    question = writing.add(Criterion(**whole, question="Accepte le travail de nuit"))
    writing.add(Invitation(**whole, prescriber_id=sender.id, quota=15, deadline=date(2026, 11, 30)))
    received = writing.add(
        CandidateFile(
            **whole,
            name="candidats.xlsx",
            received_on=date(2026, 11, 20),
            prescriber_id=sender.id,
            rows=1,
            report='{"file": "candidats.xlsx", "created": 1}',
        )
    )
    meeting = writing.add(
        Meeting(**whole, kind=MeetingKind.EXERCISES, held_on=date(2026, 12, 8), at_minute=540, seats=12)
    )
    writing.add(Disclosure(**whole, on_day=date(2026, 11, 21), recipient="Entrepôt", purpose="Entretiens", people=1))
    writing.session.flush()
    candidacy = writing.add(
        Candidacy(
            **whole,
            person_id=amina.id,
            received_on=date(2026, 11, 20),
            job_id=job.id,
            state=CandidacyState.REGISTERED,
            state_since=date(2026, 11, 21),
        )
    )
    writing.session.flush()
    one = {"candidacy_id": candidacy.id}
    writing.add(
        CandidacySource(**one, received_on=date(2026, 11, 20), prescriber_id=sender.id, file_id=received.id, line=2)
    )
    writing.add(CriterionAnswer(**one, criterion_id=question.id, answer=Answer.YES))
    writing.add(KeptCheck(**one, months=3, due_on=date(2027, 3, 15)))
    writing.add(Seat(**one, meeting_id=meeting.id, status=SeatStatus.INVITED, invited_on=date(2026, 11, 21)))


def _correct(store: Store) -> None:
    with store.writing("Prénom corrigé") as writing:
        writing.session.query(Person).filter_by(file_number="B-000001").one().first_name = "Amina"


if __name__ == "__main__":
    make(Path(sys.argv[1]))
