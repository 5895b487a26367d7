"""The files that departments, carnet-de-bord and France Travail really send are read whole."""

from datetime import date

import pytest

from caseflow.exchange.caseloads import Caseload, read_caseload
from caseflow.exchange.readings import ProblemKind, RepairKind
from caseflow.exchange.recognition import recognise_table
from caseflow.exchange.tables import read_table

ON = date(2026, 11, 22)


@pytest.fixture
def read(shared):
    def read_file(name: str) -> Caseload:
        path = shared / name
        table = read_table(path, name=path.name)
        return read_caseload(table, recognise_table(table), on=ON)

    return read_file


@pytest.mark.parametrize(
    ("name", "rows", "repairs", "problems"),
    [
        ("rdv-insertion/fichier_usager_test.xlsx", 1, 2, 0),
        ("rdv-insertion/fichier_usager_600_lignes.csv", 600, 600, 14),
        ("rdv-insertion/fichier_contact_test.csv", 1, 1, 0),
        ("carnet-de-bord/import_beneficiaires.csv", 4, 1, 2),
        ("carnet-de-bord/import_beneficiaires_partial.csv", 4, 0, 0),
        ("carnet-de-bord/import_professionnels.csv", 2, 2, 0),
        ("carnet-de-bord/import_reorientation.csv", 7, 0, 0),
        ("carnet-de-bord/i03300c.j.extract_spie_carnet_spie_carnet_de_bord_principal.csv", 4, 4, 1),
    ],
)
def test_every_row_is_read_and_every_repair_and_problem_is_known(read, name, rows, repairs, problems):
    found = read(name)
    assert len(found.rows) == rows
    assert sum(len(row.repairs) for row in found.rows) == repairs
    assert sum(len(row.problems) for row in found.rows) == problems
    assert not any(row.needs_correction for row in found.rows)


def test_the_departments_workbook_gives_its_person(read):
    found = read("rdv-insertion/fichier_usager_test.xlsx")
    assert found.rows[0].values == {
        "caf_number": "ISQCJQO",
        "civility": "monsieur",
        "last_name": "Crespo",
        "first_name": "Hernan",
        "birth_date": date(1980, 11, 21),
        "address_line": "127 RUE DE GRENELLE",
        "post_code": "75007",
        "commune": "PARIS",
        "role": "dem",
        "department_id": "8383",
        "emails": ("hernan@crespo.com",),
        "phones": ("+33620022002",),
        "prescriber": "org1",
        "tags": ("Cool",),
    }
    assert "NIR" in found.table.notes[0]


def test_the_contact_file_names_the_same_person_by_the_same_number(read):
    person = read("rdv-insertion/fichier_contact_test.csv").rows[0].values
    assert (person["caf_number"], person["phones"]) == ("ISQCJQO", ("+33698943255",))
    assert person["rsa_since"] == date(2012, 2, 1)


def test_only_overseas_numbers_not_in_service_are_doubted_among_six_hundred(read):
    found = read("rdv-insertion/fichier_usager_600_lignes.csv")
    problems = [problem for row in found.rows for problem in row.problems]
    assert {problem.kind for problem in problems} == {ProblemKind.BAD_PHONE}
    assert all(problem.value.startswith(("069", "0639")) for problem in problems)
    assert {repair.kind for row in found.rows for repair in row.repairs} == {RepairKind.PLACE_SPLIT}


def test_the_beneficiaries_of_carnet_de_bord_keep_what_is_invalid_as_typed(read):
    first = read("carnet-de-bord/import_beneficiaires.csv").rows[0]
    assert first.values["phones"] == ("+33601234567", "071234567")
    assert first.values["france_travail_id"] == "300000L"
    assert first.values["project_rome"] == "N1104"
    assert first.values["address_extra"] == 'Lieu-dit "Le sandwich"'


def test_the_numbers_of_a_social_security_column_are_gone(read):
    found = read("carnet-de-bord/import_beneficiaires_partial.csv")
    assert found.table.dropped == (4,)
    assert all(row.cells[4] is None for row in found.rows)


def test_the_extract_of_france_travail_gives_referent_and_registration(read):
    first = read("carnet-de-bord/i03300c.j.extract_spie_carnet_spie_carnet_de_bord_principal.csv").rows[0].values
    assert first["referent"] == "Referent_prenom 1 REFERENT_NOM 1"
    assert (first["ft_registered_on"], first["ft_category"], first["rsa"]) == (date(2019, 10, 17), "1", True)
    assert (first["post_code"], first["commune"]) == ("08300", "RETHEL")
    assert "department_id" not in first
