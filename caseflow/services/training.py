"""The training store: invented but lifelike people and careers; same seed, same store, whatever the size.

Person number n is the same in a store of 70 as in one of 50,000: each is drawn with a chance of its own.
"""

import random
import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from caseflow.domain.base import Entity
from caseflow.domain.counsellor import Agency, Counsellor
from caseflow.domain.enrolment import (
    CommissionDecision,
    Enrolment,
    EnrolmentSuspension,
    ExitKind,
    ReferentAssignment,
)
from caseflow.domain.iae import IaePass, PassSuspension, PassSuspensionReason
from caseflow.domain.pathway import Contract, ImmersionPurpose, MrsResult, MrsStage, Step, StepOutcome, StepState
from caseflow.domain.person import Civility, ContactKind, ContactPoint, FactKind, Person, SituationFact, file_number
from caseflow.domain.scheme import IAE_SCHEMES, Scheme
from caseflow.i18n import _, fold
from caseflow.resources import resource
from caseflow.services import reference
from caseflow.store.store import Store

LOT = 1_000
"""How many people are written in one action."""

_TERRITORY_WEIGHTS = (46, 20, 10, 8, 8, 8)
_EXITS = (
    ExitKind.PERMANENT_CONTRACT,
    ExitKind.FIXED_TERM_6_MONTHS,
    ExitKind.QUALIFYING_TRAINING,
    ExitKind.BUSINESS_CREATION,
    ExitKind.MOVED_AWAY,
    ExitKind.NO_NEWS,
    ExitKind.REORIENTED,
    ExitKind.ABANDONED,
)
_MONTH = timedelta(days=30)

Rows = dict[type[Entity], list[dict[str, Any]]]
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
)


