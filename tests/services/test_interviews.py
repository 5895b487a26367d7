"""Interviews and appointments: noted, moved, settled, found again; nothing lost, each action taken back in one go."""

from datetime import date
from uuid import UUID

import pytest

from caseflow.domain.errors import Conflict, Invalid
from caseflow.domain.interview import AppointmentStatus, CallOutcome, InterviewPerson, Medium
from caseflow.services.checks import check_rules
from caseflow.services.contact_lines import AppointmentLine, InterviewLine
from caseflow.services.desk import Desk
from caseflow.services.people import PersonDraft
from caseflow.services.people_list import PeopleColumn, PeopleQuery
from tests.conftest import TODAY


@pytest.fixture
def luc(desk: Desk) -> UUID:
    return desk.people.create(PersonDraft(last_name="Zamora", first_name="Luc"))


def test_an_interview_with_several_people_is_in_the_contacts_of_each(desk: Desk, amina: UUID, luc: UUID) -> None:
    key = desk.interviews.note(
        [amina, luc, amina], TODAY, at_minute=540, minutes=45, note="Atelier CV", private_note="Revoir Luc seul"
    )
    for person in (amina, luc):
        (line,) = desk.interviews.contacts(person).past
        assert isinstance(line, InterviewLine)
        assert line.id == key
        assert [name for _key, name in line.people] == ["BENALI Amina", "ZAMORA Luc"]
    desk.interviews.edit(key, [luc], minutes=60)
    assert desk.interviews.contacts(amina).past == ()
    assert desk.interviews.interview(key).minutes == 60


def test_the_latest_comes_first_and_what_is_to_come_stands_apart(desk: Desk, amina: UUID) -> None:
    desk.interviews.note([amina], date(2026, 10, 5), note="Premier")
    desk.interviews.note([amina], date(2026, 11, 2), medium=Medium.PHONE, note="Deuxième")
    missed = desk.interviews.plan(amina, date(2026, 10, 20), 600)
    forgotten = desk.interviews.plan(amina, date(2026, 11, 10), 600)
    coming = desk.interviews.plan(amina, date(2026, 12, 21), 600)
    desk.interviews.settle(missed, AppointmentStatus.ABSENT)
    found = desk.interviews.contacts(amina)
    assert [each.held_on for each in found.past] == [date(2026, 11, 2), date(2026, 10, 20), date(2026, 10, 5)]
    assert [each.id for each in found.ahead] == [forgotten, coming]
    assert [each.is_unsettled(TODAY) for each in found.ahead] == [True, False]
    assert found.last_note == "Deuxième"


def test_contacts_are_searched_without_accents_and_by_way(desk: Desk, amina: UUID) -> None:
    desk.interviews.note([amina], TODAY, note="Inscrite à l’auto-école")
    desk.interviews.note([amina], TODAY, medium=Medium.PHONE, private_note="Œuvres sociales rappelées")
    assert len(desk.interviews.contacts(amina, "AUTO-ECOLE").past) == 1
    assert len(desk.interviews.contacts(amina, "oeuvres").past) == 1
    found = desk.interviews.contacts(amina, mediums=(Medium.PHONE,))
    assert [each.medium for each in found.past] == [Medium.PHONE]
    assert found.total == 2


def test_nothing_to_come_is_noted_as_done_and_no_duration_is_absurd(desk: Desk, amina: UUID) -> None:
    with pytest.raises(Invalid) as refused:
        desk.interviews.note([amina], date(2026, 12, 1))
    assert refused.value.field == "held_on"
    with pytest.raises(Invalid):
        desk.interviews.note([amina], TODAY, minutes=0)
    with pytest.raises(Invalid):
        desk.interviews.plan(amina, TODAY, minutes=2000)
    assert desk.interviews.contacts(amina).total == 0


def test_a_social_security_number_is_kept_in_no_note(desk: Desk, amina: UUID) -> None:
    for name in ("note", "private_note"):
        with pytest.raises(Invalid) as refused:
            desk.interviews.note([amina], TODAY, **{name: "Son numéro est le 2 85 03 78 006 048 45, carte reçue."})
        assert refused.value.field == name
        assert "85" not in refused.value.message
    assert desk.interviews.contacts(amina).total == 0


def test_the_list_shows_and_sorts_by_the_last_contact(desk: Desk, amina: UUID, luc: UUID) -> None:
    never = desk.people.create(PersonDraft(last_name="Diallo"))
    desk.interviews.note([amina, luc], date(2026, 10, 5))
    came = desk.interviews.plan(luc, date(2026, 11, 9), 600)
    desk.interviews.plan(amina, date(2026, 11, 10), 600)  # nobody said that she came
    desk.interviews.settle(came, AppointmentStatus.HONOURED)
    query = PeopleQuery(TODAY, sort=PeopleColumn.LAST_CONTACT)
    assert desk.people.ids(query) == [amina, luc, never]
    rows = desk.people.rows([amina, luc, never], TODAY)
    assert [row.last_contact for row in rows] == [date(2026, 10, 5), date(2026, 11, 9), None]


def test_moving_an_appointment_counts_and_keeps_its_key(desk: Desk, amina: UUID) -> None:
    key = desk.interviews.plan(amina, date(2026, 12, 21), 600, purpose="Bilan")
    desk.interviews.move(key, date(2027, 1, 4), 600)
    desk.interviews.move(key, date(2027, 1, 4), 600)
    desk.interviews.edit_appointment(key, at_minute=630, place="Bureau 2")
    line = desk.interviews.appointment(key)
    assert (line.sequence, line.held_on, line.at_minute, line.place) == (2, date(2027, 1, 4), 630, "Bureau 2")
    desk.undo.undo_last()
    assert desk.interviews.appointment(key).sequence == 1


