"""The buttons above the barriers: note one, and what can be done with the line that is chosen."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from caseflow.i18n import N_, _
from caseflow.services.barrier_views import BarrierLine, GoalLine
from caseflow.ui import icons
from caseflow.ui.widgets.flow_row import FlowRow

_BUTTONS = (
    ("add", N_("Add a barrier…"), "plus", N_("Add a barrier (Ctrl+B)")),
    ("edit", N_("Edit…"), "", N_("Edit the chosen line (Enter)")),
    ("next", N_("Level, state"), "", N_("Weigh the chosen barrier again, or move the chosen objective on (Space)")),
    ("lift", N_("Lifted…"), "check", N_("The chosen barrier no longer weighs")),
    ("reopen", N_("Reopen"), "", N_("The chosen barrier weighs again")),
    ("refer", N_("Refer…"), "forward", N_("Refer the person to a partner for the chosen barrier")),
    ("remove", N_("Remove"), "", N_("Remove the chosen line (Delete)")),
)
TIPS = {key: tip for key, _words, _icon, tip in _BUTTONS}
"""What each button does, in a sentence."""


class BarrierBar(QWidget):
    """Only what applies to the chosen line can be pressed."""

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
        self.show_line(None, None)

    def button(self, key: str) -> QPushButton:
        """Return a button."""
        return self._buttons[key]

    def show_line(self, line: BarrierLine | None, goal: GoalLine | None) -> None:
        """Offer what applies to a barrier, or to one of its goals."""
        applies = applying_to(line, goal)
        for key, button in self._buttons.items():
            button.setEnabled(applies[key])
        is_lifted = line is not None and not line.is_open
        self._buttons["lift"].setVisible(not is_lifted)
        self._buttons["reopen"].setVisible(is_lifted)


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


def _act(act: Callable[[], object], _checked: bool = False) -> None:
    act()
