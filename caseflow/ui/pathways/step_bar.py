"""The buttons above the steps: add one, and what can be done with the one that is chosen."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from caseflow.domain.pathway import OVER, StepState
from caseflow.i18n import N_, _
from caseflow.services.pathway_view import StepView
from caseflow.ui import icons
from caseflow.ui.widgets.flow_row import FlowRow

_BUTTONS = (
    ("add", N_("Add…"), "plus", N_("Add a step (Ctrl+N)")),
    ("edit", N_("Edit…"), "", N_("Edit the chosen step (Enter)")),
    ("begin", N_("Begin…"), "", N_("The chosen step has begun")),
    ("complete", N_("Complete…"), "", N_("The chosen step is done")),
    ("abandon", N_("Give up…"), "", N_("The chosen step stopped before its end")),
    ("reopen", N_("Reopen"), "", N_("The chosen step was closed by mistake")),
    ("remove", N_("Remove"), "", N_("Remove the chosen step (Delete)")),
)


class StepBar(QWidget):
    """Only what applies to the chosen step can be pressed."""

    def __init__(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        super().__init__()
        self._buttons: dict[str, QPushButton] = {}
        row = FlowRow()
        for key, words, icon, tip in _BUTTONS:
            button = QPushButton(_(words))
            if icon:
                button.setIcon(icons.icon(icon))
            button.setToolTip(_(tip))
            button.setAccessibleDescription(_(tip))
            button.clicked.connect(partial(_act, handlers[key]))
            row.addWidget(button)
            self._buttons[key] = button
        self.setLayout(row)
        self.show_step(None)

    def button(self, key: str) -> QPushButton:
        """Return a button."""
        return self._buttons[key]

    def show_step(self, step: StepView | None) -> None:
        """Offer what applies to a step."""
        applies = applying_to(step)
        for key, button in self._buttons.items():
            button.setEnabled(applies[key])
        # Three ways to close, one to open again: only those that make sense take room.
        for key in ("begin", "complete", "abandon", "reopen"):
            self._buttons[key].setVisible(applies[key])


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


def _act(act: Callable[[], object], _checked: bool = False) -> None:
    act()
