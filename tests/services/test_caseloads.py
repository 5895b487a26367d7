"""A caseload comes in once, completes without erasing, asks when in doubt, and goes away with one undo."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from caseflow.domain.base import Entity
from caseflow.domain.person import ContactPoint, FactKind, Person, SituationFact
from caseflow.domain.reference import DistinctPair
from caseflow.exchange.caseloads import Caseload, read_caseload
from caseflow.exchange.recognition import recognise_table
from caseflow.exchange.tables import read_pasted, read_table
from caseflow.services.caseloads import Caseloads, Choice, Decision, RememberedMapping, Report, RowStatus, Staging
from caseflow.services.undo import Undo
from caseflow.store.journal import JOURNAL_TABLES, action_table
from caseflow.store.store import Store
from tests.conftest import TODAY

HEADINGS = ("Nom", "Prénom", "Date de naissance", "Téléphone", "Email", "Commune")
SHARED = Path(__file__).parents[3] / "shared" / "data"


@pytest.fixture
def caseloads(store: Store) -> Caseloads:
    return Caseloads(store)


def read(*lines: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> Caseload:
    table = read_pasted("\n".join("\t".join(line) for line in (headings, *lines)))
    return read_caseload(table, recognise_table(table), on=TODAY)


def bring_in(caseloads: Caseloads, caseload: Caseload) -> tuple[Staging, Report]:
    staging = caseloads.stage(caseload.rows, TODAY)
    return staging, caseloads.apply(staging)


def everything(store: Store) -> dict[str, int]:
    with store.reading() as session:
        counts = {
            table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in Entity.metadata.sorted_tables
            if table.name not in JOURNAL_TABLES
        }
    return {name: count for name, count in counts.items() if count}


def person(store: Store, last_name: str) -> Person:
    with store.reading() as session:
        return session.scalars(select(Person).where(Person.last_name == last_name)).one()


def statuses(staging: Staging) -> list[RowStatus]:
    return [row.status for row in staging.rows]


AMINA = ("Benali", "Amina", "12/03/1985", "06 12 34 56 78", "amina@exemple.fr", "Marseille")
IBRAHIMA = ("Diallo", "Ibrahima", "06/05/1990", "", "", "Aix-en-Provence")


def test_the_same_file_twice_creates_nobody(store: Store, caseloads: Caseloads) -> None:
    caseload = read(AMINA, IBRAHIMA, ("N’Guessan", "Éloïse", "", "", "", ""))
    _, first = bring_in(caseloads, caseload)
    before = everything(store)
    staging, second = bring_in(caseloads, caseload)
    assert (first.created, first.updated) == (3, 0)
    assert statuses(staging) == [RowStatus.IDENTICAL] * 3
    assert (second.created, second.updated, second.identical, second.action_id) == (0, 0, 3, None)
    assert everything(store) == before


def test_one_undo_takes_a_whole_import_back(store: Store, caseloads: Caseloads) -> None:
    bring_in(caseloads, read(AMINA))
    before = everything(store)
    richer = ("Benali", "Amina", "12/03/1985", "07 81 22 33 44", "", "Marseille", "Oui", "02/01/2026", "Claire Martin")
    new = ("Sarr", "Awa", "01/01/2000", "", "", "", "Oui", "03/02/2026", "Claire Martin")
    _, report = bring_in(caseloads, read(richer, new, headings=(*HEADINGS, "RQTH", "Date d'entrée PLIE", "Référent")))
    assert (report.created, report.updated) == (1, 1)
    assert everything(store) != before
    assert report.action_id is not None
    undone = Undo(store).undo(report.action_id)
    assert undone.kept == ()
    assert everything(store) == before


def test_an_update_completes_and_never_erases(store: Store, caseloads: Caseloads) -> None:
    bring_in(caseloads, read(AMINA))
    staging, report = bring_in(caseloads, read(("BENALI", "amina", "12/03/1985", "0781223344", "", "")))
    (row,) = staging.rows
    assert row.status is RowStatus.UPDATE
    assert [(each.key, each.before) for each in row.differences] == [("phones", "")]
    assert report.updated == 1
    kept = person(store, "Benali")
    assert (kept.first_name, kept.commune) == ("Amina", "Marseille")
    with store.reading() as session:
        values = set(session.scalars(select(ContactPoint.value).where(ContactPoint.person_id == kept.id)))
    assert values == {"+33612345678", "+33781223344", "amina@exemple.fr"}


def test_an_invalid_value_is_kept_as_typed_and_flagged_but_replaces_nothing(store: Store, caseloads: Caseloads) -> None:
    headings = (*HEADINGS, "CP")
    bring_in(caseloads, read((*AMINA[:4], "", "Marseille", "13001"), headings=headings))
    bring_in(
        caseloads,
        read((*AMINA[:3], "0612", "", "", "130"), ("Sarr", "Awa", "", "12", "awa@@", "", "ab"), headings=headings),
    )
    assert person(store, "Benali").post_code == "13001"
    with store.reading() as session:
        flagged = dict(session.execute(select(ContactPoint.value, ContactPoint.is_valid)).all())
    assert flagged == {"+33612345678": True, "0612": False, "12": False, "awa@@": False}


def test_a_possible_duplicate_waits_with_its_reasons(store: Store, caseloads: Caseloads) -> None:
    bring_in(caseloads, read(IBRAHIMA))
    staging, report = bring_in(caseloads, read(("Dialo", "Ibrahima", "06/05/1990", "", "", "")))
    (row,) = staging.rows
    assert row.status is RowStatus.POSSIBLE
    assert row.candidates[0].file_number == "B-000001"
    assert row.reasons
    assert report.created == report.updated == 0
    assert report.as_dict()["duplicates"] == [{"row": 2, "with": "B-000001", "reasons": list(row.reasons)}]
    assert everything(store)["person"] == 1


def test_same_person_completes_the_record_and_keeps_its_name(store: Store, caseloads: Caseloads) -> None:
    bring_in(caseloads, read(IBRAHIMA))
    staging = caseloads.stage(read(("Dialo", "Ibrahima", "06/05/1990", "0612345678", "", "")).rows, TODAY)
    (candidate,) = staging.rows[0].candidates
    decision = Decision(Choice.UPDATE, candidate.person_id, candidate.doubted)
    report = caseloads.apply(staging, {2: decision})
    assert report.updated == 1
    assert person(store, "Diallo").first_name == "Ibrahima"
    assert everything(store)["contact_point"] == 1


def test_two_people_said_once_are_never_asked_again(store: Store, caseloads: Caseloads) -> None:
    bring_in(caseloads, read(IBRAHIMA))
    caseload = read(("Dialo", "Ibrahima", "06/05/1990", "", "", ""))
    caseloads.apply(caseloads.stage(caseload.rows, TODAY), {2: Decision(Choice.CREATE)})
    assert everything(store) == {"person": 2, "distinct_pair": 1}
    assert statuses(caseloads.stage(caseload.rows, TODAY)) == [RowStatus.IDENTICAL]
    more = read(("Dialo", "Ibrahima", "06/05/1990", "0612345678", "", ""))
    assert statuses(caseloads.stage(more.rows, TODAY)) == [RowStatus.UPDATE]
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(DistinctPair)) == 1


def test_the_same_person_twice_in_a_file_is_created_once_and_told_by_line(store: Store, caseloads: Caseloads) -> None:
    _, report = bring_in(caseloads, read(AMINA, ("BENALI", "AMINA", "12/03/1985", "", "", "Aubagne")))
    assert report.created == 1
    assert [(each.row, each.other) for each in report.duplicates] == [(3, 2)]
    assert everything(store)["person"] == 1


def test_spouses_of_one_household_are_two_new_people(store: Store, caseloads: Caseloads) -> None:
    headings = (*HEADINGS, "N° CAF")
    karim = ("Benali", "Karim", "01/02/1980", "06 12 34 56 78", "amina@exemple.fr", "Marseille", "2055990")
    staging, _ = bring_in(caseloads, read((*AMINA, "2055990"), karim, headings=headings))
    assert statuses(staging) == [RowStatus.NEW, RowStatus.NEW]
    assert everything(store)["person"] == 2


def test_a_row_to_correct_is_left_out_until_it_is_corrected(store: Store, caseloads: Caseloads) -> None:
    caseload = read(("Sarr", "Awa", "31/02/1990", "", "", ""), AMINA)
    staging, report = bring_in(caseloads, caseload)
    assert statuses(staging) == [RowStatus.TO_CORRECT, RowStatus.NEW]
    assert [(each.row, each.column) for each in report.rejected] == [(2, "Date de naissance")]
    corrected = caseload.corrected(caseload.rows[0], 2, "28/02/1990")
    again = caseloads.restage(staging, [corrected])
    assert statuses(again) == [RowStatus.NEW, RowStatus.NEW]
    assert again.row(2).incoming.values["birth_date"] == date(1990, 2, 28)


def test_a_correction_may_reveal_somebody_known(store: Store, caseloads: Caseloads) -> None:
    bring_in(caseloads, read(IBRAHIMA))
    caseload = read(("Diallo", "Ibrahima", "06/05/1990x", "", "", "Aix-en-Provence"))
    staging = caseloads.stage(caseload.rows, TODAY)
    again = caseloads.restage(staging, [caseload.corrected(caseload.rows[0], 2, "06/05/1990")])
    assert statuses(again) == [RowStatus.IDENTICAL]


def test_the_senders_number_becomes_ours_when_it_is_free(store: Store, caseloads: Caseloads) -> None:
    headings = ("N° dossier", *HEADINGS)
    bring_in(caseloads, read(("1234", *AMINA), ("", *IBRAHIMA), headings=headings))
    assert (person(store, "Benali").file_number, person(store, "Diallo").file_number) == ("1234", "B-000001")
    stranger = ("1234", "Sarr", "Awa", "01/01/2000", "", "", "")
    bring_in(caseloads, read(stranger, headings=headings))
    assert person(store, "Sarr").file_number == "B-000002"


def test_facts_stay_and_referent_are_written_once(store: Store, caseloads: Caseloads) -> None:
    headings = (*HEADINGS, "RSA", "Date d'inscription Pôle emploi", "Date d'entrée PLIE", "Prescripteur", "Référent")
    caseload = read((*AMINA, "Oui", "01/02/2024", "03/03/2026", "CCAS d’Aubagne", "Claire Martin"), headings=headings)
    bring_in(caseloads, caseload)
    assert statuses(caseloads.stage(caseload.rows, TODAY)) == [RowStatus.IDENTICAL]
    assert everything(store) == {
        "person": 1,
        "contact_point": 2,
        "situation_fact": 2,
        "enrolment": 1,
        "referent_assignment": 1,
        "counsellor": 1,
    }
    with store.reading() as session:
        facts = dict(session.execute(select(SituationFact.kind, SituationFact.since)).all())
    assert facts == {FactKind.RSA: None, FactKind.FRANCE_TRAVAIL: date(2024, 2, 1)}


def test_a_commune_gets_its_insee_code(store: Store, caseloads: Caseloads) -> None:
    bring_in(caseloads, read((*AMINA[:5], "Aubagne", "13400"), headings=(*HEADINGS, "CP")))
    assert person(store, "Benali").insee_code == "13005"


def test_a_no_in_a_file_ends_no_recorded_fact(store: Store, caseloads: Caseloads) -> None:
    headings = (*HEADINGS, "RQTH")
    bring_in(caseloads, read((*AMINA, "Oui"), headings=headings))
    assert statuses(caseloads.stage(read((*AMINA, "Non"), headings=headings).rows, TODAY)) == [RowStatus.IDENTICAL]


def test_an_import_interrupted_half_way_writes_nothing(store: Store, caseloads: Caseloads) -> None:
    staging = caseloads.stage(read(AMINA, IBRAHIMA).rows, TODAY)

    class Stop(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        caseloads.apply(staging, progress=stop)
    assert everything(store) == {}
    assert caseloads.apply(staging).created == 2


def test_nothing_is_written_before_a_backup_is_made(store: Store) -> None:
    seen: list[dict[str, int]] = []
    caseloads = Caseloads(store, lambda: seen.append(everything(store)))
    bring_in(caseloads, read(AMINA))
    bring_in(caseloads, read(AMINA))
    assert seen == [{}], "one backup, before; none for an import that changes nothing"


def test_foreseeing_counts_like_importing_and_writes_nothing(store: Store, caseloads: Caseloads) -> None:
    staging = caseloads.stage(read(AMINA, IBRAHIMA, ("Sarr", "", "", "", "", "")).rows, TODAY)
    foreseen = caseloads.foresee(staging).as_dict()
    assert everything(store) == {}
    assert caseloads.apply(staging).as_dict() == foreseen


def test_columns_are_remembered_by_their_headings(open_store: Callable[[], Store]) -> None:
    store = open_store()
    caseloads = Caseloads(store)
    for row, field in ((AMINA, "last_name"), (IBRAHIMA, "birth_name")):
        mapping = RememberedMapping(f'{{"nom": "{field}"}}', "ccas.xlsx")
        caseloads.apply(caseloads.stage(read(row).rows, TODAY), remember={"abc": mapping})
    with store.reading() as session:
        assert len(session.execute(select(action_table)).all()) == 2, "remembering is part of the import"
    again = Caseloads(open_store()).mapping("abc")
    assert again is not None
    assert again.columns == '{"nom": "birth_name"}'
    assert Caseloads(open_store()).mapping("other") is None


def test_two_rows_decided_for_one_person_are_written_one_after_the_other(store: Store, caseloads: Caseloads) -> None:
    bring_in(caseloads, read(IBRAHIMA))
    lines = [
        ("Dialo", "Ibrahima", "06/05/1990", "0612345678", "", ""),
        ("Diallot", "Ibrahima", "06/05/1990", "0612345678", "", ""),
    ]
    staging = caseloads.stage(read(*lines).rows, TODAY)
    who: UUID = person(store, "Diallo").id
    names = frozenset({"last_name"})
    report = caseloads.apply(staging, {number: Decision(Choice.UPDATE, who, names) for number in (2, 3)})
    assert report.updated == 2
    assert everything(store) == {"person": 1, "contact_point": 1}


@pytest.mark.skipif(not SHARED.exists(), reason="the shared files are not here")
@pytest.mark.parametrize(
    ("name", "created", "duplicates"),
    [
        ("rdv-insertion/fichier_usager_600_lignes.csv", 600, 0),
        ("rdv-insertion/fichier_usager_test.xlsx", 1, 0),
        ("rdv-insertion/fichier_contact_test.csv", 1, 0),
        ("carnet-de-bord/import_beneficiaires.csv", 3, 1),
        ("carnet-de-bord/import_beneficiaires_partial.csv", 3, 1),
        ("carnet-de-bord/i03300c.j.extract_spie_carnet_spie_carnet_de_bord_principal.csv", 4, 0),
    ],
)
def test_real_files_come_in_once_and_go_away_with_one_undo(
    store: Store, caseloads: Caseloads, name: str, created: int, duplicates: int
) -> None:
    path = SHARED / name
    table = read_table(path, name=path.name)
    caseload = read_caseload(table, recognise_table(table), on=TODAY)
    _, first = bring_in(caseloads, caseload)
    assert (first.created, len(first.duplicates), len(first.rejected)) == (created, duplicates, 0)
    _, second = bring_in(caseloads, caseload)
    assert (second.created, second.updated) == (0, 0)
    assert first.action_id is not None
    assert Undo(store).undo(first.action_id).kept == ()
    assert everything(store) == {}
