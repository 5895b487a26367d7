"""The sections of the window, at its left: always an icon and its word; the word goes below a certain width."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout

from caseflow.ui import icons, theme

WIDE = 184
NARROW = 88


class Sidebar(QFrame):
    """A column of buttons, one per section; the chosen one stays pressed."""

    chosen = Signal(str)
    """The key of the section that was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[str, QToolButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.SPACE_S, theme.SPACE_M, theme.SPACE_S, theme.SPACE_M)
        self._column.setSpacing(theme.SPACE_XS)
        self._column.addStretch(1)
        self.set_narrow(False)

    def add(self, key: str, title: str, icon_name: str) -> None:
        """Add a section at the foot of the column."""
        button = QToolButton()
        button.setText(title)
        button.setIcon(icons.icon(icon_name))
        button.setAccessibleName(title)
        button.setToolTip(title)
        button.setIconSize(QSize(theme.ICON, theme.ICON))
        button.setCheckable(True)
        button.setProperty("role", "section")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(partial(self._on_clicked, key))
        self._column.insertWidget(self._column.count() - 1, button)
        self._buttons[key] = button

    def set_chosen(self, key: str) -> None:
        """Show which section is open; none when the key is empty."""
        for known, button in self._buttons.items():
            button.setChecked(known == key)

    def set_narrow(self, is_narrow: bool) -> None:
        """Put the word under the icon, in a small window; beside it otherwise."""
        style = Qt.ToolButtonStyle.ToolButtonTextUnderIcon if is_narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for button in self._buttons.values():
            if button.toolButtonStyle() != style:
                button.setToolButtonStyle(style)
                button.setProperty("role", "section under" if is_narrow else "section")
                button.style().polish(button)
        margins = self._column.contentsMargins()
        words = max((button.sizeHint().width() for button in self._buttons.values()), default=0)
        self.setFixedWidth(max(NARROW if is_narrow else WIDE, words + margins.left() + margins.right()))

    def _on_clicked(self, key: str, _checked: bool = False) -> None:
        self.set_chosen(key)
        self.chosen.emit(key)
