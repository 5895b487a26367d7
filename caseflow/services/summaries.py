"""What screens and reports show of a pathway: plain frozen dataclasses, read in one short session."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseflow.domain.civility import Civility
from caseflow.drawing.timeline import Timeline


class Advance(StrEnum):
    """How far something has come: drawn ✔, ◐ or ○."""

    DONE = "done"
    UNDER_WAY = "under_way"
    TO_DO = "to_do"


@dataclass(frozen=True)
class AgencyBlock:
    """The structure, as its paper shows it."""

    name: str
    address: str
    phone: str
    email: str
    data_protection_contact: str


@dataclass(frozen=True)
class ContactLine:
    """Whom to call, and for what."""

    purpose: str
    who: str
    phone: str
    email: str = ""


@dataclass(frozen=True)
class NextStep:
    """Something ahead. `on` is None when no date is set yet."""

    on: date | None
    what: str
    bring: str
    place: str
    with_whom: str
    phone: str
    at_minute: int | None = None
    """The hour, in minutes since midnight."""


@dataclass(frozen=True)
class Progress:
    """Something already moved forward: a step done or under way, or a barrier."""

    label: str
    advance: Advance


@dataclass(frozen=True)
class StepLine:
    """One step in the table of the full version, in the order of time."""

    scheme: str
    title: str
    start: date | None
    end: date | None
    state: str
    operator: str
    prescriber: str
    job: str
    contract: str
    hours: str
    outcome: str
    funder: str
    note: str
    flags: tuple[str, ...]


@dataclass(frozen=True)
class BarrierEntry:
    """A barrier in the full version; sensitive themes are left out before this is made."""

    theme: str
    situation: str
    since: date | None
    """Since when, or the day it was noted."""
    level: str
    goals: tuple[str, ...]
    lifted_on: date | None
    lifted_how: str


@dataclass(frozen=True)
class ReferralEntry:
    """A referral in the full version."""

    service: str
    structure: str
    theme: str
    proposed_on: date
    state: str
    outcome: str


@dataclass(frozen=True)
class FactLine:
    """A situation fact in words; sensitive ones are left out before this is made."""

    label: str
    value: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class EventLine:
    """A date in the life of an enrolment: referral, commission, entry, suspension, exit."""

    on: date | None
    label: str
    detail: str


@dataclass(frozen=True)
class PathwaySummary:
    """Everything the *fiche de parcours* says, short or full. It holds no private note, no sensitive fact or theme."""

    file_number: str
    last_name: str
    first_name: str
    civility: Civility | None
    birth_date: date | None
    commune: str
    phones: tuple[str, ...]
    agency: AgencyBlock
    referent: ContactLine | None
    enrolled_on: date | None
    project: str
    project_is_validated: bool
    next_steps: tuple[NextStep, ...]
    timeline: Timeline
    progress: tuple[Progress, ...]
    contacts: tuple[ContactLine, ...]
    steps: tuple[StepLine, ...]
    facts: tuple[FactLine, ...]
    events: tuple[EventLine, ...]
    note: str
    printed_on: date
    printed_by: str = ""
    barriers: tuple[BarrierEntry, ...] = ()
    referrals: tuple[ReferralEntry, ...] = ()
