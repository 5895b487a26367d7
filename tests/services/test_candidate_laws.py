"""Laws of the lists: their order changes nobody, and a list that comes twice brings nobody."""

from collections import Counter
from random import Random
from uuid import UUID

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from caseflow.domain.candidacy import Candidacy, CandidacySource
from caseflow.domain.person import Person
from caseflow.domain.recruitment import Prescriber
from caseflow.exchange.caseloads import read_caseload
from caseflow.exchange.recognition import recognise_table
from caseflow.exchange.tables import read_pasted
from caseflow.services.candidates import Intake, ReceivedFile
from caseflow.services.candidates.received import seeking_trade
from caseflow.services.desk import Desk
from caseflow.services.people import PersonDraft
from caseflow.services.recruitments import RecruitmentDraft
from tests.conftest import TODAY

_HEADINGS = ("Nom", "Prénom", "Date de naissance", "Téléphone")


_NAMES, _FIRST = ("BENALI", "ROSSI", "DUMAS", "KEITA"), ("Amina", "Bruno", "Chloé")


def _person(name: int, first: int) -> tuple[str, ...]:
    """Somebody who shares neither birth date nor phone with anybody: the name kept would be the first to come."""
    place = name * len(_FIRST) + first
    return (_NAMES[name], _FIRST[first], f"{place + 10}/02/1990", f"06123456{place + 10}")


_people = st.builds(_person, st.integers(0, 3), st.integers(0, 2))
_lists = st.lists(st.lists(_people, min_size=1, max_size=4), min_size=2, max_size=4)
_few = settings(
    max_examples=10,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)


def take_all(desk: Desk, lists: list[tuple[int, list[tuple[str, ...]]]]) -> UUID:
    code = f"R{len(desk.recruitments.all())}"
    need = desk.recruitments.create(RecruitmentDraft(code, code), TODAY)
    for sender, lines in lists:
        table = read_pasted("\n".join("\t".join(line) for line in (_HEADINGS, *lines)))
        rows = read_caseload(table, recognise_table(table), on=TODAY).rows
        Intake(desk.store, desk.caseloads).take(need, ReceivedFile(f"{sender}.csv", rows, f"P{sender}"), TODAY)
    return need


def everybody(desk: Desk, need: UUID) -> Counter[tuple[str, str, str, str]]:
    """Who is a candidate, and who sent each."""
    query = (
        select(Person.last_name, Person.first_name, func.coalesce(Person.birth_date, ""), Prescriber.name)
        .join(Candidacy, Candidacy.person_id == Person.id)
        .join(CandidacySource, CandidacySource.candidacy_id == Candidacy.id)
        .join(Prescriber, Prescriber.id == CandidacySource.prescriber_id)
        .where(Candidacy.recruitment_id == need)
    )
    with desk.store.reading() as session:
        return Counter((row[0], row[1], str(row[2]), row[3]) for row in session.execute(query))


def told(desk: Desk, lists: list[tuple[int, list[tuple[str, ...]]]]) -> Counter[tuple[str, str, str, str]]:
    """Take lists in, say who came of them, and leave the store as empty as it was."""
    found = everybody(desk, take_all(desk, lists))
    for _action in range(len(lists) + 1):
        desk.undo.undo_last()
    with desk.store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 0
    return found


@given(lists=_lists, order=st.randoms(use_true_random=False))
@_few
def test_any_order_of_the_lists_gives_the_same_people(
    desk: Desk, lists: list[list[tuple[str, ...]]], order: Random
) -> None:
    numbered = list(enumerate(lists))
    first = told(desk, numbered)
    shuffled = numbered[:]
    order.shuffle(shuffled)
    assert told(desk, shuffled) == first


@given(lists=_lists)
@_few
def test_the_same_lists_twice_bring_nobody_new_and_credit_nobody_twice(
    desk: Desk, lists: list[list[tuple[str, ...]]]
) -> None:
    numbered = list(enumerate(lists))
    assert told(desk, [*numbered, *numbered]) == told(desk, numbered)


def test_our_own_people_are_found_by_the_trade_they_seek(desk: Desk) -> None:
    driver, picker, silent = (desk.people.create(PersonDraft(last_name=name)) for name in ("Keita", "Rossi", "Dumas"))
    with desk.store.writing("Projets") as writing:
        writing.get(Person, driver).project = "Devenir préparatrice de commandes"
        writing.get(Person, picker).project_rome = "N1103"
    found = [seeking_trade(desk.store, [silent, picker, driver], words) for words in ("Commandes PRÉPARATRICE", "n11")]
    assert found == [[driver], [picker]]
