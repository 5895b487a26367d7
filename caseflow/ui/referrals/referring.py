"""Open the form that refers somebody, wherever it was asked from: a record, a barrier, a service of the directory."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from caseflow.i18n import _
from caseflow.services.referral_lines import ReferralChoices
from caseflow.ui.context import Context


def refer(
    window: QWidget,
    context: Context,
    person_id: UUID,
    barrier_id: UUID | None = None,
    service_id: UUID | None = None,
) -> None:
    """Open the form on a person, once what it starts from is read."""
    work = partial(context.desk.referrals.choices, person_id)
    done = partial(_open, window, context, barrier_id, service_id)
    context.tasks.run(window, work, done, only_latest="refer")


def refer_to(
    window: QWidget,
    context: Context,
    recent: Callable[[], Sequence[UUID]],
    service_id: UUID,
    person_id: UUID | None = None,
) -> None:
    """Open the form on a service; without a person, it is asked first who is meant, those seen lately first."""
    if person_id is not None:
        refer(window, context, person_id, service_id=service_id)
        return
    from caseflow.ui.referrals.person_dialog import PersonDialog

    def chosen(found: UUID) -> None:
        refer(window, context, found, service_id=service_id)

    PersonDialog.ask(window, context, _("Whom do you refer?"), recent(), chosen)


def _open(
    window: QWidget, context: Context, barrier_id: UUID | None, service_id: UUID | None, choices: ReferralChoices
) -> None:
    from caseflow.ui.referrals.refer_dialog import ReferDialog

    ReferDialog.ask(window, context, choices, barrier_id, service_id)
