"""A table becomes people: values, repairs and problems, row by row, whatever the order of its columns."""

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseflow.exchange.caseloads import read_caseload
from caseflow.exchange.columns import CASELOAD_COLUMNS, columns_by_key
from caseflow.exchange.headings import HEADINGS
from caseflow.exchange.mappings import Mapping, fingerprint
from caseflow.exchange.readings import ProblemKind, RepairKind
from caseflow.exchange.recognition import known_headings, recognise, recognise_table
from caseflow.exchange.tables import read_pasted, read_table
from caseflow.exchange.words import heading_words

ON = date(2026, 11, 22)
DATA = Path(__file__).parents[1] / "data"
EMPLOIS = (
    "Civilité candidat;Nom candidat;Prénom candidat;Email candidat;Téléphone candidat;Date de naissance candidat;"
    "Ville candidat;Département candidat;Nom structure employeur;Type employeur;Métiers;Source de la candidature;"
    "Nom organisation prescripteur;Nom utilisateur prescripteur;Date de la candidature;Statut de la candidature;"
    "Dates de début d’embauche;Dates de fin d’embauche;Motifs de refus;Éligibilité IAE validée;Eligible au contrôle;"
    "Numéro PASS IAE;Début PASS IAE;Fin PASS IAE;Statut PASS IAE"
)


def caseload(text: str, *, on: date = ON):
    table = read_pasted(text)
    return read_caseload(table, recognise_table(table), on=on)


def test_the_export_of_les_emplois_is_recognised():
    line = (
        "MME;DURAND;Zoé;zoe@laposte.fr;0612345678;13/05/1980;Marseille;13 - Bouches-du-Rhône;Envie;ACI;"
        "Agent d’entretien;Prescripteur;PLIE MPM Centre;Claire Martin;01/10/2026;Candidature acceptée;"
        "12/10/2026;11/02/2027;;Oui;Oui;999992612345;12/10/2026;11/10/2028;PASS IAE valide"
    )
    read = caseload(f"{EMPLOIS}\n{line}\n").rows[0]
    assert read.values == {
        "civility": "madame",
        "last_name": "DURAND",
        "first_name": "Zoé",
        "emails": ("zoe@laposte.fr",),
        "phones": ("+33612345678",),
        "birth_date": date(1980, 5, 13),
        "commune": "Marseille",
        "project": "Agent d’entretien",
        "prescriber": "PLIE MPM Centre",
        "pass_number": "999992612345",
        "pass_start": date(2026, 10, 12),
        "pass_end": date(2028, 10, 11),
    }
    assert (read.repairs, read.problems) == ((), ())


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("NOM", "last_name"),
        (" nom *", "last_name"),
        ("Prénom(s)", "first_name"),
        ("PRENOM\t", "first_name"),
        ("Date de\nNaissance *", "birth_date"),
        ("DATE_DE_NAISSANCE", "birth_date"),
        ("Né(e) le :", "birth_date"),
        ("N° de téléphone", "phones"),
        ("N°\nTéléphones", "phones"),
        ("Tél.", "phones"),
        ("E-Mail", "emails"),
        ("Adresses\nMails", "emails"),
        ("C.P.", "post_code"),
        ("CP Ville", "post_code_commune"),
        ("N° Allocataire", "caf_number"),
        ("ID IODAS\t", "department_id"),
        ("Identifiant Pôle Emploi", "france_travail_id"),
        ("N° France Travail", "france_travail_id"),
        ("Nom de jeune fille", "birth_name"),
        ("Date d’entrée dans le PLIE", "plie_entry_on"),
        ("Niveau d'études", "education_level"),
        ("Reconnaissance travailleur handicapé", "rqth"),
        ("Date de naisance", "birth_date"),
        ("RQTH (oui/non)", "rqth"),
        ("BRSA O/N", "rsa"),
        ("Identifiant Pôle emploi (8 caractères)", "france_travail_id"),
        ("N° SS", None),
        ("", None),
        ("Prémon", None),
        ("Nom structure employeur", None),
        ("Nom utilisateur prescripteur", None),
        ("Motif d'inscription", None),
    ],
)
def test_headings_are_recognised_with_their_variants(heading, key):
    mapping = recognise(
        ["Prénom", heading, "Nom"] if key not in ("last_name", "first_name") else [heading, "Nom complet"]
    )
    column = 1 if key not in ("last_name", "first_name") else 0
    assert mapping.columns.get(column) == key


