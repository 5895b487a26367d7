"""What goes home with the person: next steps, contacts, progress; nothing private, nothing sensitive."""

from datetime import date
from uuid import UUID

from caseflow.domain.pathway import StepState
from caseflow.domain.person import FactKind
from caseflow.domain.scheme import Scheme
from caseflow.services.desk import Desk
from caseflow.services.pathways import StepDraft
from caseflow.services.summaries import Advance
from tests.conftest import TODAY


def test_what_is_ahead_comes_in_order_with_what_to_bring(desk: Desk, amina: UUID) -> None:
    desk.pathways.add_step(amina, StepDraft(Scheme.GUIDANCE, title="Atelier CV"))
    desk.pathways.add_step(
        amina,
        StepDraft(Scheme.MRS, title="Information", planned_start=date(2026, 12, 3), bring="CV", place="MDE, salle B"),
    )
    desk.pathways.add_step(
        amina,
        StepDraft(
            Scheme.ACI,
            title="Chantier",
            state=StepState.IN_PROGRESS,
            started_on=date(2026, 6, 1),
            planned_end=date(2026, 11, 30),
        ),
    )
    steps = desk.summaries.summary(amina, TODAY).next_steps
    assert [step.on for step in steps] == [date(2026, 11, 30), date(2026, 12, 3), None]
    assert (steps[1].bring, steps[1].place) == ("CV", "MDE, salle B")


def test_nothing_private_or_sensitive_leaves_with_the_summary(desk: Desk, amina: UUID) -> None:
    desk.people.edit(amina, note="Note partagée", private_note="SECRET-PERSONNE")
    desk.pathways.add_step(amina, StepDraft(Scheme.JOB, note="Partagée", private_note="SECRET-ETAPE"))
    for kind in (FactKind.RQTH, FactKind.AAH, FactKind.HOUSING):
        desk.people.add_fact(amina, kind, value=f"SECRET-{kind}")
    desk.people.add_fact(amina, FactKind.QPV)
    desk.enrolments.refer(amina, TODAY, "SECRET-SPIP", "SPIP")
    summary = desk.summaries.summary(amina, TODAY)
    assert "SECRET" not in repr(summary)
    assert len(summary.facts) == 1


def test_progress_says_what_is_done_and_what_goes_on(desk: Desk, amina: UUID) -> None:
    for title, state, end in (("CACES", StepState.DONE, date(2026, 6, 14)), ("Permis", StepState.IN_PROGRESS, None)):
        desk.pathways.add_step(
            amina, StepDraft(Scheme.TRAINING, title=title, state=state, started_on=date(2026, 5, 1), ended_on=end)
        )
    progress = desk.summaries.summary(amina, TODAY).progress
    assert [(each.label.split(" (")[0], each.advance) for each in progress] == [
        ("Permis", Advance.UNDER_WAY),
        ("CACES", Advance.DONE),
    ]


def test_a_record_with_nothing_but_a_name_has_a_summary(desk: Desk, amina: UUID) -> None:
    summary = desk.summaries.summary(amina, TODAY)
    assert summary.next_steps == summary.steps == summary.contacts == ()
    assert summary.referent is None
    assert summary.timeline.lanes == ()


def test_the_referent_is_the_first_to_call(desk: Desk, amina: UUID) -> None:
    claire = desk.enrolments.add_counsellor("Claire Martin", "0465710001", "claire@example.org")
    desk.enrolments.enter(desk.enrolments.refer(amina, None), date(2026, 1, 1), claire)
    desk.pathways.add_step(
        amina,
        StepDraft(
            Scheme.ACI, title="Chantier", state=StepState.IN_PROGRESS, operator="Le Fil", contact_phone="0465711001"
        ),
    )
    contacts = desk.summaries.summary(amina, TODAY).contacts
    assert [contact.who for contact in contacts] == ["Claire Martin", "Le Fil"]
