"""The training store: invented but lifelike people, careers and support; same seed, same store, whatever the size.

Person number n is the same in a store of 70 as in one of 50,000: each is drawn with a chance of its own.
"""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from caseflow.domain.counsellor import Agency, Counsellor
from caseflow.domain.enrolment import Enrolment, EnrolmentSuspension, ReferentAssignment
from caseflow.domain.iae import IaePass, PassSuspension
from caseflow.domain.pathway import MrsResult, Step
from caseflow.domain.person import ContactPoint, Person, SituationFact
from caseflow.domain.resource import Service
from caseflow.i18n import _, fold
from caseflow.services.training.careers import Biographer
from caseflow.services.training.chance import Chance, Row, Rows, words
from caseflow.services.training.directory import invent_directory
from caseflow.services.training.people import Portraitist
from caseflow.services.training.recruitment import RECRUITMENT, invent_recruitment
from caseflow.services.training.support import SUPPORT, invent_support
from caseflow.store.store import Store

LOT = 1_000
"""How many people are written in one action."""

_ENROLLED = 0.94
"""The share of people who were referred to the PLIE; the others are first contacts."""

SERVICES = 60
"""How many services of partners a training store knows."""

_SENT = 3
"""One person in so many is sent to the recruitment, of the first lot."""
_MOST_SENT = 180

_ORDER = (
    Person,
    ContactPoint,
    SituationFact,
    Enrolment,
    ReferentAssignment,
    EnrolmentSuspension,
    IaePass,
    PassSuspension,
    Step,
    MrsResult,
    *SUPPORT,
)


def fill(
    store: Store,
    people: int,
    seed: int,
    on: date,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    services: int = SERVICES,
) -> None:
    """Fill an empty store with invented people, as seen on a day; tell how many are done of how many."""
    lists = words()
    portraitist = Portraitist(lists, on)
    biographer = Biographer(lists, on, _write_staff(store, seed, lists["counsellors"]))
    known = _write_directory(store, services, seed, on)
    stays = 0
    for start in range(0, people, LOT):
        rows: Rows = {kind: [] for kind in _ORDER}
        for number in range(start, min(start + LOT, people)):
            chance = Chance(seed, number + 1)
            person = portraitist.invent(chance, number, rows)
            if chance.happens(_ENROLLED):
                biographer.invent(chance, person, rows)
        invent_support(rows, known, stays, seed, on)
        stays += len(rows[Enrolment])
        with store.writing(_("Training data added")) as writing:
            for kind in _ORDER:
                writing.insert_rows(kind, rows[kind])
        if start == 0:
            _write_recruitment(store, rows[Person], seed, on)
        progress(min(start + LOT, people), people)


def _write_recruitment(store: Store, people: list[Row], seed: int, on: date) -> None:
    sent = [row["id"] for row in people[::_SENT] if row.get("archived_on") is None][:_MOST_SENT]
    invented = invent_recruitment(sent, seed, on)
    with store.writing(_("Training data added")) as writing:
        for kind in RECRUITMENT:
            writing.insert_rows(kind, invented[kind])


def _write_directory(store: Store, services: int, seed: int, on: date) -> list[Row]:
    invented = invent_directory(services, seed, on)
    with store.writing(_("Training data added")) as writing:
        for kind, rows in invented.items():
            writing.insert_rows(kind, rows)
    return invented[Service]


def _write_staff(store: Store, seed: int, listed: list[str]) -> list[UUID]:
    made = Chance(seed, 0)
    rows: list[dict[str, Any]] = [
        {
            "id": made.key(),
            "name": name,
            "phone": f"0465710{index:03d}",
            "email": f"{fold(name).replace(' ', '.').replace(chr(39), '')}@example.org",
        }
        for index, name in enumerate(listed, start=10)
    ]
    with store.writing(_("Training data added")) as writing:
        writing.add(
            Agency(
                name="PLIE d’entraînement",
                address="12 rue du Moulin, 13003 Marseille",
                phone="04 65 71 00 00",
                email="accueil@example.org",
                data_protection_contact="dpo@example.org",
            )
        )
        writing.insert_rows(Counsellor, rows)
    return [row["id"] for row in rows]
