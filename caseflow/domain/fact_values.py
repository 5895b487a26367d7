"""The codes that situation facts and variants of schemes hold, with their words; free text is possible beside them."""

from caseflow.domain.person import FactKind
from caseflow.domain.scheme import Scheme
from caseflow.i18n import N_, fold

EDUCATION_LEVELS = {
    "AFS": N_("No schooling"),
    "CP4": N_("Primary school to 4e"),
    "CFG": N_("4e completed"),
    "C3A": N_("3e completed or brevet"),
    "C12": N_("2nde or 1re completed"),
    "NV5": N_("CAP, BEP (level 3)"),
    "NV4": N_("Baccalauréat (level 4)"),
    "NV3": N_("Bac + 2 (level 5)"),
    "NV2": N_("Bac + 3 or 4 (level 6)"),
    "NV1": N_("Bac + 5 and more (levels 7 and 8)"),
}
"""France Travail's codes, from the lowest level to the highest."""

FT_CATEGORIES = {
    "A": N_("A – without a job"),
    "B": N_("B – short reduced activity"),
    "C": N_("C – long reduced activity"),
    "D": N_("D – not available at once (training, contract of security…)"),
    "E": N_("E – in a job (aided contract, business creation…)"),
    "F": N_("F – social support"),
    "G": N_("G – waiting for a referral"),
}
"""F and G came with the law on full employment, in 2025."""

FT_MODALITIES = {
    "suivi": N_("Monitored"),
    "guide": N_("Guided"),
    "renforce": N_("Reinforced"),
    "global": N_("Global"),
    "essentiel": N_("Essential"),
    "intensif": N_("Intensive"),
}
"""The first three are being replaced by the last two."""

RSA_RIGHTS = {
    "OUI-M": N_("RSA, increased"),
    "OUI-NM": N_("RSA, not increased"),
    "rsa_droit_ouvert_versable": N_("RSA open and paid"),
    "rsa_droit_ouvert_et_suspendu": N_("RSA open, suspended"),
    "rsa_droit_ouvert_versement_suspendu": N_("RSA open, payment suspended"),
    "rsa_demande_en_attente": N_("RSA asked for"),
    "rsa_refuse": N_("RSA refused"),
    "rsa_clos": N_("RSA closed"),
    "rsa_clos_anterieur": N_("RSA closed earlier"),
}
RSA_WITHOUT_RIGHT = frozenset({"rsa_demande_en_attente", "rsa_refuse", "rsa_clos", "rsa_clos_anterieur"})
"""Rights that do not make someone a beneficiary of the RSA."""

MOBILITY = {
    "vehicle": N_("Licence and vehicle"),
    "licence": N_("Licence without a vehicle"),
    "two_wheels": N_("Moped, scooter or bicycle"),
    "public_transport": N_("Depends on public transport"),
    "no_licence": N_("No licence"),
    "licence_suspended": N_("Licence invalid or suspended"),
    "none": N_("No means of transport"),
}

HOUSING = {
    "owner": N_("Owner"),
    "tenant": N_("Tenant"),
    "social_tenant": N_("Tenant in social housing"),
    "residence": N_("Residence or hostel"),
    "family": N_("With the family"),
    "hosted": N_("Hosted by others"),
    "shelter": N_("In a shelter"),
    "street": N_("Having lived on the street"),
    "none": N_("Without housing"),
}

LANGUAGE_LEVELS = {
    "below_a1": N_("Below A1"),
    "a1": "A1",
    "a2": "A2",
    "b1": "B1",
    "b2": "B2",
    "c1": "C1",
    "c2": "C2",
    "native": N_("Mother tongue"),
}

WORK_SITUATIONS = {
    "recherche_emploi": N_("Looking for a job"),
    "recherche_formation": N_("Looking for a training"),
    "recherche_alternance": N_("Looking for a work-study contract"),
    "recherche_stage": N_("Looking for a placement"),
    "emploi": N_("In a job"),
    "formation": N_("In training"),
    "stage": N_("On a placement"),
    "alternance": N_("In a work-study contract"),
    "service_civique": N_("In civic service"),
    "iae": N_("In the IAE"),
    "interim": N_("In temp work"),
    "construction_projet": N_("Building a project"),
    "projet_entrepreneurial": N_("Preparing a business"),
    "entrepreneur": N_("Running a business"),
    "etudiant": N_("Student"),
    "scolarisé": N_("At school"),
    "enretraite": N_("Retired"),
    "maladie": N_("On sick leave"),
    "invalidite": N_("Invalidity"),
    "conge_parental": N_("On parental leave"),
    "au_foyer": N_("At home"),
    "cdi_temps_plein": N_("Permanent contract, full time"),
    "cdi_temps_partiel": N_("Permanent contract, part time"),
    "cdd_temps_plein": N_("Fixed-term contract, full time"),
    "cdd_temps_partiel": N_("Fixed-term contract, part time"),
    "intermittent": N_("Performing arts worker"),
    "aidant_familial": N_("Caring for a relative"),
    "exploitant_agricole": N_("Farmer"),
    "autre": N_("Another situation"),
}
"""carnet-de-bord's codes, kept as they are exchanged."""

FACT_VALUES: dict[FactKind, dict[str, str]] = {
    FactKind.FRANCE_TRAVAIL: FT_CATEGORIES,
    FactKind.FT_MODALITY: FT_MODALITIES,
    FactKind.RSA: RSA_RIGHTS,
    FactKind.HOUSING: HOUSING,
    FactKind.EDUCATION: EDUCATION_LEVELS,
    FactKind.MOBILITY: MOBILITY,
    FactKind.LANGUAGE: LANGUAGE_LEVELS,
    FactKind.WORK_SITUATION: WORK_SITUATIONS,
}
"""The codes that each kind of fact knows; a kind that is not here is simply true, or holds free text."""

POEI_VARIANTS = {
    "tutoring": N_("Tutoring alone"),
    "seasonal": N_("Before a seasonal job"),
    "training_body": N_("With a training body"),
    "pic": N_("Publics of the PIC"),
}

CLAUSE_VARIANTS = {
    "direct_hire": N_("Direct hire"),
    "temp_work": N_("Temp work or ETTI"),
    "placement": N_("Placed by an AI or a GEIQ"),
    "subcontracting": N_("Subcontracted to a SIAE"),
    "work_study": N_("Work-study"),
    "training": N_("Training within the clause"),
}

PEC_VARIANTS = {"cui_cae": N_("CUI-CAE (non-market sector)"), "cui_cie": N_("CUI-CIE (market sector)")}

VARIANTS: dict[Scheme, dict[str, str]] = {
    Scheme.POEI: POEI_VARIANTS,
    Scheme.CLAUSE: CLAUSE_VARIANTS,
    Scheme.PEC: PEC_VARIANTS,
}
"""What changes the rules within a scheme."""

DENIALS = frozenset({"non", "no", "n", "0", "false", "faux", "aucun", "aucune"})


def is_denied(value: str | None) -> bool:
    """Tell whether a fact's value says that it is not so: files hold « Non » as often as nothing."""
    return value is not None and fold(value.strip()) in DENIALS
