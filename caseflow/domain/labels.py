"""The words for every enum member and every code, marked for translation here and translated when they are shown."""

from enum import StrEnum

from caseflow.domain import prescribers
from caseflow.domain.enrolment import CommissionDecision, ExitKind
from caseflow.domain.fact_values import FACT_VALUES, VARIANTS
from caseflow.domain.iae import PassProlongationReason, PassSuspensionReason
from caseflow.domain.pathway import Contract, ImmersionPurpose, LinkKind, MrsStage, StepOutcome, StepState
from caseflow.domain.person import Civility, ContactKind, FactKind
from caseflow.domain.recruitment_labels import RECRUITMENT_WORDS
from caseflow.domain.scheme import Lane, Scheme
from caseflow.domain.support_labels import SUPPORT_WORDS
from caseflow.i18n import N_, _

SCHEMES = {
    Scheme.EI: N_("Insertion company (EI)"),
    Scheme.ACI: N_("Insertion workshop and site (ACI)"),
    Scheme.AI: N_("Intermediary association (AI)"),
    Scheme.ETTI: N_("Insertion temp agency (ETTI)"),
    Scheme.EITI: N_("Insertion through self-employment (EITI)"),
    Scheme.GEIQ: N_("Employers’ group for insertion and qualification (GEIQ)"),
    Scheme.POEI: N_("Individual preparation for a job (POEI)"),
    Scheme.POEC: N_("Collective preparation for jobs (POEC)"),
    Scheme.AFPR: N_("Training before recruitment (AFPR)"),
    Scheme.MRS: N_("Recruitment by simulation (MRS)"),
    Scheme.PMSMP: N_("Immersion in a company (PMSMP)"),
    Scheme.TRAINING: N_("Training course"),
    Scheme.PEC: N_("Employment skills contract (PEC)"),
    Scheme.HIRING_AID: N_("Hiring aid"),
    Scheme.EMPLOIS_FRANCS: N_("Emplois francs"),
    Scheme.APPRENTICESHIP: N_("Apprenticeship"),
    Scheme.CLAUSE: N_("Clause placement"),
    Scheme.JOB: N_("Ordinary job"),
    Scheme.BUSINESS_CREATION: N_("Business creation"),
    Scheme.GUIDANCE: N_("Guidance, assessment, workshop"),
    Scheme.OTHER: N_("Other scheme"),
}

SCHEME_ACRONYMS = {
    Scheme.EI: "EI",
    Scheme.ACI: "ACI",
    Scheme.AI: "AI",
    Scheme.ETTI: "ETTI",
    Scheme.EITI: "EITI",
    Scheme.GEIQ: "GEIQ",
    Scheme.POEI: "POEI",
    Scheme.POEC: "POEC",
    Scheme.AFPR: "AFPR",
    Scheme.MRS: "MRS",
    Scheme.PMSMP: "PMSMP",
    Scheme.TRAINING: N_("Training"),
    Scheme.PEC: "PEC",
    Scheme.HIRING_AID: N_("Aid"),
    Scheme.EMPLOIS_FRANCS: N_("Emplois francs"),
    Scheme.APPRENTICESHIP: N_("Apprenticeship"),
    Scheme.CLAUSE: N_("Clause"),
    Scheme.JOB: N_("Job held"),
    Scheme.BUSINESS_CREATION: N_("Creation"),
    Scheme.GUIDANCE: N_("Guidance"),
    Scheme.OTHER: N_("Something else"),
}
"""What fits in a small cell or in a bar."""

LANES = {
    Lane.PLIE: N_("PLIE support"),
    Lane.IAE: N_("IAE"),
    Lane.TRAINING: N_("Training and POE"),
    Lane.MRS: N_("MRS"),
    Lane.IMMERSION: N_("Immersion"),
    Lane.AID: N_("Contracts with aid"),
    Lane.CLAUSE: N_("Clauses"),
    Lane.JOB: N_("Employment"),
    Lane.OTHER: N_("Other steps"),
}

STEP_STATES = {
    StepState.PLANNED: N_("Planned"),
    StepState.IN_PROGRESS: N_("Under way"),
    StepState.DONE: N_("Completed"),
    StepState.ABANDONED: N_("Given up"),
    StepState.CANCELLED: N_("Called off"),
}

STEP_OUTCOMES = {
    StepOutcome.COMPLETED: N_("Gone through to the end"),
    StepOutcome.QUALIFIED: N_("Diploma or title obtained"),
    StepOutcome.HIRED: N_("Hired"),
    StepOutcome.RENEWED: N_("Renewed for a time"),
    StepOutcome.NEXT_STEP: N_("Led to another step"),
    StepOutcome.STOPPED_BY_PERSON: N_("Stopped by the person"),
    StepOutcome.STOPPED_BY_OPERATOR: N_("Stopped by the operator"),
    StepOutcome.NOT_SELECTED: N_("Not selected"),
    StepOutcome.DID_NOT_COME: N_("Did not come"),
    StepOutcome.OTHER: N_("Other outcome"),
}

