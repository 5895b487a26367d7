"""The words for barriers, referrals, interviews and appointments, marked for translation; `labels` shows them."""

from enum import StrEnum

from caseflow.domain.barrier import GoalKind, GoalState, Impact, ProposalState, Theme
from caseflow.domain.interview import AppointmentStatus, CallOutcome, Medium
from caseflow.domain.lexicon import LexiconKind
from caseflow.domain.referral import ReferralRefusal, ReferralState, SentHow
from caseflow.domain.wording import RiskFamily
from caseflow.i18n import N_, _

THEMES = {
    Theme.MOBILITY: N_("Mobility"),
    Theme.FAMILY: N_("Childcare and family"),
    Theme.DIGITAL: N_("Digital access"),
    Theme.DISCRIMINATION: N_("Discrimination"),
    Theme.HOUSING: N_("Housing"),
    Theme.HEALTH: N_("Health"),
    Theme.LANGUAGE: N_("Language and basic skills"),
    Theme.MONEY: N_("Money"),
    Theme.ADMINISTRATIVE: N_("Paperwork and rights"),
    Theme.JUSTICE: N_("Justice"),
    Theme.ISOLATION: N_("Isolation, lack of network"),
    Theme.CONFIDENCE: N_("Self-confidence"),
}

LEVELS = {
    0: N_("no longer weighs"),
    1: N_("to keep an eye on"),
    2: N_("slows the pathway down"),
    3: N_("stops the pathway"),
}
"""How much a barrier weighs, by its level."""

IMPACTS = {Impact.STRONG: N_("Strong impact"), Impact.MEDIUM: N_("Medium impact"), Impact.WEAK: N_("Weak impact")}

GOAL_KINDS = {GoalKind.OBJECTIVE: N_("Objective"), GoalKind.ACTION: N_("Action")}

GOAL_STATES = {
    GoalState.PLANNED: N_("To do"),
    GoalState.IN_PROGRESS: N_("Under way"),
    GoalState.DONE: N_("Reached"),
    GoalState.ABANDONED: N_("Dropped"),
}

PROPOSAL_STATES = {
    ProposalState.PENDING: N_("To look at"),
    ProposalState.ACCEPTED: N_("Kept"),
    ProposalState.DECLINED: N_("Set aside"),
}

REFERRAL_STATES = {
    ReferralState.PROPOSED: N_("Proposed to the person"),
    ReferralState.SENT: N_("Sent to the partner"),
    ReferralState.ACCEPTED: N_("Accepted"),
    ReferralState.REFUSED: N_("Declined by the partner"),
    ReferralState.NO_SHOW: N_("Did not go"),
    ReferralState.DONE: N_("Carried out"),
    ReferralState.NO_FOLLOW_UP: N_("No follow-up"),
    ReferralState.EXPIRED: N_("Without answer, expired"),
}

REFERRAL_REFUSALS = {
    ReferralRefusal.UNREACHABLE: N_("Could not be reached"),
    ReferralRefusal.ABSENT: N_("Did not come"),
    ReferralRefusal.IN_EMPLOYMENT: N_("Has a job"),
    ReferralRefusal.IN_TRAINING: N_("Is in training"),
    ReferralRefusal.NOT_ELIGIBLE: N_("Not eligible"),
    ReferralRefusal.NOT_MOBILE: N_("Not mobile"),
    ReferralRefusal.NOT_INTERESTED: N_("Not interested"),
    ReferralRefusal.PERIPHERAL_BARRIERS: N_("Peripheral barriers"),
    ReferralRefusal.SESSION_FULL: N_("Session full"),
    ReferralRefusal.DUPLICATE: N_("Already referred"),
    ReferralRefusal.OTHER: N_("Another reason"),
}

SENT_HOW = {
    SentHow.EMAIL: N_("By e-mail"),
    SentHow.PHONE: N_("By phone"),
    SentHow.FORM: N_("By the partner’s form"),
    SentHow.LETTER: N_("By letter"),
    SentHow.IN_PERSON: N_("In person"),
    SentHow.BY_THE_PERSON: N_("Handed to the person"),
}

MEDIUMS = {
    Medium.IN_PERSON: N_("At the office"),
    Medium.DROP_IN: N_("Without appointment"),
    Medium.PHONE: N_("By telephone"),
    Medium.VIDEO: N_("By video"),
    Medium.EMAIL: N_("E-mail exchange"),
    Medium.TEXT_MESSAGE: N_("Text message"),
    Medium.LETTER: N_("Letter"),
    Medium.HOME_VISIT: N_("At the person’s home"),
    Medium.OUTSIDE: N_("Elsewhere"),
    Medium.THIRD_PARTY: N_("Through a third party"),
}

CALL_OUTCOMES = {
    CallOutcome.MESSAGE_LEFT: N_("Message left"),
    CallOutcome.APPOINTMENT_GIVEN: N_("Appointment given"),
    CallOutcome.TO_CALL_BACK: N_("To call back"),
    CallOutcome.INFORMATION_GIVEN: N_("Information given"),
    CallOutcome.TRANSFERRED: N_("Transferred"),
}

APPOINTMENT_STATUSES = {
    AppointmentStatus.PLANNED: N_("To come"),
    AppointmentStatus.HONOURED: N_("Honoured"),
    AppointmentStatus.EXCUSED: N_("Cancelled by the person"),
    AppointmentStatus.ABSENT: N_("Absent"),
    AppointmentStatus.CANCELLED: N_("Cancelled by the service"),
}

LEXICON_KINDS = {LexiconKind.BARRIER: N_("Suggests a barrier"), LexiconKind.RISK: N_("Does not belong in a note")}

RISK_FAMILIES = {
    RiskFamily.HEALTH: N_("Health"),
    RiskFamily.JUSTICE: N_("Justice"),
    RiskFamily.RELIGION: N_("Religion"),
    RiskFamily.POLITICS: N_("Political opinions"),
    RiskFamily.UNION: N_("Trade union"),
    RiskFamily.SEXUALITY: N_("Private life"),
    RiskFamily.ORIGIN: N_("Origin"),
    RiskFamily.JUDGEMENT: N_("Judgement, insult"),
    RiskFamily.NIR: N_("Social security number"),
    RiskFamily.IBAN: N_("Bank details"),
    RiskFamily.THIRD_PARTY: N_("Name of somebody else"),
}

SUPPORT_WORDS: dict[type[StrEnum], dict[str, str]] = {
    Theme: {**THEMES},
    Impact: {**IMPACTS},
    GoalKind: {**GOAL_KINDS},
    GoalState: {**GOAL_STATES},
    ProposalState: {**PROPOSAL_STATES},
    ReferralState: {**REFERRAL_STATES},
    ReferralRefusal: {**REFERRAL_REFUSALS},
    SentHow: {**SENT_HOW},
    Medium: {**MEDIUMS},
    CallOutcome: {**CALL_OUTCOMES},
    AppointmentStatus: {**APPOINTMENT_STATUSES},
    LexiconKind: {**LEXICON_KINDS},
    RiskFamily: {**RISK_FAMILIES},
}


def level_label(level: int) -> str:
    """Return how much a barrier of a level weighs, in words."""
    return _(LEVELS[level])
