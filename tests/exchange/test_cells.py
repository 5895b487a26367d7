"""Cells give what they mean; what is not valid stays as it was typed, and what was mended is told."""

from datetime import date

import pytest

from caseflow.exchange import cells, choices, contacts, names, places
from caseflow.exchange.readings import ProblemKind, ReadContext, RepairKind

CONTEXT = ReadContext(date(2026, 11, 22))


@pytest.mark.parametrize(
    ("typed", "phones", "mends"),
    [
        ("06 12 34 56 78", ("+33612345678",), []),
        ("06.12.34.56.78", ("+33612345678",), []),
        ("06/12/34/56/78", ("+33612345678",), []),
        ("06-12-34-56-78", ("+33612345678",), []),
        ("+33 6 12 34 56 78", ("+33612345678",), []),
        ("+33 (0)6 12 34 56 78", ("+33612345678",), []),
        ("0033612345678", ("+33612345678",), []),
        ("+213 550 12 34 56", ("+213550123456",), []),
        ("0692 12 34 56", ("+262692123456",), []),
        ("0590123456", ("+590590123456",), []),
        (612345678.0, ("+33612345678",), [RepairKind.LEADING_ZERO]),
        ("612345678", ("+33612345678",), [RepairKind.LEADING_ZERO]),
        ("612345678.0", ("+33612345678",), [RepairKind.LEADING_ZERO]),
        (33612345678, ("+33612345678",), [RepairKind.PHONE_PREFIX]),
        ("33 6 12 34 56 78", ("+33612345678",), [RepairKind.PHONE_PREFIX]),
        ("0612345678 / 0491000001", ("+33612345678", "+33491000001"), [RepairKind.SEVERAL]),
        ("0612345678;0491000001", ("+33612345678", "+33491000001"), [RepairKind.SEVERAL]),
        ("06 12 34 56 78 ou 04 91 00 00 01", ("+33612345678", "+33491000001"), [RepairKind.SEVERAL]),
        ("0612345678\n0612345678", ("+33612345678",), []),
        ("06 12 34 56 78 (mère)", ("+33612345678",), [RepairKind.WORDS_ASIDE]),
        ("port : 06 12 34 56 78", ("+33612345678",), [RepairKind.WORDS_ASIDE]),
    ],
)
def test_phones_become_e164_and_every_mend_is_told(typed, phones, mends):
    reading = contacts.read_phones(typed, CONTEXT)
    assert reading.values == {"phones": phones}
    assert [mend.kind for mend in reading.mends] == mends
    assert reading.problems == ()


@pytest.mark.parametrize("typed", ["071234567", "06 12 34 56", "3949", "06 12 34 56 78 90", "néant", "0000000000"])
def test_an_invalid_phone_stays_as_it_was_typed(typed):
    reading = contacts.read_phones(typed, CONTEXT)
    assert reading.values == {"phones": (typed,)}
    assert reading.problems == (ProblemKind.BAD_PHONE,)


def test_a_valid_phone_beside_an_invalid_one_is_kept_with_it():
    reading = contacts.read_phones("0601234567, 071234567", CONTEXT)
    assert reading.values == {"phones": ("+33601234567", "071234567")}
    assert reading.problems == (ProblemKind.BAD_PHONE,)


@pytest.mark.parametrize(
    ("typed", "emails"),
    [
        ("zoe@laposte.fr", ("zoe@laposte.fr",)),
        ("Zoe.Durand@Orange.FR ", ("Zoe.Durand@Orange.FR",)),
        ("a@x.fr; b@y.fr", ("a@x.fr", "b@y.fr")),
        ("a@x.fr / b@y.fr", ("a@x.fr", "b@y.fr")),
        ("mailto:a@x.fr", ("a@x.fr",)),
        ("Zoé Durand <a@x.fr>", ("a@x.fr",)),
    ],
)
def test_emails_are_kept_as_typed(typed, emails):
    reading = contacts.read_emails(typed, CONTEXT)
    assert reading.values == {"emails": emails}
    assert reading.problems == ()


@pytest.mark.parametrize("typed", ["jean dupont@x.fr", "a@@x.fr", "a@x", "zoe.laposte.fr", "pas d'adresse"])
def test_an_invalid_email_stays_as_it_was_typed(typed):
    reading = contacts.read_emails(typed, CONTEXT)
    assert reading.values == {"emails": (typed,)}
    assert reading.problems == (ProblemKind.BAD_EMAIL,)


