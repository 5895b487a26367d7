"""The buttons above a table: what can be done, and with the line that is chosen."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from caseflow.i18n import _
from caseflow.ui import icons
from caseflow.ui.widgets.flow_row import FlowRow


@dataclass(frozen=True)
class BarButton:
    """A button: its words and its sentence in English, and its icon where it has one."""

    key: str
    words: str
    tip: str
    icon: str = ""


class DeedBar(QWidget):
    """Only what applies can be pressed."""

    def __init__(self, deeds: Iterable[BarButton], handlers: Mapping[str, Callable[[], object]]) -> None:
        super().__init__()
        self._buttons: dict[str, QPushButton] = {}
        row = FlowRow()
        for deed in deeds:
            button = QPushButton(_(deed.words))
            if deed.icon:
                button.setIcon(icons.icon(deed.icon))
            button.setToolTip(_(deed.tip))
            button.setAccessibleDescription(_(deed.tip))
            button.clicked.connect(partial(_act, handlers[deed.key]))
            row.addWidget(button)
            self._buttons[deed.key] = button
        self.setLayout(row)

    def button(self, key: str) -> QPushButton:
        """Return a button."""
        return self._buttons[key]

    def offer(self, applies: Mapping[str, bool]) -> None:
        """Let those be pressed that apply."""
        for key, button in self._buttons.items():
            button.setEnabled(applies[key])


def _act(act: Callable[[], object], _checked: bool = False) -> None:
    act()
