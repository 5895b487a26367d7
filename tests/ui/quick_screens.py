"""The quick form of an interview, in its states: for `SCREENS`."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from caseflow.domain.barrier import Theme
from caseflow.domain.interview import CallOutcome
from caseflow.ui.quick_log.call_window import CallWindow
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


def call(stage: "Stage", *, is_known: bool) -> QWidget:
    """A call: from somebody on file who is to be called back, or from a number that becomes a record."""
    window = CallWindow(stage.parent, stage.context)
    window.begin()
    if is_known:
        stage.context.desk.interviews.note([stage.weighed], stage.context.today(), note=WORDS)
        window.who.choose(stage.weighed, "N’GUESSAN Amina-Œlla")
        window.outcomes.chips[CallOutcome.TO_CALL_BACK].click()
    else:
        window.who.line.setText("06 12 34 56 78")
        window.is_new.click()
    stage.settle()
    return window


QUICK_SCREENS = {
    "call": partial(call, is_known=True),
    "call, unknown": partial(call, is_known=False),
    "quick log": partial(quick_log, is_filled=False),
    "quick log, filled": partial(quick_log, is_filled=True),
}
