"""A desk over the test's store, and a person to work on."""

from uuid import UUID

import pytest

from caseflow.services.desk import Desk
from caseflow.services.people import PersonDraft
from caseflow.store.store import Store


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


@pytest.fixture
def amina(desk: Desk) -> UUID:
    return desk.people.create(PersonDraft(last_name="Benali", first_name="Amina"))
