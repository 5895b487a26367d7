"""An open record says what each of its parts says when it is asked for alone."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from caseflow.domain.errors import Missing
from caseflow.domain.scheme import Scheme
from caseflow.services.desk import Desk
from caseflow.services.pathways import StepDraft
from tests.conftest import TODAY


def test_an_open_record_is_the_person_her_pathway_and_what_comes_next(desk: Desk, amina: UUID) -> None:
    desk.pathways.add_step(
        amina, StepDraft(Scheme.ACI, planned_start=date(2027, 1, 4), operator="Les Jardins", contact_name="Léa")
    )
    opened = desk.people.open(amina, TODAY)
    assert opened.person == desk.people.record(amina, TODAY)
    assert opened.pathway == desk.pathways.view(amina, TODAY)
    summary = desk.summaries.summary(amina, TODAY)
    assert opened.next_steps == summary.next_steps != ()
    assert opened.contacts == summary.contacts != ()


def test_a_record_that_is_gone_is_told(desk: Desk) -> None:
    with pytest.raises(Missing):
        desk.people.open(uuid4(), TODAY)
