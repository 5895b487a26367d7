"""The lists of values that caseload files use, with the words by which each is written.

Education: France Travail codes (`NV5`…), ASP codes (`51`…) and plain words give the France Travail code.
Work situations and RSA rights: the codes of carnet-de-bord, an open specification, and plain words.
"""

import re

from caseflow.exchange.cells import one_line, truth
from caseflow.exchange.readings import ProblemKind, ReadContext, Reading
from caseflow.exchange.rows import Cell
from caseflow.exchange.words import heading_words, plain_words

# France Travail code: words, ASP codes of the job seeker profile (les-emplois), former and present level numbers.
EDUCATION: dict[str, tuple[str, ...]] = {
    "AFS": ("aucune formation scolaire", "aucune", "jamais scolarisé", "non scolarisé", "sans scolarité", "01"),
    "CP4": ("primaire à 4e", "primaire", "primaire à quatrième", "niveau primaire"),
    "CFG": ("4e achevée", "CFG", "quatrième achevée"),
    "C3A": (
        "3e achevée ou Brevet",
        "3e",
        "troisième achevée",
        "brevet",
        "BEPC",
        "collège",
        "niveau VI",
        "niveau Vbis",
        "niveau V bis",
        "sans diplôme",
        "pas au-delà de la scolarité obligatoire",
        "DNB",
        "70",
        "60",
    ),
    "C12": ("2nd ou 1ère achevée", "2nde", "1ère", "seconde", "première", "niveau CAP", "niveau BEP/CAP", "50"),
    "NV5": (
        "CAP",
        "BEP",
        "CAP/BEP",
        "CAP BEP",
        "CAP ou BEP",
        "CAP, BEP et équivalents",
        "diplôme CAP/BEP",
        "niveau V",
        "niveau 3",
        "niveau 3 (CAP, BEP)",
        "51",
    ),
    "NV4": (
        "bac",
        "baccalauréat",
        "bac pro",
        "bac général",
        "bac techno",
        "bac technologique",
        "bac professionnel",
        "Bac ou équivalent",
        "BT/bac pro",
        "BP",
        "niveau IV",
        "niveau 4",
        "DAEU",
        "40",
        "41",
    ),
    "NV3": ("bac+2", "bac +2", "Bac+2 ou équivalents", "BTS", "DUT", "BTS/DUT", "DEUG", "niveau III", "niveau 5", "30"),
    "NV2": (
        "bac+3",
        "bac+4",
        "bac +3",
        "bac +4",
        "Bac+3, Bac+4 ou équivalents",
        "licence",
        "licence pro",
        "bachelor",
        "BUT",
        "maîtrise",
        "niveau II",
        "niveau 6",
        "20",
    ),
    "NV1": (
        "bac+5",
        "bac +5",
        "Bac+5 et plus ou équivalents",
        "bac+5 et plus",
        "bac+8",
        "master",
        "master 2",
        "DESS",
        "DEA",
        "ingénieur",
        "doctorat",
        "niveau I",
        "niveau 7",
        "niveau 8",
        "10",
    ),
}

WORK_SITUATIONS: dict[str, tuple[str, ...]] = {
    "recherche_emploi": (
        "recherche emploi",
        "en recherche d'emploi",
        "demandeur d'emploi",
        "DE",
        "chômage",
        "sans emploi",
    ),
    "recherche_formation": ("en recherche de formation",),
    "recherche_alternance": ("en recherche d'alternance",),
    "recherche_stage": ("en recherche de stage",),
    "emploi": ("en emploi", "salarié", "en poste"),
    "formation": ("en formation",),
    "stage": ("en stage",),
    "alternance": ("en alternance",),
    "service_civique": ("en service civique",),
    "iae": ("en IAE", "en insertion", "SIAE", "CDDI"),
    "interim": ("en intérim", "intérimaire"),
    "construction_projet": ("construction du projet", "construit son projet"),
    "projet_entrepreneurial": ("création d'entreprise",),
    "entrepreneur": ("chef d'entreprise", "indépendant", "auto-entrepreneur", "micro-entrepreneur"),
    "etudiant": ("étudiant", "étudiante", "en études"),
    "scolarisé": ("scolarisée", "scolarise"),
    "enretraite": ("en retraite", "retraité", "retraitée"),
    "maladie": ("en maladie", "en arrêt maladie", "arrêt maladie"),
    "invalidite": ("invalidité", "en invalidité"),
    "conge_parental": ("congé parental", "en congé parental", "congé maternité"),
    "au_foyer": ("au foyer", "mère au foyer", "père au foyer"),
    "autre": ("autre situation",),
    "cdi_temps_plein": ("CDI temps plein", "CDI"),
    "cdi_temps_partiel": ("CDI temps partiel",),
    "cdd_temps_plein": ("CDD temps plein", "CDD"),
    "cdd_temps_partiel": ("CDD temps partiel",),
    "intermittent": ("intermittent du spectacle",),
    "aidant_familial": ("aidant familial",),
    "exploitant_agricole": ("exploitant agricole", "agriculteur"),
}

