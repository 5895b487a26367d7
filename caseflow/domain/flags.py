"""What looks wrong in a pathway, said with its reason and its source. A flag informs: it never refuses a save."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from caseflow.domain.enrolment import Enrolment, EnrolmentSuspension
from caseflow.domain.iae import IaePass, PassProlongation, PassSuspension
from caseflow.domain.pathway import Step
from caseflow.domain.person import Person, SituationFact
from caseflow.domain.rules import Rules
from caseflow.i18n import N_, _


class Severity(StrEnum):
    """How much a flag matters: most serious last."""

    INFO = "info"
    WARNING = "warning"
    SERIOUS = "serious"


SEVERITY_LABELS = {
    Severity.INFO: N_("To know"),
    Severity.WARNING: N_("To watch"),
    Severity.SERIOUS: N_("To settle"),
}


class FlagCode(StrEnum):
    """What was noticed; stable, so that a list may be filtered by it. An approval is a PASS IAE."""

    END_BEFORE_START = "end_before_start"
    BEFORE_BIRTH = "before_birth"
    OUTSIDE_ENROLMENT = "outside_enrolment"
    EXIT_BEFORE_ENTRY = "exit_before_entry"
    ENTERED_AFTER_REFUSAL = "entered_after_refusal"
    AGE_UNLIKELY = "age_unlikely"
    FRANCE_TRAVAIL_ID = "france_travail_id"
    GAP = "gap"
    FULL_TIME_OVERLAP = "full_time_overlap"
    WEEKLY_HOURS = "weekly_hours"
    CONTRACT = "contract"
    CLOSED_SCHEME = "closed_scheme"
    POE_HOURS = "poe_hours"
    POE_VARIANT = "poe_variant"
    POE_DURATION = "poe_duration"
    PMSMP_DURATION = "pmsmp_duration"
    PMSMP_SAME_HOST = "pmsmp_same_host"
    PMSMP_AGE = "pmsmp_age"
    PEC_TOTAL = "pec_total"
    PEC_LENGTH = "pec_length"
    APPROVAL_ENDING = "pass_ending"
    APPROVAL_ENDED = "pass_ended"
    APPROVAL_MISSING = "pass_missing"
    APPROVAL_NUMBER = "pass_number"
    APPROVAL_SUSPENSION_LONG = "pass_suspension_long"
    APPROVAL_SUSPENSION_FUTURE = "pass_suspension_future"
    APPROVAL_SUSPENSION_OVERLAP = "pass_suspension_overlap"
    APPROVAL_SUSPENSION_LATE = "pass_suspension_late"
    APPROVAL_SUSPENSION_OUTSIDE = "pass_suspension_outside"
    APPROVAL_PROLONGATION = "pass_prolongation"


@dataclass(frozen=True)
class Flag:
    """Something to look at: what, how serious, why, on whose authority, and where."""

    code: FlagCode
    severity: Severity
    message: str
    """One sentence, or two, for the counsellor; it holds figures and dates, never a name."""
    source: str = ""
    """Where the rule comes from; empty when it is plain sense."""
    step_ids: tuple[UUID, ...] = ()
    enrolment_id: UUID | None = None
    pass_id: UUID | None = None
    since: date | None = None
    """The day from which it holds, when there is one."""

    @property
    def severity_label(self) -> str:
        """Its severity in words."""
        return _(SEVERITY_LABELS[self.severity])


@dataclass(frozen=True)
class Pathway:
    """Everything of one person that flags are drawn from."""

    person: Person
    enrolments: tuple[Enrolment, ...] = ()
    suspensions: tuple[EnrolmentSuspension, ...] = ()
    steps: tuple[Step, ...] = ()
    passes: tuple[IaePass, ...] = ()
    pass_suspensions: tuple[PassSuspension, ...] = ()
    pass_prolongations: tuple[PassProlongation, ...] = ()
    facts: tuple[SituationFact, ...] = ()


def pathway_flags(pathway: Pathway, rules: Rules, on: date) -> tuple[Flag, ...]:
    """Return everything that looks wrong in a pathway on a day, the most serious first, then the oldest."""
    found = dict.fromkeys(_all(pathway, rules, on))
    return tuple(sorted(found, key=_order))


def flags_of_step(flags: tuple[Flag, ...], step_id: UUID) -> tuple[Flag, ...]:
    """Return the flags that concern a step."""
    return tuple(flag for flag in flags if step_id in flag.step_ids)


def _all(pathway: Pathway, rules: Rules, on: date) -> Iterator[Flag]:
    # the checks build flags, and so import this module
    from caseflow.domain.flag_checks import coherence, limits, passes, rhythm

    for check in (coherence.flags, rhythm.flags, limits.flags, passes.flags):
        yield from check(pathway, rules, on)


_SEVERITIES = (Severity.SERIOUS, Severity.WARNING, Severity.INFO)


def _order(flag: Flag) -> tuple[int, date, str, str]:
    return (_SEVERITIES.index(flag.severity), flag.since or date.max, flag.code, flag.message)
