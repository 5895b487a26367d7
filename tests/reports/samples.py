"""Summaries of invented people: nothing known, an ordinary pathway, more than any page holds."""

from dataclasses import replace
from datetime import date, timedelta

from caseflow.domain.person import Civility
from caseflow.drawing.timeline import Bar, Fill, Gap, Timeline, TimelineLane
from caseflow.services.summaries import (
    Advance,
    AgencyBlock,
    BarrierEntry,
    ContactLine,
    EventLine,
    FactLine,
    NextStep,
    PathwaySummary,
    Progress,
    ReferralEntry,
    StepLine,
)

TODAY = date(2026, 11, 23)
AGENCY = AgencyBlock(
    name="PLIE Sainte-Félicité",
    address="12 rue du Moulin, 13003 Marseille",
    phone="04 91 00 00 00",
    email="contact@plie-exemple.fr",
    data_protection_contact="dpo@plie-exemple.fr",
)
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff Montmorency-Beauharnaise"  # 60 letters
LANES = (
    "Accompagnement PLIE",
    "Insertion par l’activité économique",
    "Formation, POE",
    "MRS",
    "Immersion",
    "Aides à l’embauche",
    "Clause sociale",
    "Emploi, alternance et création d’entreprise",
    "Autre",
)

EMPTY = PathwaySummary(
    file_number="B-000124",
    last_name="Nguyễn",
    first_name="",
    civility=None,
    birth_date=None,
    commune="",
    phones=(),
    agency=replace(AGENCY, address="", email=""),
    referent=None,
    enrolled_on=None,
    project="",
    project_is_validated=False,
    next_steps=(),
    timeline=Timeline((TimelineLane("PLIE", Fill.WHITE, ()),), TODAY),
    progress=(),
    contacts=(),
    steps=(),
    facts=(),
    events=(),
    note="",
    printed_on=TODAY,
)


def step_line(number: int, note: str = "") -> StepLine:
    """Return a step of the full version, older as the number grows."""
    end = TODAY - timedelta(days=60 * number)
    return StepLine(
        scheme="ACI",
        title=f"Étape numéro {number} : entretien des espaces verts",
        start=end - timedelta(days=50),
        end=end if number else None,
        state="Terminée" if number else "En cours",
        operator="Atelier chantier d’insertion Le Fil",
        prescriber="France Travail Marseille Belle de Mai",
        job="Agent d’entretien",
        contract="CDDI",
        hours="26 h par semaine",
        outcome="Suite de parcours" if number else "",
        funder="ESF+, Département",
        note=note,
        flags=() if number else ("PASS IAE : fin dans 21 jours",),
    )


NORMAL = PathwaySummary(
    file_number="B-000123",
    last_name="Benali",
    first_name="Amina",
    civility=Civility.MADAME,
    birth_date=date(1995, 4, 2),
    commune="Marseille 3e",
    phones=("+33612345678",),
    agency=AGENCY,
    referent=ContactLine("mon parcours", "Claire Martin", "0491000001", "claire.martin@plie-exemple.fr"),
    enrolled_on=date(2024, 3, 4),
    project="Préparatrice de commandes, à temps plein, à moins de 45 min en transport.",
    project_is_validated=True,
    next_steps=(
        NextStep(date(2026, 11, 26), "Information collective « Entrepôt Nord »", "", "MDE, 3 place Carnot", "", ""),
        NextStep(
            date(2026, 12, 1),
            "Location d’une voiture",
            "pièce d’identité, CV, attestation de sécurité sociale",
            "Garage solidaire",
            "Karim",
            "0320111111",
        ),
        NextStep(date(2027, 1, 12), "Rendez-vous", "", "PLIE, bureau 4", "Claire Martin", "0491000001", 570),
        NextStep(None, "Visite médicale d’embauche", "", "", "", ""),
    ),
    timeline=Timeline(
        (
            TimelineLane("PLIE", Fill.WHITE, (Bar("p", "Accompagnement depuis mars 2024", date(2024, 3, 4), None),)),
            TimelineLane("IAE", Fill.HATCHED, (Bar("i", "ACI Le Fil", date(2024, 7, 1), date(2025, 10, 31)),)),
            TimelineLane("Formation", Fill.DOTTED, (Bar("f", "Français écrit", None, date(2024, 6, 30)),)),
            TimelineLane("MRS", Fill.GREY, (Bar("m", "MRS", date(2026, 4, 12), date(2026, 6, 20), is_flagged=True),)),
            TimelineLane("Emploi", Fill.VERTICAL, (Bar("e", "CDI", date(2027, 1, 18), None, is_planned=True),)),
        ),
        TODAY,
        (Gap(date(2025, 11, 1), date(2026, 4, 11)),),
    ),
    progress=(
        Progress("Garde d’enfants : solution trouvée (crèche, 3 jours)", Advance.DONE),
        Progress("Mobilité : réponse du Garage solidaire attendue", Advance.UNDER_WAY),
        Progress("Logement : à revoir en janvier", Advance.TO_DO),
    ),
    contacts=(
        ContactLine("mon parcours, une question", "Claire Martin, PLIE", "0491000001"),
        ContactLine("ma voiture, mon permis", "Garage solidaire – Karim", "0320111111"),
    ),
    steps=tuple(step_line(number) for number in range(4)),
    facts=(
        FactLine("France Travail", "inscrite, catégorie 1", date(2023, 5, 2), None),
        FactLine("Niveau de formation", "CAP (niveau 3)", None, None),
    ),
    events=(
        EventLine(date(2024, 2, 27), "Commission", "accord"),
        EventLine(date(2024, 3, 4), "Entrée dans le PLIE", ""),
    ),
    note="",
    printed_on=TODAY,
    barriers=(
        BarrierEntry(
            theme="Mobilité",
            situation="Véhicule en panne, pas de bus avant 7 h",
            since=date(2026, 6, 1),
            level="ralentit le parcours",
            goals=("Objectif : accéder à un véhicule (en cours)", "Demander un microcrédit (à faire)"),
            lifted_on=None,
            lifted_how="",
        ),
        BarrierEntry("Garde d’enfants", "", None, "levé", (), date(2026, 9, 2), "crèche, 3 jours"),
    ),
    referrals=(
        ReferralEntry(
            service="Location de véhicules à petit prix",
            structure="Garage solidaire",
            theme="Mobilité",
            proposed_on=date(2026, 11, 2),
            state="Acceptée le 09/11/2026",
            outcome="",
        ),
    ),
)