def test_no_heading_means_two_things():
    owners: dict[str, str] = {}
    for column in CASELOAD_COLUMNS:
        for heading in column.headings:
            assert owners.setdefault(heading_words(heading), column.key) == column.key, heading
    assert set(HEADINGS) == set(columns_by_key())
    assert "nom" in known_headings()


def test_columns_without_a_heading_are_recognised_by_what_they_hold():
    table = read_pasted(
        "Nom\tPrénom\t\tContact\nDURAND\tZoé\tzoe@laposte.fr\t06 12 34 56 78\nMARTIN\tAli\tali@x.fr\t0712345678"
    )
    mapping = recognise_table(table)
    assert mapping.columns == {0: "last_name", 1: "first_name", 2: "emails", 3: "phones"}
    assert mapping.guessed == {2, 3}


def test_a_lone_name_column_holds_both_names():
    row = caseload("Nom\tTéléphone\nDURAND Zoé\t0612345678").rows[0]
    assert (row.values["last_name"], row.values["first_name"]) == ("DURAND", "Zoé")


def test_two_columns_of_phones_make_one_list():
    row = caseload("Nom\tPrénom\tTél 1\tTél 2\nDURAND\tZoé\t0612345678\t0491000001").rows[0]
    assert row.values["phones"] == ("+33612345678", "+33491000001")


def test_two_columns_that_disagree_are_told():
    row = caseload("Nom\tPrénom\tCP\tCP Ville\nDURAND\tZoé\t13001\t13002 MARSEILLE").rows[0]
    assert (row.values["post_code"], row.values["commune"]) == ("13001", "MARSEILLE")
    assert [problem.kind for problem in row.problems] == [ProblemKind.TWO_VALUES]
    assert not row.needs_correction
    assert not caseload("Nom\tPrénom\tCP\tCP Ville\nDURAND\tZoé\t13001\t13001 MARSEILLE").rows[0].problems


def test_reading_tells_how_far_it_is_and_can_be_stopped():
    table = read_pasted("Nom\tPrénom\n" + "DURAND\tZoé\n" * 450)
    told = []
    read_caseload(table, recognise_table(table), on=ON, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 450), (200, 450), (400, 450)]

    def stop(done, total):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        read_caseload(table, recognise_table(table), on=ON, progress=stop)


def test_an_empty_cell_says_nothing():
    row = caseload("Nom\tPrénom\tVille\tRQTH\nDURAND\tZoé\t\tNULL").rows[0]
    assert set(row.values) == {"last_name", "first_name"}


def test_a_person_without_a_name_waits_for_a_correction():
    read = caseload("Nom\tPrénom\tVille\nDURAND\t\tMarseille")
    row = read.rows[0]
    assert row.needs_correction
    assert [(problem.key, problem.heading, problem.kind) for problem in row.problems] == [
        ("first_name", "Prénom", ProblemKind.MISSING)
    ]
    mended = read.corrected(row, 1, "Zoé")
    assert not mended.needs_correction
    assert (mended.values["first_name"], mended.number, mended.cells) == ("Zoé", 2, ("DURAND", "Zoé", "Marseille"))


def test_contact_mistakes_are_told_but_do_not_keep_a_person_out():
    row = caseload("Nom\tPrénom\tTél\tEmail\nDURAND\tZoé\t071234567\tzoe@").rows[0]
    assert {problem.kind for problem in row.problems} == {ProblemKind.BAD_PHONE, ProblemKind.BAD_EMAIL}
    assert not row.needs_correction
    assert (row.values["phones"], row.values["emails"]) == (("071234567",), ("zoe@",))


def test_an_impossible_birth_date_waits_for_a_correction_and_is_shown_as_typed():
    read = caseload("Nom\tPrénom\tNé le\nDURAND\tZoé\t31/02/1980")
    problem = read.rows[0].problems[0]
    assert (problem.heading, problem.value, problem.blocking) == ("Né le", "31/02/1980", True)
    assert "JJ/MM/AAAA" in problem.reason
    assert "birth_date" not in read.rows[0].values
    assert read.corrected(read.rows[0], 2, "28/02/1980").values["birth_date"] == date(1980, 2, 28)


