"""What stands between a person and a job: note it, weigh it, act on it, lift it."""

from datetime import date
from typing import Any
from uuid import UUID

from caseflow.domain.barrier import SENSITIVE_THEMES, Barrier, BarrierLevel, Theme
from caseflow.domain.person import Person
from caseflow.i18n import _
from caseflow.store.store import Store, Writing


class Barriers:
    """The barriers of people, with the history of their levels, their objectives and actions."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def note(self, person_id: UUID, theme: Theme, on: date, **details: Any) -> UUID:
        """Note a barrier, seen on a day; `details` are any of its fields. Returns its key.

        Raises:
            Missing: the person is no longer there.
        """
        with self._store.writing(_("Barrier noted")) as writing:
            return note_barrier(writing, person_id, theme, on, **details).id


def note_barrier(writing: Writing, person_id: UUID, theme: Theme, on: date, **details: Any) -> Barrier:
    """Note a barrier and the first line of its history, within an action of any service.

    A sensitive theme keeps no free words about who pays or how: see `SENSITIVE_THEMES`.
    """
    writing.get(Person, person_id)
    if theme in SENSITIVE_THEMES:
        details.pop("lifted_how", None)
    barrier = writing.add(Barrier(person_id=person_id, theme=theme, noted_on=on, **details))
    writing.session.flush()
    writing.add(BarrierLevel(barrier_id=barrier.id, level=barrier.level, since=on))
    return barrier
