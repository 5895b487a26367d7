"""What is typed outlives a crash, is no history, belongs to who typed it, and never comes back once it is saved."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain.errors import Missing, Refused, StorageTrouble
from caseflow.services.desk import Desk
from caseflow.services.drafts import Draft, DraftOf
from caseflow.store.check import check_file, check_journal, check_links
from caseflow.store.journal import Author, action_table
from caseflow.store.store import Store
from tests.conftest import KEY, FakeClock

NEW = DraftOf("new_person")


def keep(desk: Desk, of: DraftOf = NEW, **typed: object) -> None:
    desk.drafts.keep(of, "Nouvelle personne", typed, desk.drafts.turn())


def typed(draft: Draft | None) -> dict[str, object]:
    assert draft is not None
    return dict(draft.typed)


def test_a_draft_is_found_again_after_the_store_was_closed_as_it_was_typed(open_store: Callable[[], Store]) -> None:
    keep(Desk(open_store()), last_name=" N’Guessan", is_active=True, born="12/3", note="deux\nlignes ✓")
    found = Desk(open_store()).drafts.find(NEW)
    assert found is not None
    assert typed(found) == {"last_name": " N’Guessan", "is_active": True, "born": "12/3", "note": "deux\nlignes ✓"}
    assert (found.title, found.kept_at) == ("Nouvelle personne", datetime(2026, 11, 23, 9, 0, 1, tzinfo=UTC))


def test_each_form_has_one_draft_for_each_thing_it_is_about(desk: Desk, amina: UUID) -> None:
    about_her = DraftOf("exit", amina, amina)
    keep(desk, about_her, note="a")
    keep(desk, DraftOf("exit", UUID(int=7)), note="b")
    keep(desk, about_her, note="c")
    assert typed(desk.drafts.find(about_her)) == {"note": "c"}
    found = desk.drafts.all()
    assert [(draft.of.about_id, draft.person) for draft in found] == [(amina, "BENALI Amina"), (UUID(int=7), "")]


def test_typing_is_no_history_and_nobody_is_told_of_it(desk: Desk, amina: UUID) -> None:
    told: list[object] = []
    desk.store.on_change(told.append)
    before = desk.undo.next_undo()
    keep(desk, DraftOf("note", amina, amina), note="mot")
    desk.drafts.discard(DraftOf("note", amina, amina), desk.drafts.turn())
    with desk.store.reading() as session:
        assert len(session.execute(select(action_table)).all()) == 1
    assert (told, desk.undo.next_undo()) == ([], before)


def test_a_store_with_drafts_is_sound(desk: Desk, amina: UUID) -> None:
    keep(desk, DraftOf("note", amina, amina), note="mot")
    assert [finding for each in (check_file, check_links, check_journal) for finding in each(desk.store)] == []


def test_a_draft_holds_nobody_back(desk: Desk, amina: UUID) -> None:
    keep(desk, DraftOf("note", amina, amina), note="mot")
    desk.undo.undo_last()  # she was added by mistake
    (left,) = desk.drafts.all()
    assert (left.person, typed(left)) == ("", {"note": "mot"})


def test_a_late_worker_never_brings_back_what_was_saved(desk: Desk) -> None:
    early, late = desk.drafts.turn(), desk.drafts.turn()
    desk.drafts.discard(NEW, late)
    desk.drafts.keep(NEW, "", {"last_name": "Benali"}, early)
    assert desk.drafts.find(NEW) is None


def test_of_two_workers_the_one_asked_last_is_right(desk: Desk) -> None:
    early, late = desk.drafts.turn(), desk.drafts.turn()
    desk.drafts.keep(NEW, "", {"last_name": "Benali"}, late)
    desk.drafts.keep(NEW, "", {"last_name": "Ben"}, early)
    assert typed(desk.drafts.find(NEW)) == {"last_name": "Benali"}


def test_a_colleague_neither_sees_nor_loses_my_draft(store: Store, clock: FakeClock) -> None:
    keep(Desk(store), last_name="Benali")
    other = Desk(Store(store.path, KEY, Author("Karim Haddad", "test-workplace"), clock))
    try:
        assert (other.drafts.find(NEW), other.drafts.all()) == (None, ())
        keep(other, last_name="Diallo")
    finally:
        other.store.close()
    assert typed(Desk(store).drafts.find(NEW)) == {"last_name": "Benali"}


def test_a_file_open_for_consultation_refuses_drafts(desk: Desk) -> None:
    desk.store.read_only = True
    with pytest.raises(Refused):
        keep(desk, last_name="Benali")


def test_a_full_disk_keeps_the_former_draft_and_says_so(desk: Desk) -> None:
    keep(desk, last_name="Benali")
    with desk.store.reading() as session:
        driver = session.connection().connection.driver_connection
        pages = driver.execute("PRAGMA page_count").fetchone()[0]
    with desk.store.jotting() as connection:
        connection.connection.driver_connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageTrouble):
        keep(desk, last_name="Benali", note="x" * 100_000)
    assert typed(desk.drafts.find(NEW)) == {"last_name": "Benali"}


def test_words_of_a_draft_show_in_no_repr(desk: Desk) -> None:
    keep(desk, last_name="Benali")
    assert "Benali" not in repr(desk.drafts.all())
    assert "Benali" in json.dumps(typed(desk.drafts.find(NEW)))


def test_a_form_saved_is_never_a_draft_too_nor_neither(desk: Desk, amina: UUID) -> None:
    """Between the action and the end of its draft there is no moment at which the power can go."""
    keep(desk, last_name="Sarr")
    heard: list[Draft | None] = []
    desk.store.on_change(lambda _change: heard.append(desk.drafts.find(NEW)))
    with desk.drafts.dropped_with_save(NEW, desk.drafts.turn()):
        desk.people.edit(amina, commune="Arles")
        assert heard == [None]
    keep(desk, last_name="Sarr")
    with pytest.raises(Missing), desk.drafts.dropped_with_save(NEW, desk.drafts.turn()):
        desk.people.edit(UUID(int=7), commune="Arles")
    assert typed(desk.drafts.find(NEW)) == {"last_name": "Sarr"}
    desk.people.edit(amina, commune="Nice")  # another action, later
    assert desk.drafts.find(NEW) is not None


def test_an_action_that_the_disk_refuses_leaves_its_draft(
    desk: Desk, amina: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(desk, last_name="Sarr")

    def refuse(_session: Session) -> None:
        raise StorageTrouble("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(Session, "commit", refuse)
        with pytest.raises(StorageTrouble), desk.drafts.dropped_with_save(NEW, desk.drafts.turn()):
            desk.people.edit(amina, commune="Arles")
    assert typed(desk.drafts.find(NEW)) == {"last_name": "Sarr"}
    keep(desk, last_name="Sarr-Diop")
    assert typed(desk.drafts.find(NEW)) == {"last_name": "Sarr-Diop"}


def test_a_form_saved_as_it_was_has_no_draft_any_more(desk: Desk) -> None:
    keep(desk, last_name="Sarr")
    with desk.drafts.dropped_with_save(NEW, desk.drafts.turn()):
        pass
    assert desk.drafts.find(NEW) is None