def test_damaged_accents_and_formula_errors_are_told():
    row = caseload("Nom\tPrénom\tVille\nLefÃ¨vre\tZoé\t#N/A").rows[0]
    assert row.values["last_name"] == "Lefèvre"
    assert [(repair.kind, repair.before, repair.after) for repair in row.repairs] == [
        (RepairKind.MOJIBAKE, "LefÃ¨vre", "Lefèvre")
    ]
    assert [problem.kind for problem in row.problems] == [ProblemKind.FORMULA_ERROR]


def test_awkward_workbooks_are_read_whole():
    table = read_table(DATA / "portefeuille_1904.xls", name="portefeuille.xls")
    second = read_caseload(table, recognise_table(table), on=ON).rows[1]
    assert second.values["birth_date"] == date(1999, 2, 28)
    assert [repair.kind for repair in second.repairs] == [
        RepairKind.SERIAL,
        RepairKind.LEADING_ZERO,
        RepairKind.LEADING_ZERO,
    ]


FULL = {
    "Nom": "LEFÈVRE",
    "Prénom": "Zoé",
    "Date de naissance": "13/05/80",
    "Téléphone": "612345678",
    "Courriel": "zoe@laposte.fr",
    "CP Ville": "8300 Rethel",
    "N° CAF": "1234567",
    "RQTH": "Oui",
    "Niveau de formation": "CAP",
    "Zone de mobilité": "30 km",
}


@settings(max_examples=40, deadline=None)
@given(st.permutations(list(FULL)))
def test_the_order_of_the_columns_changes_nothing(order):
    def read(names):
        rows = caseload("\t".join(names) + "\n" + "\t".join(FULL[name] for name in names)).rows
        return (
            rows[0].values,
            {(repair.key, repair.before, repair.after) for repair in rows[0].repairs},
            rows[0].problems,
        )

    assert read(order) == read(list(FULL))


def test_the_fingerprint_knows_headings_by_their_words_in_any_order():
    headings = ["Nom *", "Prénom", "", "Date de\nnaissance"]
    assert fingerprint(headings) == fingerprint(["DATE DE NAISSANCE", "nom", "PRENOM"])
    assert fingerprint(headings) != fingerprint([*headings, "RQTH"])
    assert fingerprint(["Téléphone", "Téléphone"]) != fingerprint(["Téléphone"])


def test_a_mapping_is_remembered_by_headings_not_places():
    headings = ["Nom", "Tél", "Code", "Tél"]
    mapping = recognise(headings).with_column(2, "department_id").with_column(3, None)
    moved = ["Code", "Tél", "Nom", "Tél", "Nouveau"]
    assert Mapping.from_json(mapping.to_json(headings), moved).columns == {
        0: "department_id",
        1: "phones",
        2: mapping.columns[0],
    }
    with pytest.raises(ValueError, match="mapping"):
        Mapping.from_json("[]", headings)


def test_a_remembered_mapping_may_name_a_column_we_no_longer_have():
    table = read_pasted("Nom\tPrénom\tVieux\nDURAND\tZoé\tx")
    read = read_caseload(table, recognise_table(table).with_column(2, "gone"), on=ON)
    assert read.rows[0].values == {"last_name": "DURAND", "first_name": "Zoé"}


def test_five_thousand_rows_keep_their_order_and_none_is_lost():
    rng = random.Random(4)
    lines = [
        f"NOM{n};Prénom{n};{rng.randrange(1, 29):02d}/0{rng.randrange(1, 10)}/19{rng.randrange(50, 99)}"
        for n in range(5_000)
    ]
    table = read_table(("Nom;Prénom;Né le\n" + "\n".join(lines)).encode(), name="liste.csv")
    read = read_caseload(table, recognise_table(table), on=ON)
    assert [row.values["last_name"] for row in read.rows] == [f"NOM{n}" for n in range(5_000)]
    assert not any(row.needs_correction for row in read.rows)


def test_nothing_personal_shows_in_a_repr():
    read = caseload("Nom\tPrénom\tTél\nDURAND\tZoé\t612345678")
    shown = repr(read) + repr(read.rows) + repr(read.rows[0].repairs) + repr(read.table) + repr(read.table.rows)
    assert "DURAND" not in shown
    assert "612345678" not in shown
