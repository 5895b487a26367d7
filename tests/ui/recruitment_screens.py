"""The screens of recruitments, in each of their states; walked with the others: see `screens`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from caseflow.services.recruitments import CriterionDraft, InvitationDraft, JobDraft, RecruitmentDraft
from caseflow.ui.recruitments.new_dialog import NewRecruitmentDialog
from caseflow.ui.recruitments.page import RecruitmentsPage
from caseflow.ui.recruitments.recruitment_page import RecruitmentPage

if TYPE_CHECKING:
    from tests.ui.screens import Stage


def warehouse(stage: Stage) -> UUID:
    draft = RecruitmentDraft(
        "ENTREPOT-2027",
        "Ouverture de l’entrepôt Nord, zone logistique de Fos-sur-Mer",
        jobs=(JobDraft("Préparateur de commandes", 80), JobDraft("Cariste", 40)),
        criteria=(CriterionDraft("Disponible en 3 × 8, week-ends compris ?"),),
        invitations=(InvitationDraft("Mission locale de Marseille", quota=40),),
        details={"employer": "Logis Sud"},
    )
    return stage.context.desk.recruitments.create(draft, stage.context.today())


def recruitments(stage: Stage, *, is_empty: bool) -> QWidget:
    if not is_empty:
        warehouse(stage)
    return RecruitmentsPage(stage.context)


def recruitment(stage: Stage, key: str) -> QWidget:
    """The page of a recruitment on one of its stages."""
    desk = stage.context.desk
    known = desk.recruitments.all()
    page = RecruitmentPage(stage.context, known[0].id if known else warehouse(stage))
    page.show_tab(key)
    return page


RECRUITMENT_SCREENS = {
    "recruitments, empty": partial(recruitments, is_empty=True),
    "new recruitment": lambda stage: NewRecruitmentDialog(stage.parent, stage.context),
    "recruitments": partial(recruitments, is_empty=False),
    "recruitment: need": partial(recruitment, key="need"),
}
