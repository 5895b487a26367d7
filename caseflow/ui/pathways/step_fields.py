"""Which fields a step has in which scheme. A field that holds something is shown whatever the scheme."""

from caseflow.domain.pathway import Contract
from caseflow.domain.scheme import IAE_SCHEMES, Scheme
from caseflow.i18n import N_

COMMON = frozenset(
    {"operator", "contact_name", "contact_phone", "place", "bring", "prescriber", "outcome", "note", "private_note"}
)
LINK = frozenset({"linked_step_id", "link_kind"})

_WORK = ("contract", "job_title", "rome", "weekly_minutes", "funder")
_TRAINING = ("total_minutes", "weekly_minutes", "job_title", "rome", "funder")
_OWN: dict[Scheme, tuple[str, ...]] = {
    **dict.fromkeys((*IAE_SCHEMES, Scheme.GEIQ), (*_WORK, "total_minutes")),
    Scheme.POEI: ("variant", *_TRAINING),
    Scheme.POEC: _TRAINING,
    Scheme.AFPR: _TRAINING,
    Scheme.TRAINING: _TRAINING,
    Scheme.MRS: ("mrs_stage", "job_title", "rome"),
    Scheme.PMSMP: ("purpose", "job_title", "rome", "weekly_minutes", "total_minutes"),
    Scheme.PEC: ("variant", *_WORK),
    Scheme.HIRING_AID: _WORK,
    Scheme.EMPLOIS_FRANCS: _WORK,
    Scheme.APPRENTICESHIP: _WORK,
    Scheme.CLAUSE: ("variant", *_WORK, "total_minutes"),
    Scheme.JOB: _WORK,
    Scheme.BUSINESS_CREATION: ("job_title", "rome", "funder"),
    Scheme.GUIDANCE: ("total_minutes", "funder"),
    Scheme.OTHER: ("total_minutes", "funder"),
}

_OPERATORS = {
    **dict.fromkeys((*IAE_SCHEMES, Scheme.GEIQ), N_("Inclusion structure")),
    **dict.fromkeys((Scheme.POEI, Scheme.POEC, Scheme.AFPR, Scheme.TRAINING), N_("Training body")),
    Scheme.MRS: N_("Recruiting company"),
    Scheme.PMSMP: N_("Host company"),
    **dict.fromkeys(
        (Scheme.PEC, Scheme.HIRING_AID, Scheme.EMPLOIS_FRANCS, Scheme.APPRENTICESHIP, Scheme.JOB, Scheme.CLAUSE),
        N_("Employer"),
    ),
    Scheme.BUSINESS_CREATION: N_("Supporting structure"),
}

_CONTRACTS = {
    **dict.fromkeys(IAE_SCHEMES, (Contract.CDDI, Contract.CDI_INCLUSION, Contract.CDD_USAGE, Contract.TEMPORARY)),
    Scheme.EITI: (Contract.SELF_EMPLOYED,),
    Scheme.GEIQ: (Contract.APPRENTICESHIP, Contract.PROFESSIONAL_TRAINING),
    Scheme.APPRENTICESHIP: (Contract.APPRENTICESHIP, Contract.PROFESSIONAL_TRAINING),
    Scheme.PEC: (Contract.PEC,),
}


def fields_of(scheme: Scheme) -> frozenset[str]:
    """Return the fields that a step has in a scheme, beside its title, state and dates."""
    return COMMON | LINK | frozenset(_OWN.get(scheme, ()))


def operator_label(scheme: Scheme) -> str:
    """Return what the one who runs the step is called, to be translated."""
    return _OPERATORS.get(scheme, N_("Operator"))


def contracts_first(scheme: Scheme) -> tuple[Contract, ...]:
    """Return every contract, those usual in a scheme first: an unusual one is flagged, never hidden."""
    usual = _CONTRACTS.get(scheme, ())
    return (*usual, *(contract for contract in Contract if contract not in usual))
