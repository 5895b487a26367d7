"""« Depuis la dernière fois »: what happened since the last meeting, in three sentences that name nothing of health."""

from datetime import date
from uuid import UUID

from caseflow.domain.barrier import GoalKind, Theme
from caseflow.domain.interview import AppointmentStatus, CallOutcome, Medium
from caseflow.domain.pathway import StepOutcome, StepState
from caseflow.domain.referral import ReferralState, SentHow
from caseflow.domain.scheme import Scheme
from caseflow.services.desk import Desk
from caseflow.services.pathways import StepDraft
from caseflow.services.since_last import Kind, SinceLast
from tests.conftest import TODAY

LAST = date(2026, 10, 26)


def told(desk: Desk, person: UUID) -> SinceLast:
    return desk.interviews.since_last_time(person, TODAY)


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


def test_nobody_met_yet_has_no_last_time(desk: Desk, amina: UUID) -> None:
    assert told(desk, amina) == SinceLast(None, (), ())
    desk.interviews.note([amina], LAST, medium=Medium.EMAIL)
    desk.interviews.note([amina], LAST, medium=Medium.PHONE, call_outcome=CallOutcome.MESSAGE_LEFT)
    desk.interviews.note([amina], TODAY)
    desk.interviews.plan(amina, date(2026, 12, 21), 600)
    found = told(desk, amina)
    assert (found.since, found.happened) == (None, ())
    assert [plain(each) for each in found.sentences] == ["Prévu : rendez-vous le lun. 21 déc. à 10 h 00."]


def test_an_appointment_honoured_is_a_meeting_too(desk: Desk, amina: UUID) -> None:
    desk.interviews.note([amina], date(2026, 9, 1))
    key = desk.interviews.plan(amina, LAST, 600)
    desk.interviews.settle(key, AppointmentStatus.HONOURED)
    assert told(desk, amina).since == LAST


def test_what_happened_and_what_was_promised_make_three_sentences(desk: Desk, amina: UUID) -> None:
    desk.interviews.note([amina], LAST, note="Fait le point")
    missed = desk.interviews.plan(amina, date(2026, 11, 9), 600)
    desk.interviews.settle(missed, AppointmentStatus.ABSENT)
    desk.interviews.plan(amina, date(2026, 12, 21), 600, purpose="Bilan")
    step = desk.pathways.add_step(
        amina, StepDraft(Scheme.POEC, title="POEC cariste", state=StepState.IN_PROGRESS, started_on=date(2026, 9, 7))
    )
    desk.pathways.complete_step(step, date(2026, 11, 6), StepOutcome.QUALIFIED)
    desk.pathways.add_step(amina, StepDraft(Scheme.PMSMP, title="Stage Le Fil", planned_start=date(2026, 12, 1)))
    desk.barriers.note(amina, Theme.MOBILITY, date(2026, 11, 16))
    found = told(desk, amina)
    assert len(found.sentences) == 3
    came, weighs, promised = (plain(sentence) for sentence in found.sentences)
    assert came == "1 absence, POEC cariste : étape terminée."
    assert weighs == "1 frein noté (Mobilité)."
    assert promised.startswith("Prévu : Stage Le Fil à partir du mar. 1er déc., rendez-vous le lun. 21 déc. à 10 h 00")
    assert [each.kind for each in found.happened] == [Kind.STEP_ENDED, Kind.NO_SHOW, Kind.NOTED]


def test_what_was_there_on_the_last_day_is_not_told_again(desk: Desk, amina: UUID) -> None:
    desk.interviews.note([amina], LAST)
    desk.barriers.note(amina, Theme.MOBILITY, LAST)
    assert told(desk, amina).sentences == ()


def test_health_is_counted_and_never_named(desk: Desk, amina: UUID) -> None:
    desk.interviews.note([amina], LAST)
    desk.barriers.note(amina, Theme.HEALTH, date(2026, 11, 16))
    found = told(desk, amina)
    assert [plain(each) for each in found.sentences] == ["1 frein noté."]
    assert not any("anté" in each.words for each in found.happened)


def test_a_service_of_health_that_answers_is_not_named(desk: Desk, amina: UUID) -> None:
    desk.interviews.note([amina], LAST)
    health = {"name": "Écoute", "structure_name": "Clinique", "themes": ("sante--acces-aux-soins",)}
    service = desk.resources.create(health, LAST)
    sent = desk.referrals.refer(amina, service, LAST, SentHow.PHONE, consent_on=LAST)
    desk.referrals.answer(sent, ReferralState.ACCEPTED, date(2026, 11, 16))
    (happening,) = told(desk, amina).happened
    assert (happening.kind, happening.name) == (Kind.ANSWER, "")
    assert "Clinique" not in happening.words


def test_what_should_be_done_already_is_told_with_its_year(desk: Desk, amina: UUID) -> None:
    desk.interviews.note([amina], LAST)
    barrier = desk.barriers.note(amina, Theme.MOBILITY, LAST)
    desk.barriers.add_goal(barrier, GoalKind.ACTION, "Passer le code", due_on=date(2026, 1, 2))
    desk.barriers.add_goal(barrier, GoalKind.ACTION, "Louer une voiture", due_on=date(2026, 12, 1))
    *_before, promised = (plain(sentence) for sentence in told(desk, amina).sentences)
    assert promised == "Prévu : Passer le code, attendu le 02/01/2026, Louer une voiture pour le mar. 1er déc."