# Whether the right is open, which is what makes a person « BRSA ».
RSA_STATUSES: dict[str, bool] = {
    "rsa_droit_ouvert_et_suspendu": True,
    "rsa_droit_ouvert_versable": True,
    "rsa_droit_ouvert_versement_suspendu": True,
    "rsa_demande_en_attente": False,
    "rsa_refuse": False,
    "rsa_clos": False,
    "rsa_clos_anterieur": False,
    "OUI-M": True,
    "OUI-NM": True,
}
_RSA_WORDS = {
    "rsa majore": True,
    "rsa socle": True,
    "rsa": True,
    "brsa": True,
    "rsa ouvert": True,
    "droit ouvert": True,
    "majore": True,
    "non majore": True,
    "rsa suspendu": True,
    "suspendu": True,
    "rsa clos": False,
    "clos": False,
}

_FT_CATEGORY = re.compile(r"(?:cat(?:egorie)? ?)?([a-g]|[1-8])", re.IGNORECASE)
_ROME = re.compile(r"\(?\b([A-N]\d{4})\b\)?")


def _index(choices: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {heading_words(word): code for code, words in choices.items() for word in (code, *words)}


_EDUCATION = _index(EDUCATION)
_WORK = _index(WORK_SITUATIONS)


def read_education(cell: Cell, _context: ReadContext) -> Reading:
    """Read an education level as its France Travail code."""
    words = heading_words(one_line(cell))
    code = _EDUCATION.get(words) or _EDUCATION.get(words.split(" ")[0].upper().casefold())
    return Reading({"education_level": code}) if code else Reading(problems=(ProblemKind.UNKNOWN_CHOICE,))


def read_work_situation(cell: Cell, _context: ReadContext) -> Reading:
    """Read a work situation as its code."""
    code = _WORK.get(heading_words(one_line(cell)))
    return Reading({"work_situation": code}) if code else Reading(problems=(ProblemKind.UNKNOWN_CHOICE,))


def read_rsa(cell: Cell, _context: ReadContext) -> Reading:
    """Read whether the RSA is open, with the detail when the file gives it."""
    typed = one_line(cell)
    status = next((code for code in RSA_STATUSES if code.casefold() == typed.casefold().replace(" ", "_")), None)
    if status is not None:
        return Reading({"rsa": RSA_STATUSES[status], "rsa_status": status})
    answer = truth(cell)
    if answer is None:
        answer = _RSA_WORDS.get(plain_words(typed))
    return Reading({"rsa": answer}) if answer is not None else Reading(problems=(ProblemKind.UNKNOWN_CHOICE,))


def read_ft_category(cell: Cell, _context: ReadContext) -> Reading:
    """Read a France Travail registration category: a letter, or the former numbers."""
    found = _FT_CATEGORY.fullmatch(plain_words(one_line(cell)))
    return Reading({"ft_category": found[1].upper()}) if found else Reading(problems=(ProblemKind.UNKNOWN_CHOICE,))


def read_project(cell: Cell, _context: ReadContext) -> Reading:
    """Read a professional project, with the ROME code it may hold."""
    typed = one_line(cell)
    found = _ROME.search(typed)
    if found is None:
        return Reading({"project": typed})
    words = " ".join((typed[: found.start()] + typed[found.end() :]).split()).strip(" -–:,")
    values: dict[str, object] = {"project_rome": found[1]}
    return Reading(values | {"project": words} if words else values)


def read_rome(cell: Cell, context: ReadContext) -> Reading:
    """Read a ROME code, or the job it stands beside."""
    reading = read_project(cell, context)
    return reading if "project_rome" in reading.values else Reading(problems=(ProblemKind.UNKNOWN_CHOICE,))


def read_referent(cell: Cell, _context: ReadContext) -> Reading:
    """Read who follows the person: a name, or an e-mail address."""
    typed = one_line(cell)
    return Reading({"referent_email" if re.fullmatch(r"[^@\s,;]+@[^@\s,;]+", typed) else "referent": typed})