CONTRACTS = {
    Contract.CDI: N_("Permanent contract"),
    Contract.CDI_INTERIM: N_("Permanent temp-agency contract"),
    Contract.CDI_INCLUSION: N_("Permanent inclusion contract"),
    Contract.CDD_6_MONTHS_OR_MORE: N_("Fixed-term contract, 6 months or more"),
    Contract.CDD_SHORT: N_("Fixed-term contract, under 6 months"),
    Contract.CDDI: N_("Insertion fixed-term contract (CDDI)"),
    Contract.CDD_USAGE: N_("Customary fixed-term contract (CDDU)"),
    Contract.TEMPORARY: N_("Temp-agency assignment"),
    Contract.SEASONAL: N_("Seasonal contract"),
    Contract.APPRENTICESHIP: N_("Apprenticeship contract"),
    Contract.PROFESSIONAL_TRAINING: N_("Professional training contract"),
    Contract.PEC: N_("PEC contract"),
    Contract.SELF_EMPLOYED: N_("Self-employed"),
    Contract.OTHER: N_("Other contract"),
}

MRS_STAGES = {
    MrsStage.INFORMATION: N_("Group information"),
    MrsStage.EXERCISES: N_("Simulation exercises"),
    MrsStage.SCORE: N_("Threshold score"),
    MrsStage.INTERVIEW: N_("Motivation interview"),
    MrsStage.DECISION: N_("Employer’s decision"),
}

IMMERSION_PURPOSES = {
    ImmersionPurpose.DISCOVER: N_("Discover a job or a sector"),
    ImmersionPurpose.CONFIRM: N_("Confirm a professional project"),
    ImmersionPurpose.RECRUIT: N_("Begin a recruitment"),
}

LINK_KINDS = {
    LinkKind.FOLLOWS: N_("Follows on from"),
    LinkKind.PREPARES: N_("Prepares for"),
    LinkKind.RENEWS: N_("Renews"),
    LinkKind.RESULTS_FROM: N_("Results from"),
}

COMMISSION_DECISIONS = {
    CommissionDecision.ACCEPTED: N_("Accepted by the commission"),
    CommissionDecision.POSTPONED: N_("Postponed by the commission"),
    CommissionDecision.REFUSED: N_("Refused by the commission"),
}

EXIT_KINDS = {
    ExitKind.PERMANENT_CONTRACT: N_("Job: permanent contract"),
    ExitKind.FIXED_TERM_6_MONTHS: N_("Job: fixed-term contract of 6 months or more"),
    ExitKind.CONSECUTIVE_CONTRACTS: N_("Job: contracts in a row, over 6 months"),
    ExitKind.TEMPORARY_WORK_6_MONTHS: N_("Job: 6 months of temp work without a break"),
    ExitKind.SEASONAL_8_MONTHS: N_("Job: seasonal, 8 months out of 12"),
    ExitKind.APPRENTICESHIP: N_("Job: apprenticeship contract"),
    ExitKind.PROFESSIONAL_TRAINING_CONTRACT: N_("Job: professional training contract"),
    ExitKind.BUSINESS_CREATION: N_("Job: business created"),
    ExitKind.AI_WORK_OVER_55: N_("Job: intermediary association, over 55"),
    ExitKind.QUALIFYING_TRAINING: N_("Training: qualification obtained"),
    ExitKind.LONG_TRAINING: N_("Training: over 9 months"),
    ExitKind.SHORT_JOB: N_("Short job, under 6 months"),
    ExitKind.REORIENTED: N_("Referred to another form of support"),
    ExitKind.MOVED_AWAY: N_("Moved away"),
    ExitKind.UNAVAILABLE: N_("Not available for lasting reasons"),
    ExitKind.RETIREMENT: N_("Retirement"),
    ExitKind.NO_NEWS: N_("No news"),
    ExitKind.ABANDONED: N_("Support given up"),
    ExitKind.END_OF_SUPPORT: N_("End of support"),
    ExitKind.DECEASED: N_("Deceased"),
    ExitKind.OTHER: N_("Other exit"),
}

PASS_SUSPENSION_REASONS = {
    PassSuspensionReason.CONTRACT_SUSPENDED: N_("Contract suspended for more than 15 days"),
    PassSuspensionReason.CONTRACT_BROKEN: N_("Contract broken off"),
    PassSuspensionReason.FINISHED_CONTRACT: N_("Contract ended"),
    PassSuspensionReason.CTA: N_("Agreement between members of the CTA"),
    PassSuspensionReason.BRIDGE_CONTRACT: N_("Bridge contract (EI or ACI)"),
    PassSuspensionReason.HISTORICAL: N_("Former reason"),
}

