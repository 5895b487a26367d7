"""Every kind of row that a store keeps: a new entity is one more name here."""

from caseflow.domain.base import Entity
from caseflow.domain.counsellor import Agency, Counsellor
from caseflow.domain.enrolment import Enrolment, EnrolmentSuspension, ReferentAssignment
from caseflow.domain.iae import IaePass, PassProlongation, PassSuspension
from caseflow.domain.list_view import ListView
from caseflow.domain.pathway import MrsResult, Step
from caseflow.domain.person import ContactPoint, Person, SituationFact
from caseflow.domain.reference import DistinctPair, ImportMapping, RuleSetting

KINDS: tuple[type[Entity], ...] = (
    Agency,
    ContactPoint,
    Counsellor,
    DistinctPair,
    Enrolment,
    EnrolmentSuspension,
    IaePass,
    ImportMapping,
    ListView,
    MrsResult,
    PassProlongation,
    PassSuspension,
    Person,
    ReferentAssignment,
    RuleSetting,
    SituationFact,
    Step,
)
"""Known as soon as a store is open: undo, the history and the check meet rows of any of them."""
