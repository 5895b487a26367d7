"""The quick form of an interview, in its states: for `SCREENS`."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from caseflow.domain.barrier import Theme
from caseflow.ui.quick_log.panel import QuickPanel
from tests.services.referring import partner

if TYPE_CHECKING:
    from tests.ui.screens import Stage

WORDS = "Voiture en panne, son budget est serré. Elle est alcoolique."


def quick_log(stage: "Stage", *, is_filled: bool) -> QWidget:
    """The form of somebody on whom barriers weigh; filled, a theme is looked at and a service chosen."""
    if not is_filled:
        panel = QuickPanel(stage.context, stage.person)
        panel.begin()
        return panel
    partner(stage.context.desk, themes='["mobilite--acceder-a-un-vehicule"]')
    stage.context.desk.interviews.plan(stage.weighed, stage.context.today(), 600)
    panel = QuickPanel(stage.context, stage.weighed)
    panel.begin()
    stage.settle()
    panel.note.setPlainText(WORDS)
    panel._look_for_barriers()
    panel.note.check_now()
    panel._on_looked_at(Theme.MOBILITY)
    stage.settle()
    for each in (*panel.resources._buttons.values(), panel._show_private_button, panel.next.other):
        each.click()
    return panel


QUICK_SCREENS = {
    "quick log": partial(quick_log, is_filled=False),
    "quick log, filled": partial(quick_log, is_filled=True),
}
