"""Ten lists in, one list out: nobody lost, nobody twice, everybody who sent somebody credited, one undo a list."""

from datetime import date
from itertools import permutations
from uuid import UUID

import pytest
from sqlalchemy import func, select

from caseflow.domain.base import Entity
from caseflow.domain.candidacy import Candidacy, CandidacySource, Disclosure, LeavingReason
from caseflow.domain.duplicate import Level
from caseflow.domain.person import Person
from caseflow.domain.recruitment import CandidateFile, Prescriber
from caseflow.exchange.caseloads import read_caseload
from caseflow.exchange.recognition import recognise_table
from caseflow.exchange.tables import read_pasted
from caseflow.services.candidates import FileReport, Intake, Pairs, ReceivedFile
from caseflow.services.candidates.board import Board
from caseflow.services.candidates.feedback import Feedbacks
from caseflow.services.candidates.joining import join_certain
from caseflow.services.candidates.senders import sender_of
from caseflow.services.desk import Desk
from caseflow.services.people import PersonDraft
from caseflow.services.recruitments import InvitationDraft, RecruitmentDraft
from caseflow.store.journal import JOURNAL_TABLES
from caseflow.store.store import Store
from tests.conftest import TODAY

HEADINGS = ("Nom", "Prénom", "Date de naissance", "Téléphone")

AMINA = ("BENALI", "Amina", "12/03/1985", "0612345678")
AMINA_SWAPPED = ("Amina", "Benali", "12/03/1985", "")
AMINA_AGAIN = ("Bénali", "Amina", "12/03/1985", "06 12 34 56 78")
IBRAHIMA = ("DIALLO", "Ibrahima", "06/05/1990", "0698765432")
LEA = ("ROSSI", "Léa", "01/02/1999", "")
LEA_INVERTED = ("ROSSI", "Léa", "02/01/1999", "")
NOBODY = ("", "", "31/02/2000", "")

LISTS = {
    "Mission locale": (AMINA, IBRAHIMA),
    "CCAS": (AMINA_AGAIN, LEA),
    "Cap emploi": (LEA_INVERTED, AMINA_SWAPPED, NOBODY),
}


@pytest.fixture
def warehouse(desk: Desk) -> UUID:
    return desk.recruitments.create(RecruitmentDraft("ENTREPOT", "Entrepôt Nord"), TODAY)


def take(desk: Desk, recruitment: UUID, sender: str, *lines: tuple[str, ...]) -> FileReport:
    table = read_pasted("\n".join("\t".join(line) for line in (HEADINGS, *lines)))
    rows = read_caseload(table, recognise_table(table), on=TODAY).rows
    received = ReceivedFile(f"{sender}.xlsx", rows, sender)
    return Intake(desk.store, desk.caseloads).take(recruitment, received, TODAY)


def people(store: Store) -> list[str]:
    with store.reading() as session:
        return sorted(f"{one.last_name} {one.first_name}" for one in session.scalars(select(Person)))


def counts(store: Store) -> dict[str, int]:
    with store.reading() as session:
        found = {
            table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in Entity.metadata.sorted_tables
            if table.name not in JOURNAL_TABLES
        }
    return {name: count for name, count in found.items() if count}


def senders_of(desk: Desk, last_name: str) -> set[str]:
    with desk.store.reading() as session:
        query = (
            select(Prescriber.name)
            .join(CandidacySource, CandidacySource.prescriber_id == Prescriber.id)
            .join(Candidacy, Candidacy.id == CandidacySource.candidacy_id)
            .join(Person, Person.id == Candidacy.person_id)
            .where(Person.last_name == last_name)
        )
        return set(session.scalars(query))


def test_somebody_sent_by_two_partners_is_one_person_credited_to_both(desk: Desk, warehouse: UUID) -> None:
    take(desk, warehouse, "Mission locale", AMINA, IBRAHIMA)
    report = take(desk, warehouse, "CCAS", AMINA_AGAIN, LEA)
    assert (report.created, report.known) == (1, 1)
    assert len(people(desk.store)) == 3
    assert senders_of(desk, "Benali") | senders_of(desk, "BENALI") == {"Mission locale", "CCAS"}


def test_of_two_names_alike_the_one_the_file_is_called_after_sent_it(desk: Desk, warehouse: UUID) -> None:
    for name in ("Cap emploi 13", "Cap emploi"):
        desk.recruitments.invite(warehouse, InvitationDraft(name), TODAY)
    assert sender_of(desk.store, "Cap emploi nov.xlsx", "") == "Cap emploi"
    assert sender_of(desk.store, "liste CAP EMPLOI 13.xlsx", "") == "Cap emploi 13"


def test_the_same_list_twice_brings_nobody_new_and_credits_nobody_twice(desk: Desk, warehouse: UUID) -> None:
    first = take(desk, warehouse, "Mission locale", AMINA, IBRAHIMA, NOBODY)
    before = counts(desk.store)
    second = take(desk, warehouse, "Mission locale", AMINA, IBRAHIMA, NOBODY)
    assert (first.created, second.created, second.known) == (2, 0, 2)
    assert (len(first.rejected) > 0, first.rows) == (True, 3)
    assert counts(desk.store) == before | {"candidate_file": 2}


def test_a_line_that_is_surely_an_earlier_one_of_the_list_is_nobody_new(desk: Desk, warehouse: UUID) -> None:
    report = take(desk, warehouse, "CCAS", AMINA, AMINA_AGAIN)
    assert (report.created, report.duplicates) == (1, {"certain": 1, "possible": 0})


