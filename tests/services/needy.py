"""A caseload with needs, for the tests of the report: who has which barrier is decided by the number of the person."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from caseflow.domain.barrier import Barrier, Theme
from caseflow.domain.base import new_id
from caseflow.domain.person import FactKind, Person, SituationFact, file_number
from caseflow.domain.referral import Referral, ReferralState
from caseflow.services.desk import Desk
from tests.services.referring import partner

NOTED, UNTIL = date(2026, 3, 2), date(2026, 11, 23)
COMMUNES = ("13055", "13001", "13005", "13056")
"""Marseille, Aix-en-Provence, Aubagne, Martigues: one territory each."""


def fill_needs(desk: Desk, people: int = 160) -> UUID:
    """Write people with barriers, lifted ones and referrals; return a service of mobility open to Marseille alone."""
    service = partner(
        desk, themes='["mobilite--preparer-un-permis"]', zones='["13055"]', insee_code="13055", post_code="13001"
    )
    rows: dict[type[Any], list[dict[str, Any]]] = {Person: [], SituationFact: [], Barrier: [], Referral: []}
    for number in range(people):
        person = {"id": new_id(), "file_number": file_number(number + 1), "last_name": f"N{number}", "first_name": "X"}
        rows[Person].append(
            {**person, "insee_code": COMMUNES[(number % 7) % 4], "birth_date": date(1970 + number % 35, 5, 5)}
        )
        if number % 3:
            fact = {"id": new_id(), "person_id": person["id"], "kind": FactKind.RSA if number % 2 else FactKind.QPV}
            rows[SituationFact].append({**fact, "since": NOTED})
        for place, theme in enumerate(_themes(number)):
            is_lifted = (number + place) % 6 == 0
            rows[Barrier].append(
                {
                    "id": new_id(),
                    "person_id": person["id"],
                    "theme": theme,
                    "noted_on": NOTED,
                    "level": 0 if is_lifted else 1 + number % 3,
                    "lifted_on": NOTED + timedelta(days=10 + number) if is_lifted else None,
                }
            )
        if number % 4 == 0:
            rows[Referral].append(_referral(person["id"], service, number))
    with desk.store.writing("Needs") as writing:
        for kind, lines in rows.items():
            writing.insert_rows(kind, lines)
    return service


def _themes(number: int) -> list[Theme]:
    usual = [Theme.MOBILITY] if number % 2 else [Theme.HOUSING]
    if number % 5 == 0:
        usual.append(Theme.HEALTH)
    if number % 9 == 0:
        usual.append(Theme.DIGITAL)
    if number % 80 == 7:
        usual.append(Theme.DISCRIMINATION)
    return usual


def _referral(person: UUID, service: UUID, number: int) -> dict[str, Any]:
    is_done = number % 8 == 0
    return {
        "id": new_id(),
        "person_id": person,
        "service_id": service,
        "proposed_on": NOTED,
        "state": ReferralState.DONE if is_done else ReferralState.SENT,
        "consent_on": NOTED,
        "sent_on": NOTED,
        "answered_on": NOTED + timedelta(days=9) if is_done else None,
        "ended_on": NOTED + timedelta(days=20) if is_done else None,
    }