def fill(
    store: Store, people: int, seed: int, on: date, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> None:
    """Fill an empty store with invented people, as seen on a day; tell how many are done of how many."""
    counsellors = _write_staff(store, seed)
    author = _Author(seed, on, counsellors)
    for start in range(0, people, LOT):
        rows: Rows = {kind: [] for kind in _ORDER}
        for number in range(start, min(start + LOT, people)):
            author.invent(number, rows)
        with store.writing(_("Training data added")) as writing:
            for kind in _ORDER:
                writing.insert_rows(kind, rows[kind])
        progress(min(start + LOT, people), people)


def _write_staff(store: Store, seed: int) -> list[UUID]:
    made = _Chance(seed, 0)
    listed = _words()["counsellors"]
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


def _words() -> dict[str, Any]:
    return tomllib.loads(resource("demo", "people.toml").read_text(encoding="utf-8"))


class _Chance(random.Random):
    """Draws that a seed and a number decide, keys included."""

    def __init__(self, seed: int, number: int) -> None:
        super().__init__(f"{seed}:{number}")
        self._number = number

    def key(self) -> UUID:
        """Draw the key of a row: a UUIDv7 whose time is the number, so that keys grow as real ones do."""
        value = self.getrandbits(80) & ~(0xF << 76) & ~(0x3 << 62)
        return UUID(int=self._number << 80 | value | 0x7 << 76 | 0x2 << 62)

    def happens(self, probability: float) -> bool:
        """Draw yes or no."""
        return self.random() < probability

    def day(self, first: date, last: date) -> date:
        """Draw a day between two, both included."""
        return first + timedelta(days=self.randint(0, max(0, (last - first).days)))


class _Author:
    """Invents people and careers, seen from a day."""

    def __init__(self, seed: int, on: date, counsellors: list[UUID]) -> None:
        self._seed = seed
        self._on = on
        self._counsellors = counsellors
        self._lists = _words()
        self._territories = [[reference.communes()[code] for code in each.communes] for each in reference.territories()]

    def invent(self, number: int, rows: Rows) -> None:
        """Add all the rows of one person."""
        chance = _Chance(self._seed, number + 1)
        person = self._person(chance, number)
        rows[Person].append(person)
        self._contacts(chance, person, number, rows)
        self._facts(chance, person, rows)
        if chance.happens(0.94):
            self._stay(chance, person, rows)

    def _person(self, chance: _Chance, number: int) -> dict[str, Any]:
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

    def _france_travail_id(self, chance: _Chance) -> str | None:
        if chance.happens(0.12):
            return None
        if chance.happens(0.5):
            return f"{chance.randint(0, 9_999_999):07d}{chance.choice('ABCDEFGHJKLMNPRSTUVWXYZ')}"
        return f"{chance.randint(10**10, 10**11 - 1)}"

    def _contacts(self, chance: _Chance, person: dict[str, Any], number: int, rows: Rows) -> None:
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

    def _facts(self, chance: _Chance, person: dict[str, Any], rows: Rows) -> None:
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

    def _stay(self, chance: _Chance, person: dict[str, Any], rows: Rows) -> None:
        referred = self._on - timedelta(days=chance.randint(10, 1300))
        commission = referred + timedelta(days=chance.randint(7, 45))
        entered = commission + timedelta(days=chance.randint(0, 14))
        is_in = entered <= self._on
        exited, kind = None, None
        if is_in and chance.happens(0.28):
            exited = chance.day(min(entered + 8 * _MONTH, self._on), self._on)
            kind = chance.choices(_EXITS, (24, 18, 10, 5, 12, 12, 12, 7))[0]
        stay_id = chance.key()
        proof_due = exited + timedelta(days=183) if exited else None
        is_proved = proof_due is not None and proof_due <= self._on and kind in _EXITS[:4] and chance.happens(0.6)
        rows[Enrolment].append(
            {
                "id": stay_id,
                "person_id": person["id"],
                "prescriber": chance.choice(
                    ("France Travail Joliette", "CCAS", "Mission locale", "Maison départementale")
                ),
                "prescriber_kind": chance.choice(("FT", "CCAS", "ML", "DEPT")),
                "referred_on": referred,
                "commission_on": commission if commission <= self._on else None,
                "commission_decision": CommissionDecision.ACCEPTED if commission <= self._on else None,
                "entered_on": entered if is_in else None,
                "exited_on": exited,
                "exit_kind": kind,
                "six_month_proof_on": proof_due if is_proved else None,
                "six_month_proof": "Bulletins de salaire" if is_proved else None,
            }
        )
        if is_in:
            end = exited or self._on
            self._referents(chance, stay_id, entered, end, rows)
            paused = self._suspension(chance, stay_id, entered, end, rows)
            self._career(chance, person["id"], stay_id, entered, exited, paused, rows)

    def _referents(self, chance: _Chance, stay_id: UUID, entered: date, end: date, rows: Rows) -> None:
        first, second = chance.sample(self._counsellors, 2)
        handed_over = chance.day(entered, end) if chance.happens(0.2) and (end - entered).days > 60 else None
        last_day = handed_over - timedelta(days=1) if handed_over and handed_over > entered else None
        rows[ReferentAssignment].append(
            {"id": chance.key(), "enrolment_id": stay_id, "counsellor_id": first, "since": entered, "until": last_day}
        )
        if last_day:
            rows[ReferentAssignment].append(
                {
                    "id": chance.key(),
                    "enrolment_id": stay_id,
                    "counsellor_id": second,
                    "since": handed_over,
                    "until": None,
                }
            )

    def _suspension(
        self, chance: _Chance, stay_id: UUID, entered: date, end: date, rows: Rows
    ) -> tuple[date, date] | None:
        if not chance.happens(0.1) or (end - entered).days < 200:
            return None
        since = chance.day(entered + 2 * _MONTH, end - 3 * _MONTH)
        until = since + timedelta(days=chance.randint(30, 80))
        rows[EnrolmentSuspension].append(
            {
                "id": chance.key(),
                "enrolment_id": stay_id,
                "since": since,
                "until": until,
                "reason": "Indisponibilité temporaire",
            }
        )
        return since, until

    def _career(
        self,
        chance: _Chance,
        person_id: UUID,
        stay_id: UUID,
        entered: date,
        exited: date | None,
        paused: tuple[date, date] | None,
        rows: Rows,
    ) -> None:
        day = entered + timedelta(days=chance.randint(0, 40))
        horizon = exited or self._on + 3 * _MONTH
        has_pass = False
        for _number in range(14):
            if day >= horizon:
                break
            if paused and paused[0] <= day <= paused[1]:
                day = paused[1] + timedelta(days=1)
            model = chance.choice(self._lists["step"])
            step = self._step(chance, model, person_id, stay_id, day, exited)
            rows[Step].append(step)
            if step["scheme"] == Scheme.MRS:
                self._mrs(chance, step, rows)
            if step["scheme"] in IAE_SCHEMES and not has_pass and step["started_on"]:
                has_pass = True
                self._pass(chance, person_id, day, rows)
            end = step["ended_on"] or step["planned_end"]
            if step["state"] is StepState.PLANNED:
                break
            day = end + timedelta(days=chance.choices((3, 20, 50, 110), (30, 35, 22, 13))[0] + chance.randint(0, 15))

    def _step(
        self, chance: _Chance, model: dict[str, Any], person_id: UUID, stay_id: UUID, start: date, exited: date | None
    ) -> dict[str, Any]:
        planned_end = start + timedelta(weeks=chance.randint(*model["weeks"]), days=-1)
        limit = exited or self._on
        is_ahead, is_over = start > self._on, planned_end < limit
        stopped_early = is_over and chance.happens(0.12)
        ended = chance.day(start, planned_end) if stopped_early else planned_end if is_over else None
        if exited and not is_over:
            ended = max(start, exited)
        state = StepState.PLANNED if is_ahead else StepState.IN_PROGRESS
        if ended is not None:
            state = StepState.ABANDONED if stopped_early else StepState.DONE
        hours = model.get("hours")
        index = chance.randrange(len(model["titles"]))
        scheme = Scheme(model["scheme"])
        return {
            "id": chance.key(),
            "person_id": person_id,
            "enrolment_id": stay_id,
            "scheme": scheme,
            "variant": model.get("variant"),
            "title": model["titles"][index],
            "state": state,
            "planned_start": start,
            "planned_end": planned_end,
            "started_on": None if is_ahead else start,
            "ended_on": ended,
            "operator": model["operator"],
            "contact_phone": f"0465711{chance.randint(0, 999):03d}" if chance.happens(0.5) else None,
            "place": "12 rue du Moulin, Marseille" if is_ahead and chance.happens(0.6) else None,
            "bring": "Pièce d’identité, CV" if is_ahead and chance.happens(0.7) else None,
            "prescriber": "PLIE",
            "weekly_minutes": hours * 60 if hours else None,
            "contract": Contract(model["contract"]) if "contract" in model else None,
            "job_title": model["jobs"][min(index, len(model["jobs"]) - 1)] if "jobs" in model else None,
            "outcome": self._outcome(chance, scheme, state),
            "funder": model.get("funder"),
            "purpose": chance.choice(list(ImmersionPurpose)) if scheme is Scheme.PMSMP else None,
            "mrs_stage": MrsStage.DECISION if scheme is Scheme.MRS and ended else None,
        }

    def _outcome(self, chance: _Chance, scheme: Scheme, state: StepState) -> StepOutcome | None:
        if state is StepState.ABANDONED:
            return chance.choice(
                (StepOutcome.STOPPED_BY_PERSON, StepOutcome.STOPPED_BY_OPERATOR, StepOutcome.DID_NOT_COME)
            )
        if state is not StepState.DONE:
            return None
        if scheme in (Scheme.MRS, Scheme.POEI, Scheme.POEC):
            return chance.choice((StepOutcome.HIRED, StepOutcome.NOT_SELECTED, StepOutcome.NEXT_STEP))
        return chance.choice((StepOutcome.COMPLETED, StepOutcome.COMPLETED, StepOutcome.NEXT_STEP))

    def _mrs(self, chance: _Chance, step: dict[str, Any], rows: Rows) -> None:
        if step["started_on"] is None:
            return
        for index, stage in enumerate(MrsStage):
            held = step["started_on"] + timedelta(days=4 * index)
            if held > self._on:
                return
            passed = chance.happens(0.85)
            rows[MrsResult].append(
                {"id": chance.key(), "step_id": step["id"], "stage": stage, "held_on": held, "is_passed": passed}
            )
            if not passed:
                return

    def _pass(self, chance: _Chance, person_id: UUID, start: date, rows: Rows) -> None:
        pass_id = chance.key()
        number = f"99999{chance.randint(0, 9_999_999):07d}"
        rows[IaePass].append({"id": pass_id, "person_id": person_id, "number": number, "started_on": start})
        since = start + timedelta(days=chance.randint(60, 300))
        if chance.happens(0.2) and since < self._on:
            until = min(since + timedelta(days=chance.randint(16, 120)), self._on)
            rows[PassSuspension].append(
                {
                    "id": chance.key(),
                    "pass_id": pass_id,
                    "since": since,
                    "until": until,
                    "reason": PassSuspensionReason.CONTRACT_SUSPENDED,
                }
            )