@pytest.mark.parametrize(
    ("typed", "last", "first"),
    [
        ("DUPONT Marie", "DUPONT", "Marie"),
        ("Marie DUPONT", "DUPONT", "Marie"),
        ("DE LA CRUZ Maria José", "DE LA CRUZ", "Maria José"),
        ("de La FONTAINE Jean", "de La FONTAINE", "Jean"),
        ("Jean de La FONTAINE", "de La FONTAINE", "Jean"),
        ("N’GUESSAN Aïcha", "N’GUESSAN", "Aïcha"),
        ("LE GOFF-MARTIN Anne-Lise", "LE GOFF-MARTIN", "Anne-Lise"),
        ("Dupont Marie", "Dupont", "Marie"),
        ("DUPONT MARIE", "DUPONT", "MARIE"),
        ("El Amrani Fatima", "El Amrani", "Fatima"),
        ("Dupont, Marie Claude", "Dupont", "Marie Claude"),
        ("Mme DUPONT Marie", "DUPONT", "Marie"),
    ],
)
def test_two_names_in_one_cell_are_told_apart_by_capitals_or_order(typed, last, first):
    reading = names.both_names(last_first=True)(typed, CONTEXT)
    assert (reading.values["last_name"], reading.values["first_name"]) == (last, first)
    assert [mend.kind for mend in reading.mends] == [RepairKind.NAME_SPLIT]
    assert reading.problems == ()


def test_the_order_of_the_heading_decides_for_two_plain_words():
    assert names.both_names(last_first=False)("Marie Dupont", CONTEXT).values["last_name"] == "Dupont"
    assert names.both_names(last_first=False)("Marie de la Tour", CONTEXT).values["last_name"] == "de la Tour"


@pytest.mark.parametrize(
    "typed", ["Marie Claude Dupont Durand", "DUPONT MARIE CLAUDE", "Madonna", "Ali BEN Salah DUPONT Zoé"]
)
def test_names_that_cannot_be_told_apart_are_left_to_a_person(typed):
    reading = names.both_names(last_first=True)(typed, CONTEXT)
    assert reading.problems == (ProblemKind.NAME_ORDER,)
    assert reading.values["last_name"] == typed


@pytest.mark.parametrize(
    ("typed", "last", "birth"),
    [
        ("MARTIN née DURAND", "MARTIN", "DURAND"),
        ("MARTIN (née DURAND)", "MARTIN", "DURAND"),
        ("DURAND épouse MARTIN", "MARTIN", "DURAND"),
        ("DURAND ép. MARTIN", "MARTIN", "DURAND"),
    ],
)
def test_a_birth_name_beside_the_last_name_is_found(typed, last, birth):
    assert names.read_last_name(typed, CONTEXT).values == {"last_name": last, "birth_name": birth}


def test_an_odd_name_is_kept_and_told():
    reading = names.read_last_name("DURAND 2", CONTEXT)
    assert reading.values == {"last_name": "DURAND 2"}
    assert reading.problems == (ProblemKind.ODD_NAME,)
    assert names.read_last_name("René", CONTEXT).values == {"last_name": "René"}


@pytest.mark.parametrize(
    ("typed", "code", "commune"),
    [
        ("13001 Marseille", "13001", "Marseille"),
        ("Marseille 13001", "13001", "Marseille"),
        ("MARSEILLE (13001)", "13001", "MARSEILLE"),
        ("8300 RETHEL", "08300", "RETHEL"),
        ("F-13400 Aubagne", "13400", "Aubagne"),
        ("13 400 Aubagne", "13400", "Aubagne"),
        ("13001 Marseille 1er", "13001", "Marseille 1er"),
        ("13290 - AIX EN PROVENCE CEDEX 3", "13290", "AIX EN PROVENCE CEDEX 3"),
    ],
)
def test_a_post_code_beside_its_commune_is_separated(typed, code, commune):
    assert places.read_place(typed, CONTEXT).values == {"post_code": code, "commune": commune}


def test_post_codes_get_their_zero_back_and_bad_ones_stay():
    assert places.read_post_code(4000.0, CONTEXT).values == {"post_code": "04000"}
    assert places.read_post_code("13 005", CONTEXT).values == {"post_code": "13005"}
    for typed in ("00123", "130055", "2A004", "13"):
        reading = places.read_post_code(typed, CONTEXT)
        assert reading.values == {"post_code": typed}
        assert reading.problems == (ProblemKind.BAD_POST_CODE,)


def test_an_address_may_end_with_its_commune():
    reading = places.read_address("12 bis rue d’Aubagne, 13001 Marseille", CONTEXT)
    assert reading.values == {"address_line": "12 bis rue d’Aubagne", "post_code": "13001", "commune": "Marseille"}
    assert places.read_address("127 rue de Grenelle", CONTEXT).values == {"address_line": "127 rue de Grenelle"}