def test_somebody_followed_already_is_credited_and_her_record_only_completed(
    desk: Desk, amina: UUID, warehouse: UUID
) -> None:
    desk.people.edit(amina, birth_date=None, last_name="Benali", commune="Aubagne")
    desk.people.edit(amina, department_id="D-7")
    table = read_pasted(
        "Nom\tPrénom\tDate de naissance\tCommune\tNuméro département\nBenali\tAmina\t12/03/1985\tMarseille\tD-7"
    )
    rows = read_caseload(table, recognise_table(table).with_column(4, "department_id"), on=TODAY).rows
    Intake(desk.store, desk.caseloads).take(warehouse, ReceivedFile("a.csv", rows, "CCAS"), TODAY)
    with desk.store.reading() as session:
        person = session.scalars(select(Person)).one()
        assert (person.commune, str(person.birth_date)) == ("Aubagne", "1985-03-12")
        assert session.scalars(select(Candidacy)).one().person_id == amina


def test_one_undo_takes_one_list_back_and_leaves_the_others(desk: Desk, warehouse: UUID) -> None:
    take(desk, warehouse, "Mission locale", AMINA, IBRAHIMA)
    before = counts(desk.store)
    report = take(desk, warehouse, "Cap emploi", LEA, AMINA_SWAPPED)
    assert report.action_id is not None
    desk.undo.undo(report.action_id)
    assert counts(desk.store) == before


def test_a_doubtful_pair_waits_with_its_reasons_and_is_set_apart_for_ever(desk: Desk, warehouse: UUID) -> None:
    take(desk, warehouse, "CCAS", LEA)
    take(desk, warehouse, "Cap emploi", LEA_INVERTED)
    pairs = Pairs(desk.store)
    (pair,) = pairs.of(warehouse)
    assert (pair.level, "jour et mois de naissance inversés" in pair.reasons) == (Level.POSSIBLE, True)
    assert 0 < pair.score < 1
    pairs.set_apart(pair.one.id, pair.other.id)
    assert pairs.of(warehouse) == ()


def test_two_records_that_somebody_works_with_are_never_joined_in_bulk(desk: Desk, warehouse: UUID) -> None:
    for name in ("Benali", "Bénali"):
        draft = PersonDraft(last_name=name, first_name="Amina", birth_date=date(1985, 3, 12), phones=["0612345678"])
        desk.enrolments.enter_directly(desk.people.create(draft), TODAY)
    take(desk, warehouse, "CCAS", AMINA)
    pairs = Pairs(desk.store).of(warehouse)
    assert Level.CERTAIN in {pair.level for pair in pairs}
    assert join_certain(desk.store, pairs) == (0, None)


def test_certain_pairs_are_joined_together_and_parted_by_one_undo(desk: Desk, warehouse: UUID) -> None:
    take(desk, warehouse, "CCAS", ("BENALI", "Amina", "12/03/1985", ""))
    with desk.store.writing("Saisie au téléphone") as writing:
        twin = writing.add(
            Person(file_number="X-1", last_name="Benali", first_name="Amina", birth_date=date(1985, 3, 12))
        )
        writing.session.flush()
        writing.add(Candidacy(recruitment_id=warehouse, person_id=twin.id, received_on=TODAY))
    before = counts(desk.store)

    class Stopped(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        join_certain(desk.store, Pairs(desk.store).of(warehouse), stop)
    assert counts(desk.store) == before
    gone, action = join_certain(desk.store, Pairs(desk.store).of(warehouse))
    assert (gone, len(people(desk.store))) == (1, 1)
    assert action is not None
    desk.undo.undo(action)
    assert counts(desk.store) == before


@pytest.mark.parametrize("order", list(permutations(LISTS)), ids=" ".join)
def test_any_order_of_the_lists_gives_the_same_people(desk: Desk, warehouse: UUID, order: tuple[str, ...]) -> None:
    for sender in order:
        take(desk, warehouse, sender, *LISTS[sender])
    join_certain(desk.store, Pairs(desk.store).of(warehouse))
    with desk.store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Candidacy)) == len(people(desk.store))
        assert session.scalar(select(func.count()).select_from(CandidateFile)) == 3
    found = {frozenset(name.lower().replace("é", "e").split()) for name in people(desk.store)}
    assert found == {frozenset({"benali", "amina"}), frozenset({"diallo", "ibrahima"}), frozenset({"rossi", "lea"})}
    assert len(people(desk.store)) == 5, "Amina inverted and Léa inverted wait for somebody"


def test_a_prescriber_is_told_of_its_own_people_alone_and_news_stand_out_until_told(
    desk: Desk, warehouse: UUID
) -> None:
    take(desk, warehouse, "Mission locale", AMINA, IBRAHIMA)
    take(desk, warehouse, "CCAS", AMINA_AGAIN, LEA)
    feedbacks = Feedbacks(desk.store)
    ccas, mission = feedbacks.of(warehouse)
    assert [line.first_name for line in ccas.lines] == ["Amina", "Léa"]
    assert ([line.first_name for line in mission.lines], mission.news) == (["Amina", "Ibrahima"], 2)
    feedbacks.told(warehouse, [mission], TODAY)
    assert [each.news for each in feedbacks.of(warehouse)] == [2, 0]
    Board(desk.store).leave([mission.lines[0].candidacy_id], LeavingReason.TRAINING, TODAY)
    told = feedbacks.of(warehouse)[1]
    assert (told.news, told.lines[0].as_row()["reason"]) == (1, "En formation")
    with desk.store.reading() as session:
        log = session.scalars(select(Disclosure)).one()
    assert (log.recipient, log.people, "Benali" in log.fields) == ("Mission locale", 2, False)
