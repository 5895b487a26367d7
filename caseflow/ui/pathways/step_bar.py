"""The buttons above the steps: add one, and what can be done with the one that is chosen."""

from collections.abc import Callable, Mapping

from caseflow.domain.pathway import OVER, StepState
from caseflow.i18n import N_
from caseflow.services.pathway_view import StepView
from caseflow.ui.widgets.deed_bar import BarButton, DeedBar

_DEEDS = (
    BarButton("add", N_("Add…"), N_("Add a step (Ctrl+N)"), "plus"),
    BarButton("edit", N_("Edit…"), N_("Edit the chosen step (Enter)")),
    BarButton("begin", N_("Begin…"), N_("The chosen step has begun")),
    BarButton("complete", N_("Complete…"), N_("The chosen step is done")),
    BarButton("abandon", N_("Give up…"), N_("The chosen step stopped before its end")),
    BarButton("reopen", N_("Reopen"), N_("The chosen step was closed by mistake")),
    BarButton("remove", N_("Remove"), N_("Remove the chosen step (Delete)")),
)


class StepBar(DeedBar):
    """Add a step, and what can be done with the one that is chosen."""

    def __init__(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(_DEEDS, handlers)
        self.show_step(None)

    def show_step(self, step: StepView | None) -> None:
        """Offer what applies to a step."""
        applies = applying_to(step)
        self.offer(applies)
        # Three ways to close, one to open again: only those that make sense take room.
        for key in ("begin", "complete", "abandon", "reopen"):
            self.button(key).setVisible(applies[key])


def applying_to(step: StepView | None) -> dict[str, bool]:
    """Tell, by the key of each button, whether it applies to a step."""
    is_over = step is not None and step.state in OVER
    return {
        "add": True,
        "edit": step is not None,
        "begin": step is not None and step.state is StepState.PLANNED,
        "complete": step is not None and not is_over,
        "abandon": step is not None and not is_over,
        "reopen": is_over,
        "remove": step is not None,
    }