def _crowded_lane(label: str, fill: Fill, number: int) -> TimelineLane:
    bars = tuple(
        Bar(
            key=f"{number}-{n}",
            label=f"Étape {n} chez Atelier d’insertion du Littoral",
            start=TODAY - timedelta(days=50 * n * (number + 1) + 70 + number * 13),
            end=TODAY - timedelta(days=50 * n * (number + 1) + 13 * number) if (n + number) % 6 else None,
            is_flagged=n % 4 == 0,
        )
        for n in range(5)
    )
    return TimelineLane(label, fill, bars)


EXTREME = replace(
    NORMAL,
    last_name=LONG_NAME,
    first_name="Marie-Françoise Élisabeth Anastasia Sophie Charlotte Łucja",
    commune="Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson",
    phones=("+33612345678", "0491234567", "00447911123456"),
    agency=replace(
        AGENCY, name="Plan local pluriannuel pour l’insertion et l’emploi de Marseille — Centre et littoral"
    ),
    referent=ContactLine("", LONG_NAME, "+33491000001", "prenom.nom-compose@insertion-emploi-territoire.example.fr"),
    project="Devenir assistante de vie aux familles, à temps partiel d’abord, puis à temps plein. " * 8,
    project_is_validated=False,
    next_steps=tuple(
        NextStep(
            on=TODAY + timedelta(days=9 * n) if n % 5 else None,
            what=f"Étape {n} : entretien à <b>Saint-Martin-de-Crau</b> & visite de l’entrepôt logistique 😀",
            bring="pièce d’identité, attestation de droits, trois derniers bulletins de salaire, RIB, diplômes",
            place="Maison de l’emploi, 118 boulevard du Maréchal-de-Lattre-de-Tassigny, 3e étage, salle des Calanques",
            with_whom=LONG_NAME,
            phone="+33491000001",
        )
        for n in range(40)
    ),
    timeline=Timeline(
        tuple(_crowded_lane(label, list(Fill)[number], number) for number, label in enumerate(LANES)),
        TODAY,
        (Gap(date(2024, 1, 1), date(2024, 8, 1)), Gap(date(2025, 1, 1), date(2025, 3, 1))),
    ),
    progress=tuple(
        Progress(f"Point {n} : une phrase assez longue pour dire où nous en sommes aujourd’hui", list(Advance)[n % 3])
        for n in range(20)
    ),
    contacts=tuple(
        ContactLine(f"besoin numéro {n}, avec ce qu’il faut en savoir", LONG_NAME, "+33491000001") for n in range(12)
    ),
    steps=tuple(step_line(n, "Bonne assiduité, avec des retards. " * (60 if n == 3 else 2)) for n in range(40)),
    note="Note partagée avec la personne. " * 60,
    barriers=tuple(
        replace(barrier, situation=barrier.situation + " et rien d’autre à proximité" * 30, goals=barrier.goals * 12)
        for barrier in NORMAL.barriers * 6
    ),
    referrals=tuple(
        replace(NORMAL.referrals[0], structure=LONG_NAME, outcome="Suite donnée. " * 40) for _n in range(14)
    ),
    printed_by="Claire Martin",
)

SAMPLES = {"empty": EMPTY, "normal": NORMAL, "extreme": EXTREME}
