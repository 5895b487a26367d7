"""A page's context over a real store, with a fixed clock; and what a person does with mouse and keys."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from caseflow.services.desk import Desk
from caseflow.services.people import PersonDraft
from caseflow.settings import Settings
from caseflow.store.store import Store
from caseflow.ui.changes import Changes
from caseflow.ui.context import Context
from caseflow.ui.navigation import Navigator
from caseflow.ui.people.record_page import RecordPage
from caseflow.ui.record_tabs import open_record
from caseflow.ui.tasks import Tasks
from tests.conftest import FakeClock


@pytest.fixture
def context(qtbot: QtBot, store: Store, clock: FakeClock) -> Iterator[Context]:
    """What a page is handed, over an empty store."""
    desk = Desk(store)
    made = Context(desk, Navigator(), Changes(store), Tasks(), clock, Settings())
    yield made
    made.tasks.close()
    made.changes.close()
    desk.rules.close()


@pytest.fixture
def settle(qtbot: QtBot, context: Context) -> Callable[[], None]:
    """Waits until every answer of the background has come, and what it changed is shown."""

    def wait() -> None:
        qtbot.waitUntil(context.tasks.is_idle)
        qtbot.wait(1)  # a change notice stands in the queue behind the answer
        qtbot.waitUntil(context.tasks.is_idle)

    return wait


@pytest.fixture
def add_person(context: Context) -> Callable[..., UUID]:
    """Adds a person, by default one that is valid and unlike any other."""
    names = iter(("BENALI Amina", "DIALLO Ibrahima", "ÉTIENNE Zoé", "ZAMORA Luc", "ABAD Inès"))

    def add(last_name: str = "", first_name: str = "", **values: object) -> UUID:
        if not last_name:
            last_name, first_name = next(names).split(" ")
        return context.desk.people.create(PersonDraft(last_name=last_name, first_name=first_name, **values))

    return add


@pytest.fixture
def open_record_at(context: Context, qtbot: QtBot, settle: Callable[[], None]) -> Callable[[UUID, str], RecordPage]:
    """Opens the record of a person on one of its tabs."""

    def open_it(person: UUID, tab: str) -> RecordPage:
        made = open_record(context, person)
        qtbot.addWidget(made)
        made.resize(1200, 700)
        made.show()
        made.activateWindow()
        settle()
        made.show_tab(tab)
        settle()
        return made

    return open_it
