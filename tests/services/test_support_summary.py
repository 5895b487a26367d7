"""Barriers, partners and appointments go home with the person; health and justice do not."""

from datetime import date
from uuid import UUID

import pytest

from caseflow.domain.barrier import Barrier, Theme
from caseflow.domain.interview import AppointmentStatus
from caseflow.domain.referral import Referral, ReferralState
from caseflow.domain.resource import Service, Structure
from caseflow.services.barriers import note_barrier
from caseflow.services.desk import Desk
from caseflow.services.interviews import plan_appointment
from caseflow.services.referrals import propose_service
from caseflow.services.summaries import Advance
from tests.conftest import TODAY

WEEK_AGO = date(2026, 11, 16)


@pytest.fixture
def garage(desk: Desk) -> UUID:
    return service(desk, "Garage solidaire", "mobilite--acceder-a-un-vehicule")


def service(desk: Desk, name: str, thematique: str) -> UUID:
    with desk.store.writing("Annuaire") as writing:
        structure = writing.add(Structure(source_id=f"caseflow--{name}", name=name))
        writing.session.flush()
        offered = writing.add(
            Service(
                structure_id=structure.id,
                source_id=f"caseflow--service-{name}",
                name=f"Aide de {name}",
                structure_name=name,
                themes=f'["{thematique}"]',
                contact_name="Karim",
                phone="+33442000001",
            )
        )
    return offered.id


def test_an_appointment_is_a_next_step_with_its_hour_whom_and_where(desk: Desk, amina: UUID) -> None:
    with desk.store.writing("Rendez-vous") as writing:
        plan_appointment(writing, amina, date(2026, 12, 21), 600, purpose="Point d’étape", place="Bureau 4")
        plan_appointment(writing, amina, WEEK_AGO, 600, purpose="Passé")
        plan_appointment(writing, amina, date(2026, 12, 1), 600, purpose="Annulé", status=AppointmentStatus.CANCELLED)
    (step,) = desk.summaries.summary(amina, TODAY).next_steps
    assert (step.on, step.at_minute, step.what, step.place) == (date(2026, 12, 21), 600, "Point d’étape", "Bureau 4")


def test_each_barrier_says_how_far_it_has_come(desk: Desk, amina: UUID, garage: UUID) -> None:
    with desk.store.writing("Freins") as writing:
        mobility = note_barrier(writing, amina, Theme.MOBILITY, WEEK_AGO)
        note_barrier(writing, amina, Theme.HOUSING, WEEK_AGO)
        lifted = note_barrier(writing, amina, Theme.FAMILY, WEEK_AGO)
        writing.add(lifted.lift(TODAY, "place en crèche"))
        writing.session.flush()
        propose_service(writing, amina, garage, WEEK_AGO, barrier_id=mobility.id)
    progress = desk.summaries.summary(amina, TODAY).progress
    assert [(each.label, each.advance) for each in progress] == [
        ("Mobilité\u00a0: réponse de Garage solidaire attendue", Advance.UNDER_WAY),
        ("Garde d’enfants et famille\u00a0: solution trouvée (place en crèche)", Advance.DONE),
        ("Logement\u00a0: à regarder ensemble", Advance.TO_DO),
    ]


def test_a_partner_is_to_call_as_long_as_something_is_expected_of_it(desk: Desk, amina: UUID, garage: UUID) -> None:
    with desk.store.writing("Prescription") as writing:
        referral = propose_service(writing, amina, garage, WEEK_AGO)
    (line,) = desk.summaries.summary(amina, TODAY).contacts
    assert (line.who, line.phone) == ("Garage solidaire – Karim", "04\u00a042\u00a000\u00a000\u00a001")
    with desk.store.writing("Réponse") as writing:
        writing.get(Referral, referral.id).answer(ReferralState.DONE, TODAY)
    assert desk.summaries.summary(amina, TODAY).contacts == ()


def test_a_service_of_health_that_lifted_another_barrier_is_not_named(desk: Desk, amina: UUID) -> None:
    clinic = service(desk, "SECRET-CLINIQUE", "sante--acces-aux-soins")
    with desk.store.writing("Freins") as writing:
        lifted = note_barrier(writing, amina, Theme.CONFIDENCE, WEEK_AGO)
        writing.add(lifted.lift(TODAY, by=clinic))
    summary = desk.summaries.summary(amina, TODAY)
    assert [each.label for each in summary.progress] == ["Confiance en soi\u00a0: solution trouvée"]
    assert "SECRET" not in repr(summary)


def test_health_and_justice_never_leave_with_the_summary(desk: Desk, amina: UUID, garage: UUID) -> None:
    clinic = service(desk, "SECRET-CLINIQUE", "sante--acces-aux-soins")
    with desk.store.writing("Freins") as writing:
        for theme in (Theme.HEALTH, Theme.JUSTICE):
            barrier = note_barrier(writing, amina, theme, WEEK_AGO)
            barrier.situation = f"SECRET-{theme}"  # no service of ours would write it
            propose_service(writing, amina, garage, WEEK_AGO, barrier_id=barrier.id, reason="SECRET-MOTIF")
        propose_service(writing, amina, clinic, WEEK_AGO, reason="SECRET-MOTIF")
    summary = desk.summaries.summary(amina, TODAY)
    assert "SECRET" not in repr(summary)
    assert (summary.barriers, summary.referrals, summary.contacts) == ((), (), ())
    with desk.store.reading() as session:
        assert session.query(Barrier).count() == 2
