"""Every kind of row that a store keeps, so that the whole schema is known: a new entity is one more name here."""

from caseflow.domain.barrier import Barrier, BarrierGoal, BarrierLevel, BarrierProposal
from caseflow.domain.base import Entity
from caseflow.domain.candidacy import Candidacy, CandidacySource, CriterionAnswer, Disclosure, KeptCheck
from caseflow.domain.counsellor import Agency, Counsellor
from caseflow.domain.enrolment import Enrolment, EnrolmentSuspension, ReferentAssignment
from caseflow.domain.iae import IaePass, PassProlongation, PassSuspension
from caseflow.domain.interview import Appointment, Interview, InterviewPerson
from caseflow.domain.lexicon import LexiconEntry
from caseflow.domain.list_view import ListView
from caseflow.domain.meeting import Meeting, Seat
from caseflow.domain.pathway import MrsResult, Step
from caseflow.domain.person import ContactPoint, Person, SituationFact
from caseflow.domain.recruitment import CandidateFile, Criterion, Invitation, Prescriber, Recruitment, RecruitmentJob
from caseflow.domain.reference import DistinctPair, ImportMapping, RuleSetting
from caseflow.domain.referral import Referral
from caseflow.domain.resource import Service, Structure

KINDS: tuple[type[Entity], ...] = (
    Agency,
    Appointment,
    Barrier,
    BarrierGoal,
    BarrierLevel,
    BarrierProposal,
    Candidacy,
    CandidacySource,
    CandidateFile,
    ContactPoint,
    Counsellor,
    Criterion,
    CriterionAnswer,
    Disclosure,
    DistinctPair,
    Enrolment,
    EnrolmentSuspension,
    IaePass,
    ImportMapping,
    Interview,
    InterviewPerson,
    Invitation,
    KeptCheck,
    LexiconEntry,
    ListView,
    Meeting,
    MrsResult,
    PassProlongation,
    PassSuspension,
    Person,
    Prescriber,
    Recruitment,
    RecruitmentJob,
    ReferentAssignment,
    Referral,
    RuleSetting,
    Seat,
    Service,
    SituationFact,
    Step,
    Structure,
)
"""Known as soon as a store is open: undo, the history and the check meet rows of any of them."""
