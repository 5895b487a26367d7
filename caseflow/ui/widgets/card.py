"""A small framed box: a title, some lines of words, and one button that opens what can be done about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout

from caseflow.i18n import _
from caseflow.services.drafts import DraftOf
from caseflow.ui import theme


@dataclass(frozen=True)
class Deed:
    """Something to do: its words and what does it."""

    words: str
    act: Callable[[], object]
    draft: DraftOf | None = None
    """The form it opens, if it opens one."""


class Card(QFrame):
    """Lines may be in several tones; the menu is rebuilt each time it is shown something."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = QLabel(title)
        self._title.setFont(theme.title_font(self, 1.05))
        self._title.setWordWrap(True)
        self._menu = QMenu(self)
        self._button = QPushButton(_("Actions"))
        self._button.setMenu(self._menu)
        self._button.setAccessibleName(_("{title}: actions").format(title=title))
        self._offered: tuple[Deed, ...] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.SPACE_XS)
        self._arrange()

    def show_lines(self, lines: Sequence[tuple[str, str]], deeds: Sequence[Deed]) -> None:
        """Show lines of words, each with its tone (empty for the ordinary one), and offer deeds."""
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for words, tone in lines:
            self._lines.addWidget(_line(words, tone))
        self._menu.clear()
        self._offered = tuple(deeds)
        for deed in deeds:
            self._menu.addAction(deed.words).triggered.connect(partial(_act, deed.act))
        self._button.setVisible(bool(deeds))

    def set_title(self, title: str) -> None:
        """Give it another title."""
        self._title.setText(title)
        self._button.setAccessibleName(_("{title}: actions").format(title=title))

    def words(self) -> str:
        """Return everything the card says."""
        labels = (self._lines.itemAt(place) for place in range(self._lines.count()))
        widgets = (item.widget() for item in labels if item is not None)
        return "\n".join(widget.text() for widget in widgets if isinstance(widget, QLabel))

    def deeds(self) -> list[str]:
        """Return the words of what can be done."""
        return [action.text() for action in self._menu.actions()]

    def do(self, words: str) -> None:
        """Do one of the deeds."""
        next(action for action in self._menu.actions() if action.text() == words).trigger()

    def resume(self, draft: DraftOf) -> bool:
        """Open the form of a draft again; False when nothing here opens it, or no longer."""
        deed = next((deed for deed in self._offered if deed.draft == draft), None)
        if deed is not None:
            deed.act()
        return deed is not None

    def _arrange(self) -> None:
        self.setProperty("role", "card")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S)
        column.setSpacing(theme.SPACE_S)
        column.addLayout(head)
        column.addLayout(self._lines)


def _line(words: str, tone: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if tone == "strong":
        font = label.font()
        font.setBold(True)
        label.setFont(font)
    elif tone:
        label.setProperty("tone", tone)
    return label


def _act(act: Callable[[], object], _checked: bool = False) -> None:
    act()
