"""The kinds of organisations that refer people to the PLIE, and those whose very name would say too much."""

from caseflow.i18n import N_, _

PRESCRIBER_KINDS = {
    "FT": N_("France Travail"),
    "ML": N_("Mission locale"),
    "CAP_EMPLOI": N_("Cap emploi"),
    "DEPT": N_("Department"),
    "CCAS": N_("CCAS or CIAS"),
    "PLIE": N_("Another PLIE"),
    "Orienteur": N_("Referring organisation"),
    "ODC": N_("Organisation delegated by the department"),
    "CAF": N_("CAF"),
    "MSA": N_("MSA"),
    "AFPA": N_("AFPA"),
    "ASE": N_("Child welfare (ASE)"),
    "CAARUD": N_("CAARUD"),
    "CADA": N_("CADA"),
    "CAVA": N_("CAVA"),
    "CHRS": N_("CHRS"),
    "CHU": N_("Emergency shelter (CHU)"),
    "CIDFF": N_("CIDFF"),
    "CPH": N_("CPH"),
    "CSAPA": N_("CSAPA"),
    "E2C": N_("Second chance school (E2C)"),
    "EPIDE": N_("EPIDE"),
    "HUDA": N_("HUDA"),
    "OACAS": N_("OACAS"),
    "OIL": N_("Housing intermediation operator"),
    "OHPD": "OHPD",
    "OCASF": "OCASF",
    "PENSION": N_("Boarding house or residence"),
    "PIJ_BIJ": N_("Youth information (PIJ or BIJ)"),
    "PJJ": N_("Youth justice (PJJ)"),
    "RS_FJT": N_("Social residence or young workers’ hostel"),
    "PREVENTION": N_("Prevention service or club"),
    "SPIP": N_("Prison and probation service (SPIP)"),
    "Autre": N_("Other organisation"),
}
"""The 34 kinds of les-emplois, by the codes exchanged with it; the most usual ones of a PLIE first."""

SENSITIVE_PRESCRIBERS = frozenset({"ASE", "CAARUD", "CIDFF", "CSAPA", "PENSION", "PJJ", "PREVENTION", "SPIP"})
"""Kinds that reveal health, justice or violence: sent as « Autre » to France Travail, never printed nor exported."""


def is_sensitive(kind: str | None) -> bool:
    """Tell whether the origin of a referral is kept out of prints and exports."""
    return kind in SENSITIVE_PRESCRIBERS


def prescriber_label(kind: str | None) -> str:
    """Return the words of a kind of prescriber, or the kind as it was typed."""
    return "" if not kind else _(PRESCRIBER_KINDS.get(kind, kind))


def shown_prescriber(name: str | None, kind: str | None) -> str:
    """Return what paper and exports say of who referred a person: nothing that tells, for the sensitive kinds."""
    if is_sensitive(kind):
        return _(PRESCRIBER_KINDS["Autre"])
    return name or prescriber_label(kind)