PASS_PROLONGATION_REASONS = {
    PassProlongationReason.SENIOR_CDI: N_("Inclusion CDI"),
    PassProlongationReason.COMPLETE_TRAINING: N_("End of a training"),
    PassProlongationReason.RQTH: N_("Recognition as a disabled worker"),
    PassProlongationReason.SENIOR: N_("50 and over"),
    PassProlongationReason.PARTICULAR_DIFFICULTIES: N_("Particular difficulties"),
    PassProlongationReason.HEALTH_CONTEXT: N_("Health context (2020)"),
}

CIVILITIES = {Civility.MADAME: N_("Ms"), Civility.MONSIEUR: N_("Mr")}

CONTACT_KINDS = {ContactKind.PHONE: N_("Phone"), ContactKind.EMAIL: N_("E-mail")}

FACTS = {
    FactKind.FRANCE_TRAVAIL: N_("Registered with France Travail"),
    FactKind.FT_MODALITY: N_("France Travail support"),
    FactKind.RSA: N_("RSA"),
    FactKind.ASS: N_("ASS"),
    FactKind.AAH: N_("AAH"),
    FactKind.ARE: N_("ARE"),
    FactKind.RQTH: N_("RQTH"),
    FactKind.QPV: N_("QPV resident"),
    FactKind.LONE_PARENT: N_("Lone parent"),
    FactKind.CHILDCARE_AGE: N_("Dependent children"),
    FactKind.HOUSING: N_("Housing"),
    FactKind.EDUCATION: N_("Education level"),
    FactKind.MOBILITY: N_("Mobility"),
    FactKind.LANGUAGE: N_("Level of French"),
    FactKind.WORK_SITUATION: N_("Work situation"),
    FactKind.REFUGEE: N_("Refugee, protected or asylum seeker"),
    FactKind.ASE_EXIT: N_("Left child welfare (ASE)"),
    FactKind.RURAL_ZONE: N_("Resident of a ZRR or ZFRR zone"),
}

PRESCRIBER_KINDS = prescribers.PRESCRIBER_KINDS

_WORDS: dict[type[StrEnum], dict[str, str]] = {
    Scheme: {**SCHEMES},
    Lane: {**LANES},
    StepState: {**STEP_STATES},
    StepOutcome: {**STEP_OUTCOMES},
    Contract: {**CONTRACTS},
    MrsStage: {**MRS_STAGES},
    ImmersionPurpose: {**IMMERSION_PURPOSES},
    LinkKind: {**LINK_KINDS},
    CommissionDecision: {**COMMISSION_DECISIONS},
    ExitKind: {**EXIT_KINDS},
    PassSuspensionReason: {**PASS_SUSPENSION_REASONS},
    PassProlongationReason: {**PASS_PROLONGATION_REASONS},
    Civility: {**CIVILITIES},
    ContactKind: {**CONTACT_KINDS},
    FactKind: {**FACTS},
    **SUPPORT_WORDS,
    **RECRUITMENT_WORDS,
}


def label(member: StrEnum) -> str:
    """Return the words of an enum member in the reader's language; its value when it has none."""
    return _(_WORDS.get(type(member), {}).get(member, member.value))


def choices(kind: type[StrEnum]) -> tuple[tuple[StrEnum, str], ...]:
    """Return the members of an enumeration with their words, in their own order: what a list of choices shows."""
    return tuple((member, label(member)) for member in kind)


def scheme_label(scheme: Scheme) -> str:
    """Return the full name of a scheme."""
    return label(scheme)


def scheme_acronym(scheme: Scheme) -> str:
    """Return the name of a scheme that fits in a small cell: « ACI », « Formation »."""
    return _(SCHEME_ACRONYMS[scheme])


def lane_label(lane: Lane) -> str:
    """Return the name of a lane of the timeline."""
    return label(lane)


def fact_value_label(kind: FactKind, value: str | None) -> str:
    """Return the words of a fact's value: those of its code, or the value as it was typed."""
    if not value:
        return ""
    words = FACT_VALUES.get(kind, {}).get(value)
    return value if words is None else _(words)


def variant_label(scheme: Scheme, variant: str | None) -> str:
    """Return the words of a scheme's variant, or the variant as it was typed."""
    if not variant:
        return ""
    words = VARIANTS.get(scheme, {}).get(variant)
    return variant if words is None else _(words)


def value_label(value: object) -> str:
    """Return how a stored value is shown when nothing else is known of it: an enum in words, anything else as text."""
    return label(value) if isinstance(value, StrEnum) else str(value)
