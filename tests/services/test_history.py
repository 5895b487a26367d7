"""The history of a record: who did what, before and after, in words; and the way back to a value."""

from datetime import date, timedelta
from uuid import UUID

from caseflow.domain.person import FactKind
from caseflow.domain.scheme import Scheme
from caseflow.services.desk import Desk
from caseflow.services.history import HistoryQuery
from caseflow.services.pathways import StepDraft
from caseflow.services.people import PersonDraft
from tests.conftest import TODAY, FakeClock


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


def labels(desk: Desk, **query: object) -> list[str]:
    return [entry.label for entry in desk.history.page(HistoryQuery(**query)).entries]


def test_an_action_is_found_by_its_words_under_accents_and_by_the_name_of_whom_it_touched(
    desk: Desk, amina: UUID
) -> None:
    other = desk.people.create(PersonDraft(last_name="Étienne", first_name="Zoé"))
    step = desk.pathways.add_step(other, StepDraft(Scheme.PEC))
    desk.pathways.remove_step(step)
    assert labels(desk, text="ETAPE") == labels(desk)[:2]
    assert labels(desk, text="etienne") == labels(desk)[:3]  # what belonged to her and is gone as well
    assert len(labels(desk, text="benali")) == 1
    assert labels(desk, text="introuvable") == []


def test_actions_are_kept_by_author_and_by_day_the_last_included(desk: Desk, amina: UUID, clock: FakeClock) -> None:
    clock.now += timedelta(days=1)
    desk.people.edit(amina, commune="Aubagne")
    clock.now += timedelta(days=1)
    desk.people.edit(amina, commune="Cassis")
    second = TODAY + timedelta(days=1)
    assert len(labels(desk, since=second)) == 2
    assert len(labels(desk, until=second)) == 2
    assert len(labels(desk, since=second, until=second)) == 1
    assert desk.history.authors() == ("Claire Martin",)
    assert (len(labels(desk, author="Claire Martin")), labels(desk, author="Karim")) == (3, [])


def test_a_page_says_how_many_actions_there_are_in_all_and_how_many_changes_are_not_shown(desk: Desk) -> None:
    many = [desk.people.create(PersonDraft(last_name=f"Nom{number}")) for number in range(130)]
    desk.people.edit_many(many, commune="Cassis")
    page = desk.history.page(HistoryQuery(), 1)
    assert page.total == 131
    (bulk,) = page.entries
    assert len(bulk.changes) + bulk.unshown == 130
    assert bulk.unshown > 0


def test_a_change_leads_to_the_person_it_is_about(desk: Desk, amina: UUID) -> None:
    desk.enrolments.enter_directly(amina, TODAY, None)
    step = desk.pathways.add_step(amina, StepDraft(Scheme.MRS))
    desk.pathways.edit_step(step, title="Logistique")
    entries = desk.history.recent()
    assert {desk.history.person_of(entry.changes) for entry in entries} == {amina}


def test_what_is_undone_redone_and_undone_again_says_so(desk: Desk, amina: UUID) -> None:
    desk.people.edit(amina, commune="Aubagne")
    desk.undo.undo_last()
    desk.undo.redo_last()
    assert [entry.is_undone for entry in desk.history.recent()] == [False, True, False, False]
    desk.undo.undo_last()
    assert [entry.is_undone for entry in desk.history.recent()] == [False, False, True, True, False]