@pytest.mark.parametrize(
    ("typed", "expected", "mends"),
    [
        ("1234567A", "1234567A", []),
        ("1234567 a", "1234567A", []),
        ("12345678901", "12345678901", []),
        (12345678901.0, "12345678901", []),
        (1234567.0, "01234567", [RepairKind.LEADING_ZERO]),
        (1234567890.0, "01234567890", [RepairKind.LEADING_ZERO]),
    ],
)
def test_france_travail_numbers_of_both_forms(typed, expected, mends):
    reading = cells.read_france_travail_id(typed, CONTEXT)
    assert reading.values == {"france_travail_id": expected}
    assert [mend.kind for mend in reading.mends] == mends


@pytest.mark.parametrize("typed", ["300000L", "1234567", "ABC", "123456789012"])
def test_a_bad_france_travail_number_stays_as_it_was_typed(typed):
    reading = cells.read_france_travail_id(typed, CONTEXT)
    assert reading.values == {"france_travail_id": typed}
    assert reading.problems == (ProblemKind.BAD_FRANCE_TRAVAIL,)


def test_identifiers_keep_their_digits_and_rounded_ones_are_told():
    read = cells.identifier("caf_number")
    assert read(8383.0, CONTEXT).values == {"caf_number": "8383"}
    assert [mend.kind for mend in read("8383.0", CONTEXT).mends] == [RepairKind.WHOLE_NUMBER]
    assert read("0012 AB", CONTEXT).values == {"caf_number": "0012 AB"}
    assert read(1.23456789e15, CONTEXT).problems == (ProblemKind.ROUNDED,)
    assert read("1,80333E+14", CONTEXT).problems == (ProblemKind.ROUNDED,)


@pytest.mark.parametrize("typed", ["Oui", "oui", "O", "X", "1", True, 1.0, "Vrai", "oui, depuis 2024"])
def test_yes_is_understood(typed):
    assert cells.yes_no("rqth")(typed, CONTEXT).values == {"rqth": True}


@pytest.mark.parametrize("typed", ["Non", "N", "non", "0", False, 0.0, "Faux", "Aucun"])
def test_no_is_understood(typed):
    assert cells.yes_no("rqth")(typed, CONTEXT).values == {"rqth": False}


def test_neither_yes_nor_no_is_told():
    assert cells.yes_no("rqth")("demande en cours", CONTEXT).problems == (ProblemKind.UNKNOWN_CHOICE,)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("NV5", "NV5"),
        ("CAP/BEP", "NV5"),
        ("Niveau V", "NV5"),
        ("51", "NV5"),
        (51.0, "NV5"),
        ("Bac", "NV4"),
        ("BAC +2", "NV3"),
        ("bac+2", "NV3"),
        ("Bac+5", "NV1"),
        ("Sans diplôme", "C3A"),
        ("Licence", "NV2"),
        ("Niveau 3", "NV5"),
        ("Niveau III", "NV3"),
        ("01", "AFS"),
        ("Niveau IV", "NV4"),
        ("Niveau 4", "NV4"),
    ],
)
def test_education_levels_of_every_nomenclature(typed, code):
    assert choices.read_education(typed, CONTEXT).values == {"education_level": code}


def test_rsa_rights_situations_categories_and_projects():
    assert choices.read_rsa("rsa_droit_ouvert_versable", CONTEXT).values["rsa"] is True
    assert choices.read_rsa("rsa_clos", CONTEXT).values == {"rsa": False, "rsa_status": "rsa_clos"}
    assert choices.read_rsa("OUI-M", CONTEXT).values == {"rsa": True, "rsa_status": "OUI-M"}
    assert choices.read_rsa("Non", CONTEXT).values == {"rsa": False}
    assert choices.read_work_situation("recherche_emploi", CONTEXT).values == {"work_situation": "recherche_emploi"}
    assert choices.read_work_situation("En recherche d’emploi", CONTEXT).values == {
        "work_situation": "recherche_emploi"
    }
    assert choices.read_ft_category("Catégorie A", CONTEXT).values == {"ft_category": "A"}
    project = choices.read_project("Pontier élingueur / Pontière élingueuse (N1104)", CONTEXT)
    assert project.values == {"project": "Pontier élingueur / Pontière élingueuse", "project_rome": "N1104"}
    assert choices.read_rome("FAKE", CONTEXT).problems == (ProblemKind.UNKNOWN_CHOICE,)


def test_damaged_accents_are_restored_only_when_that_is_certain():
    assert cells.restored("JÃ©rÃ´me") == "Jérôme"
    assert cells.restored("FranÃ§ois LefÃ¨vre") == "François Lefèvre"
    for healthy in ("Jérôme", "N’Guessan", "Đorđević", "12 °C", "“Zoé”", "l'été à Évry", "SÃO PAULO", "João", "Ã"):
        assert cells.restored(healthy) == healthy
