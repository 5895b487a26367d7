"""Every kind of thing that is stored: importing this makes the whole schema known."""

from caseflow.domain.barrier import Barrier, BarrierGoal, BarrierLevel, BarrierProposal
from caseflow.domain.base import Entity
from caseflow.domain.counsellor import Agency, Counsellor
from caseflow.domain.enrolment import Enrolment, EnrolmentSuspension, ReferentAssignment
from caseflow.domain.iae import IaePass, PassProlongation, PassSuspension
from caseflow.domain.interview import Appointment, Interview, InterviewPerson
from caseflow.domain.lexicon import LexiconEntry
from caseflow.domain.list_view import ListView
from caseflow.domain.pathway import MrsResult, Step
from caseflow.domain.person import ContactPoint, Person, SituationFact
from caseflow.domain.reference import DistinctPair, ImportMapping, RuleSetting
from caseflow.domain.referral import Referral
from caseflow.domain.resource import Service, Structure

ALL: tuple[type[Entity], ...] = (
    Agency,
    Appointment,
    Barrier,
    BarrierGoal,
    BarrierLevel,
    BarrierProposal,
    ContactPoint,
    Counsellor,
    DistinctPair,
    Enrolment,
    EnrolmentSuspension,
    IaePass,
    ImportMapping,
    Interview,
    InterviewPerson,
    LexiconEntry,
    ListView,
    MrsResult,
    PassProlongation,
    PassSuspension,
    Person,
    ReferentAssignment,
    Referral,
    RuleSetting,
    Service,
    SituationFact,
    Step,
    Structure,
)
