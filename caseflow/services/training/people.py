"""Invented people: names of Provence and of the world that lives there, contacts, situation."""

from datetime import date, timedelta
from typing import Any

from caseflow.domain.person import Civility, ContactKind, ContactPoint, FactKind, Person, SituationFact, file_number
from caseflow.i18n import fold
from caseflow.services import reference
from caseflow.services.training.chance import Chance, Row, Rows
from caseflow.services.training.directory import towns_with_partners

_TERRITORY_WEIGHTS = (46, 20, 10, 8, 8, 8)


class Portraitist:
    """Invents who somebody is, as known on a day."""

    def __init__(self, words: dict[str, Any], on: date) -> None:
        self._lists = words
        self._on = on
        towns = towns_with_partners()
        self._territories = [
            [reference.communes()[code] for code in each.communes if code in towns] for each in reference.territories()
        ]

    def invent(self, chance: Chance, number: int, rows: Rows) -> Row:
        """Add a person with contacts and situation, and return the person's row."""
        person = self._person(chance, number)
        rows[Person].append(person)
        self._contacts(chance, person, number, rows)
        self._facts(chance, person, rows)
        return person

    def _person(self, chance: Chance, number: int) -> Row:
        is_woman = chance.happens(0.56)
        last_name = chance.choice(self._lists["names"])
        birth_name = None
        if is_woman and chance.happens(0.25):
            birth_name = chance.choice(self._lists["names"])
            if chance.happens(0.2):
                last_name = f"{last_name}-{birth_name}"
        commune = chance.choice(chance.choices(self._territories, _TERRITORY_WEIGHTS)[0])
        project = chance.randrange(len(self._lists["projects"]["sentences"]))
        has_project = chance.happens(0.8)
        return {
            "id": chance.key(),
            "file_number": file_number(number + 1),
            "civility": Civility.MADAME if is_woman else Civility.MONSIEUR,
            "last_name": last_name,
            "birth_name": birth_name,
            "first_name": chance.choice(self._lists["women" if is_woman else "men"]),
            "birth_date": chance.day(date(self._on.year - 63, 1, 1), date(self._on.year - 18, 1, 1)),
            "address_line": f"{chance.randint(1, 180)} {chance.choice(self._lists['streets'])}",
            "post_code": chance.choice(commune.post_codes),
            "commune": commune.name,
            "insee_code": commune.insee_code,
            "france_travail_id": self._france_travail_id(chance),
            "caf_number": f"{chance.randint(1_000_000, 9_999_999)}" if chance.happens(0.6) else None,
            "project": self._lists["projects"]["sentences"][project] if has_project else None,
            "project_rome": self._lists["projects"]["romes"][project] if has_project else None,
            "project_is_validated": has_project and chance.happens(0.6),
            "mobility_radius_km": chance.choice((5, 10, 20, 30)) if chance.happens(0.5) else None,
            "notice_given_on": self._on - timedelta(days=chance.randint(1, 900)) if chance.happens(0.85) else None,
        }

    def _france_travail_id(self, chance: Chance) -> str | None:
        if chance.happens(0.12):
            return None
        if chance.happens(0.5):
            return f"{chance.randint(0, 9_999_999):07d}{chance.choice('ABCDEFGHJKLMNPRSTUVWXYZ')}"
        return f"{chance.randint(10**10, 10**11 - 1)}"

    def _contacts(self, chance: Chance, person: Row, number: int, rows: Rows) -> None:
        shared = {"person_id": person["id"], "is_valid": True}
        if chance.happens(0.95):
            mobile = (
                f"+33639980{chance.randint(0, 999):03d}" if number % 2 else f"+33639981{chance.randint(0, 999):03d}"
            )
            rows[ContactPoint].append(
                {"id": chance.key(), "kind": ContactKind.PHONE, "value": mobile, "rank": 0, **shared}
            )
        if chance.happens(0.6):
            local = ".".join(
                fold(str(person[key])).replace(" ", "").replace("'", "") for key in ("first_name", "last_name")
            )
            address = f"{local}{number}@example.org"
            rows[ContactPoint].append(
                {"id": chance.key(), "kind": ContactKind.EMAIL, "value": address, "rank": 0, **shared}
            )

    def _facts(self, chance: Chance, person: Row, rows: Rows) -> None:
        def add(kind: FactKind, value: str | None = None, since: date | None = None, proof: str | None = None) -> None:
            proof_on = self._on - timedelta(days=chance.randint(5, 400)) if proof else None
            rows[SituationFact].append(
                {
                    "id": chance.key(),
                    "person_id": person["id"],
                    "kind": kind,
                    "value": value,
                    "since": since,
                    "proof": proof,
                    "proof_on": proof_on,
                }
            )

        registered = self._on - timedelta(days=chance.randint(60, 2200))
        if chance.happens(0.9):
            proof = "Attestation d’inscription" if chance.happens(0.7) else None
            add(FactKind.FRANCE_TRAVAIL, chance.choices("ABCDE", (70, 10, 8, 4, 8))[0], registered, proof)
        if chance.happens(0.52):
            add(FactKind.RSA, since=registered, proof="Attestation CAF" if chance.happens(0.6) else None)
        elif chance.happens(0.3):
            add(FactKind.ARE, since=registered)
        elif chance.happens(0.3):
            add(FactKind.ASS, since=registered, proof="Attestation France Travail")
        for kind, share in ((FactKind.QPV, 0.5), (FactKind.RQTH, 0.11), (FactKind.LONE_PARENT, 0.22)):
            if chance.happens(share):
                add(kind, since=registered)
        add(
            FactKind.EDUCATION,
            chance.choices(("AFS", "CP4", "CFG", "C3A", "NV5", "NV4", "NV3", "NV2"), (8, 8, 10, 15, 35, 16, 5, 3))[0],
        )
