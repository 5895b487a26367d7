"""People referred to partners: propose, send, chase up, note the answer and what came of it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from caseflow.domain.person import Person
from caseflow.domain.referral import Referral
from caseflow.domain.resource import Service
from caseflow.domain.rules import Rules
from caseflow.i18n import _
from caseflow.store.store import Store, Writing


class Referrals:
    """The referrals of people to the services of partners."""

    def __init__(self, store: Store, rules: Callable[[], Rules]) -> None:
        self._store = store
        self._rules = rules

    def propose(self, person_id: UUID, service_id: UUID, on: date, **details: Any) -> UUID:
        """Propose a service to a person; `details` are any fields of `Referral`. Returns its key.

        Raises:
            Missing: the person or the service is no longer there.
        """
        with self._store.writing(_("Referral proposed")) as writing:
            return propose_service(writing, person_id, service_id, on, **details).id


def propose_service(writing: Writing, person_id: UUID, service_id: UUID, on: date, **details: Any) -> Referral:
    """Propose a service to a person, within an action of any service of ours."""
    writing.get(Person, person_id)
    writing.get(Service, service_id)
    return writing.add(Referral(person_id=person_id, service_id=service_id, proposed_on=on, **details))
