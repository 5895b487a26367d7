"""The buttons above the barriers: note one, and what can be done with the line that is chosen."""

from collections.abc import Callable, Mapping

from caseflow.i18n import N_
from caseflow.services.barrier_views import BarrierLine, GoalLine
from caseflow.ui.widgets.deed_bar import BarButton, DeedBar

_DEEDS = (
    BarButton("add", N_("Add a barrier…"), N_("Add a barrier (Ctrl+B)"), "plus"),
    BarButton("edit", N_("Edit…"), N_("Edit the chosen line (Enter)")),
    BarButton(
        "next", N_("Level, state"), N_("Weigh the chosen barrier again, or move the chosen objective on (Space)")
    ),
    BarButton("lift", N_("Lifted…"), N_("The chosen barrier no longer weighs"), "check"),
    BarButton("reopen", N_("Reopen"), N_("The chosen barrier weighs again")),
    BarButton("refer", N_("Refer…"), N_("Refer the person to a partner for the chosen barrier"), "forward"),
    BarButton("remove", N_("Remove"), N_("Remove the chosen line (Delete)")),
)
TIPS = {deed.key: deed.tip for deed in _DEEDS}
"""What each button does, in a sentence."""


class BarrierBar(DeedBar):
    """Note a barrier, and what can be done with the line that is chosen."""

    def __init__(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(_DEEDS, handlers)
        self.show_line(None, None)

    def show_line(self, line: BarrierLine | None, goal: GoalLine | None) -> None:
        """Offer what applies to a barrier, or to one of its goals."""
        self.offer(applying_to(line, goal))
        is_lifted = line is not None and not line.is_open
        self.button("lift").setVisible(not is_lifted)
        self.button("reopen").setVisible(is_lifted)


def applying_to(line: BarrierLine | None, goal: GoalLine | None) -> dict[str, bool]:
    """Tell, by the key of each button, whether it applies to the chosen line: a goal, else its barrier."""
    is_open = line is not None and line.is_open
    return {
        "add": True,
        "edit": line is not None,
        "next": goal is not None or is_open,
        "lift": is_open,
        "reopen": line is not None and not line.is_open,
        "refer": is_open,
        "remove": line is not None,
    }
