"""A recruitment is opened with all it needs, found by its code, and its prescribers are asked once."""

from datetime import date

import pytest
from sqlalchemy import select

from caseflow.domain.errors import Conflict, Invalid, Missing
from caseflow.domain.recruitment import Criterion, Invitation, Prescriber
from caseflow.services.desk import Desk
from caseflow.services.recruitments import CriterionDraft, InvitationDraft, JobDraft, RecruitmentDraft
from tests.conftest import TODAY

WAREHOUSE = RecruitmentDraft(
    "ENTREPOT-2027",
    "Entrepôt Nord",
    jobs=(JobDraft("Préparateur", 80), JobDraft("Cariste", 40)),
    criteria=(CriterionDraft("Disponible en 3 × 8 ?"),),
    invitations=(InvitationDraft("Mission locale", quota=40), InvitationDraft("CCAS", quota=10)),
    details={"employer": "Logis Sud"},
)


def test_a_recruitment_opens_with_its_jobs_its_criteria_and_its_prescribers(desk: Desk) -> None:
    made = desk.recruitments.create(WAREHOUSE, TODAY)
    (line,) = desk.recruitments.all()
    assert (line.id, line.posts, line.candidates, line.employer) == (made, 120, 0, "Logis Sud")
    with desk.store.reading() as session:
        assert [each.question for each in session.scalars(select(Criterion))] == ["Disponible en 3 × 8 ?"]
        assert sorted(each.quota for each in session.scalars(select(Invitation)) if each.quota) == [10, 40]


def test_one_undo_takes_the_whole_of_it_back(desk: Desk) -> None:
    desk.recruitments.create(WAREHOUSE, TODAY)
    desk.undo.undo_last()
    assert desk.recruitments.all() == ()
    with desk.store.reading() as session:
        assert session.scalars(select(Prescriber)).all() == []


def test_it_is_found_by_its_code_however_it_is_written(desk: Desk) -> None:
    made = desk.recruitments.create(WAREHOUSE, TODAY)
    assert desk.recruitments.id_of(" entrepot-2027 ") == made
    with pytest.raises(Missing):
        desk.recruitments.id_of("DRIVE")


def test_a_code_is_given_once_and_a_job_has_a_post(desk: Desk) -> None:
    desk.recruitments.create(WAREHOUSE, TODAY)
    with pytest.raises(Conflict):
        desk.recruitments.create(RecruitmentDraft("Entrepôt-2027", "Autre"), TODAY)
    with pytest.raises(Invalid):
        desk.recruitments.create(RecruitmentDraft("DRIVE", "Drive", jobs=(JobDraft("Caisse", 0),)), TODAY)


def test_a_prescriber_asked_again_has_its_quota_changed(desk: Desk) -> None:
    made = desk.recruitments.create(WAREHOUSE, TODAY)
    desk.recruitments.invite(made, InvitationDraft("MISSION LOCALE", quota=55, deadline=date(2026, 12, 1)), TODAY)
    with desk.store.reading() as session:
        assert len(session.scalars(select(Prescriber)).all()) == 2
        assert sorted(each.quota for each in session.scalars(select(Invitation)) if each.quota) == [10, 55]


def test_an_invitation_is_corrected_its_address_emptied_and_nobody_is_invited_without_a_name(desk: Desk) -> None:
    made = desk.recruitments.create(RecruitmentDraft("DRIVE", "Drive"), TODAY)
    sender = desk.recruitments.invite(made, InvitationDraft("Cap emploi", email="a@example.org", quota=8), TODAY)
    desk.recruitments.edit_invitation(made, sender, email=None, quota=12, deadline=None)
    assert [(each.email, each.quota) for each in desk.recruitments.view(made).invitations] == [("", 12)]
    desk.undo.undo_last()
    assert [(each.email, each.quota) for each in desk.recruitments.view(made).invitations] == [("a@example.org", 8)]
    with pytest.raises(Invalid):
        desk.recruitments.invite(made, InvitationDraft(" "), TODAY)
