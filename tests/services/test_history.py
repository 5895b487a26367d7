"""The history of a record: who did what, before and after, in words; and the way back to a value."""

from datetime import date
from uuid import UUID

from caseflow.domain.person import FactKind
from caseflow.domain.scheme import Scheme
from caseflow.services.desk import Desk
from caseflow.services.pathways import StepDraft
from tests.conftest import TODAY


def test_every_action_on_a_record_is_told_the_latest_first(desk: Desk, amina: UUID) -> None:
    desk.people.edit(amina, birth_date=date(1995, 3, 14), commune="Aubagne")
    step = desk.pathways.add_step(amina, StepDraft(Scheme.PEC, weekly_minutes=20 * 60))
    desk.pathways.remove_step(step)
    entries = desk.history.of_person(amina)
    assert len(entries) == 4
    assert [entry.at for entry in entries] == sorted((entry.at for entry in entries), reverse=True)
    assert {entry.author for entry in entries} == {"Claire Martin"}
    changes = {change.field: (change.before, change.after) for change in entries[2].changes}
    assert changes == {"birth_date": ("", "14/03/1995"), "commune": ("", "Aubagne")}
    assert "20" in entries[1].changes[0].after


def test_one_history_never_shows_another_persons_changes(desk: Desk, amina: UUID) -> None:
    from caseflow.services.people import PersonDraft

    other = desk.people.create(PersonDraft(last_name="Diallo"))
    desk.people.add_fact(other, FactKind.RSA)
    desk.people.edit_many([amina, other], commune="Cassis")
    changed = desk.history.of_person(amina)[0].changes
    assert [change.row_id for change in changed] == [amina]


def test_an_undone_action_says_so_and_so_does_its_undo(desk: Desk, amina: UUID) -> None:
    desk.people.edit(amina, commune="Aubagne")
    desk.undo.undo_last()
    undo, edit, _creation = desk.history.of_person(amina)
    assert (undo.is_undo, edit.is_undone) == (True, True)


def test_a_former_value_can_be_taken_up_again(desk: Desk, amina: UUID) -> None:
    desk.people.edit(amina, birth_date=date(1995, 3, 14))
    desk.people.edit(amina, birth_date=date(1994, 3, 14))
    entry = desk.history.of_person(amina)[0]
    before = desk.history.value_before(entry.action_id, amina, "birth_date")
    desk.people.edit(amina, birth_date=before)
    assert desk.people.record(amina, TODAY).birth_date == date(1995, 3, 14)


def test_recent_actions_are_read_page_by_page(desk: Desk, amina: UUID) -> None:
    for commune in ("Aubagne", "Cassis", "Trets"):
        desk.people.edit(amina, commune=commune)
    first, second = desk.history.recent(2), desk.history.recent(2, 2)
    assert len({entry.action_id for entry in (*first, *second)}) == 4