def test_calling_off_and_setting_again_count_too(desk: Desk, amina: UUID) -> None:
    key = desk.interviews.plan(amina, date(2026, 12, 21), 600)
    said = (AppointmentStatus.EXCUSED, AppointmentStatus.CANCELLED, AppointmentStatus.PLANNED)
    for status, sequence in zip(said, (1, 1, 2), strict=True):
        desk.interviews.settle(key, status)
        assert desk.interviews.appointment(key).sequence == sequence


def test_each_status_is_told_apart_and_none_is_said_too_early(desk: Desk, amina: UUID) -> None:
    coming = desk.interviews.plan(amina, date(2026, 12, 21), 600)
    for early in (AppointmentStatus.HONOURED, AppointmentStatus.ABSENT):
        with pytest.raises(Conflict):
            desk.interviews.settle(coming, early)
    for status in (AppointmentStatus.EXCUSED, AppointmentStatus.CANCELLED, AppointmentStatus.PLANNED):
        desk.interviews.settle(coming, status)
        assert desk.interviews.appointment(coming).status is status


def test_the_interview_that_came_of_an_appointment_is_one_action(desk: Desk, amina: UUID) -> None:
    key = desk.interviews.plan(amina, TODAY, 600, medium=Medium.VIDEO, minutes=30)
    noted = desk.interviews.hold(key, TODAY, note="Fait le point")
    line = desk.interviews.interview(noted)
    assert (line.medium, line.minutes, line.at_minute, line.note) == (Medium.VIDEO, 30, 600, "Fait le point")
    assert desk.interviews.appointment(key).status is AppointmentStatus.HONOURED
    desk.undo.undo_last()
    assert desk.interviews.appointment(key).status is AppointmentStatus.PLANNED
    assert desk.interviews.contacts(amina).past == ()


def test_a_double_booking_is_told_and_not_refused(desk: Desk, amina: UUID, luc: UUID) -> None:
    day = date(2026, 12, 21)
    desk.interviews.plan(amina, day, 600, minutes=45)
    own = desk.interviews.plan(luc, day, 630)
    assert [each.person for each in desk.interviews.clashes(day, 630, 45, own)] == ["BENALI Amina"]
    assert desk.interviews.clashes(day, 645, 45, own) == ()
    desk.interviews.settle(desk.interviews.agenda(day)[0].id, AppointmentStatus.CANCELLED)
    assert desk.interviews.clashes(day, 630, 45, own) == ()


def test_the_day_of_everybody_is_in_order_and_what_awaits_a_word_is_the_latest_first(
    desk: Desk, amina: UUID, luc: UUID
) -> None:
    desk.interviews.plan(amina, TODAY, 840)
    desk.interviews.plan(luc, TODAY, 540)
    assert [each.at_minute for each in desk.interviews.agenda(TODAY)] == [540, 840]
    desk.interviews.plan(amina, date(2026, 11, 2), 540)
    desk.interviews.plan(luc, date(2026, 11, 9), 540)
    assert [each.held_on.day for each in desk.interviews.unsettled(TODAY, 10)] == [9, 2]
    desk.people.archive([luc], TODAY)
    assert [each.person for each in desk.interviews.unsettled(TODAY, 10)] == ["BENALI Amina"]


def test_removing_an_interview_keeps_what_was_decided_in_it_and_is_taken_back(desk: Desk, amina: UUID) -> None:
    key = desk.interviews.note([amina], TODAY, note="À tort")
    coming = desk.interviews.plan(amina, date(2026, 12, 21), 600, interview_id=key)
    desk.interviews.remove(key)
    found = desk.interviews.contacts(amina)
    assert found.past == ()
    assert [each.id for each in found.ahead] == [coming]
    desk.undo.undo_last()
    assert len(desk.interviews.contacts(amina).past) == 1


def test_an_appointment_given_by_mistake_goes(desk: Desk, amina: UUID) -> None:
    key = desk.interviews.plan(amina, TODAY, 600)
    desk.interviews.remove_appointment(key)
    assert desk.interviews.contacts(amina).ahead == ()


def test_a_call_of_nobody_on_file_is_kept(desk: Desk) -> None:
    key = desk.interviews.note(
        [], TODAY, medium=Medium.PHONE, caller="Mme Morel, CCAS", call_outcome=CallOutcome.TO_CALL_BACK
    )
    line = desk.interviews.interview(key)
    assert (line.caller, line.people) == ("Mme Morel, CCAS", ())


def test_a_settled_appointment_stands_among_what_passed(desk: Desk, amina: UUID) -> None:
    key = desk.interviews.plan(amina, TODAY, 600)
    desk.interviews.settle(key, AppointmentStatus.HONOURED)
    (line,) = desk.interviews.contacts(amina).past
    assert isinstance(line, AppointmentLine)


def test_the_check_finds_meetings_that_make_no_sense_and_allows_calls_of_strangers(
    desk: Desk, amina: UUID, luc: UUID
) -> None:
    desk.interviews.note([], TODAY, medium=Medium.PHONE)
    desk.interviews.note([], TODAY, caller="Mme Morel")
    own = desk.interviews.note([amina], TODAY)
    desk.interviews.plan(amina, TODAY, interview_id=own)
    assert list(check_rules(desk.store)) == []
    alone = desk.interviews.note([], TODAY)
    strange = desk.interviews.plan(luc, TODAY, interview_id=own)
    with desk.store.writing("Faute") as writing:
        twice = writing.add(InterviewPerson(interview_id=own, person_id=amina))
    found = {(finding.table, finding.rows) for finding in check_rules(desk.store)}
    assert found == {
        ("interview", (str(alone),)),
        ("interview_person", (str(twice.id),)),
        ("appointment", (str(strange),)),
    }
