"""The schemes a pathway goes through, and the lanes in which they are drawn."""

from enum import StrEnum


class Scheme(StrEnum):
    """A scheme (*dispositif*) in which a step of a pathway takes place. `domain.labels` has their words."""

    EI = "ei"
    ACI = "aci"
    AI = "ai"
    ETTI = "etti"
    EITI = "eiti"
    GEIQ = "geiq"
    POEI = "poei"
    POEC = "poec"
    AFPR = "afpr"
    MRS = "mrs"
    PMSMP = "pmsmp"
    TRAINING = "training"
    PEC = "pec"
    HIRING_AID = "hiring_aid"
    EMPLOIS_FRANCS = "emplois_francs"
    APPRENTICESHIP = "apprenticeship"
    CLAUSE = "clause_sociale"
    JOB = "job"
    BUSINESS_CREATION = "business_creation"
    GUIDANCE = "guidance"
    """Assessment, diagnosis, workshop: a step that is neither training nor work."""
    OTHER = "other"


class Lane(StrEnum):
    """A row of the timeline: schemes of one family share it."""

    PLIE = "plie"
    IAE = "iae"
    TRAINING = "training"
    MRS = "mrs"
    IMMERSION = "immersion"
    AID = "aid"
    CLAUSE = "clause"
    JOB = "job"
    OTHER = "other"


IAE_SCHEMES = frozenset({Scheme.EI, Scheme.ACI, Scheme.AI, Scheme.ETTI, Scheme.EITI})
"""The five SIAE kinds; a GEIQ is not one (Code du travail L5132-4)."""

CLOSED_SCHEMES = frozenset({Scheme.AFPR, Scheme.EMPLOIS_FRANCS})
"""Ended schemes: shown in a history, no longer proposed."""

LANES: dict[Scheme, Lane] = {
    **dict.fromkeys((*IAE_SCHEMES, Scheme.GEIQ), Lane.IAE),
    **dict.fromkeys((Scheme.POEI, Scheme.POEC, Scheme.AFPR, Scheme.TRAINING), Lane.TRAINING),
    Scheme.MRS: Lane.MRS,
    Scheme.PMSMP: Lane.IMMERSION,
    **dict.fromkeys((Scheme.PEC, Scheme.HIRING_AID, Scheme.EMPLOIS_FRANCS), Lane.AID),
    Scheme.CLAUSE: Lane.CLAUSE,
    **dict.fromkeys((Scheme.JOB, Scheme.APPRENTICESHIP, Scheme.BUSINESS_CREATION), Lane.JOB),
    **dict.fromkeys((Scheme.GUIDANCE, Scheme.OTHER), Lane.OTHER),
}
