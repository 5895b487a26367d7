"""Invented careers: a stay in the PLIE, its referents and pauses, steps across schemes, gaps and exits."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from caseflow.domain.enrolment import (
    CommissionDecision,
    Enrolment,
    EnrolmentSuspension,
    ExitKind,
    ReferentAssignment,
)
from caseflow.domain.iae import IaePass, PassSuspension, PassSuspensionReason
from caseflow.domain.pathway import Contract, ImmersionPurpose, MrsResult, MrsStage, Step, StepOutcome, StepState
from caseflow.domain.scheme import IAE_SCHEMES, Scheme
from caseflow.services.training.chance import Chance, Row, Rows

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
_PRESCRIBERS = (
    ("France Travail Joliette", "FT"),
    ("CCAS", "CCAS"),
    ("Mission locale", "ML"),
    ("Maison départementale", "DEPT"),
)
_MONTH = timedelta(days=30)


class Biographer:
    """Invents what somebody went through, as known on a day."""

    def __init__(self, words: dict[str, Any], on: date, counsellors: list[UUID]) -> None:
        self._lists = words
        self._on = on
        self._counsellors = counsellors

    def invent(self, chance: Chance, person: Row, rows: Rows) -> None:
        """Add a stay in the PLIE and all its steps."""
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
        prescriber, prescriber_kind = chance.choice(_PRESCRIBERS)
        rows[Enrolment].append(
            {
                "id": stay_id,
                "person_id": person["id"],
                "prescriber": prescriber,
                "prescriber_kind": prescriber_kind,
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

    def _referents(self, chance: Chance, stay_id: UUID, entered: date, end: date, rows: Rows) -> None:
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
        self, chance: Chance, stay_id: UUID, entered: date, end: date, rows: Rows
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
        chance: Chance,
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
        self, chance: Chance, model: dict[str, Any], person_id: UUID, stay_id: UUID, start: date, exited: date | None
    ) -> Row:
        planned_end = start + timedelta(weeks=chance.randint(*model["weeks"]), days=-1)
        is_ahead = start > self._on
        state, ended = self._ending(chance, start, planned_end, exited)
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

    def _ending(
        self, chance: Chance, start: date, planned_end: date, exited: date | None
    ) -> tuple[StepState, date | None]:
        """Draw how far a step is, and its last day if it has one."""
        if start > self._on:
            return StepState.PLANNED, None
        if planned_end >= (exited or self._on):
            return (StepState.DONE, max(start, exited)) if exited else (StepState.IN_PROGRESS, None)
        if chance.happens(0.12):
            return StepState.ABANDONED, chance.day(start, planned_end)
        return StepState.DONE, planned_end

    def _outcome(self, chance: Chance, scheme: Scheme, state: StepState) -> StepOutcome | None:
        if state is StepState.ABANDONED:
            return chance.choice(
                (StepOutcome.STOPPED_BY_PERSON, StepOutcome.STOPPED_BY_OPERATOR, StepOutcome.DID_NOT_COME)
            )
        if state is not StepState.DONE:
            return None
        if scheme in (Scheme.MRS, Scheme.POEI, Scheme.POEC):
            return chance.choice((StepOutcome.HIRED, StepOutcome.NOT_SELECTED, StepOutcome.NEXT_STEP))
        return chance.choice((StepOutcome.COMPLETED, StepOutcome.COMPLETED, StepOutcome.NEXT_STEP))

    def _mrs(self, chance: Chance, step: Row, rows: Rows) -> None:
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

    def _pass(self, chance: Chance, person_id: UUID, start: date, rows: Rows) -> None:
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
