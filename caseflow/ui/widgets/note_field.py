"""Free text: some lines, and a field that quietly underlines words which do not belong in a note, with why."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol, cast

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip
from typing_extensions import override

from caseflow.i18n import N_, _, ngettext
from caseflow.ui import theme
from caseflow.ui.tasks import Tasks

PRIVACY_HINT = N_("Facts useful to the pathway. The person may read this note.")
"""What stands under a note, as the CNIL advises."""
_PAUSE_MS = 400
_MOST_TOLD = 2


class NoteEdit(QPlainTextEdit):
    """Some lines of text; Tab goes on to the next field."""

    left = Signal()

    def __init__(self, lines: int = 3) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 14)

    @override
    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class Risk(Protocol):
    """Some words that are better written otherwise: where they stand, as places in a Python string, and why."""

    @property
    def start(self) -> int:
        """Return where they begin."""
        ...

    @property
    def end(self) -> int:
        """Return where they end."""
        ...

    @property
    def words(self) -> str:
        """Return the words themselves."""
        ...

    @property
    def advice(self) -> str:
        """Return what is better written."""
        ...


class NoteField(NoteEdit):
    """Checks what is typed after a pause, in the background; it warns, and never moves the caret nor refuses a word."""

    advised = Signal(str)
    """What to think over again, in a sentence; empty when nothing is left of it."""

    def __init__(self, tasks: Tasks, check: Callable[[str], Sequence[Risk]], lines: int = 3) -> None:
        """Check with a function that finds risky words in a text; it is called off the window's thread."""
        super().__init__(lines)
        self._tasks = tasks
        self._check = check
        self._risks: tuple[Risk, ...] = ()
        self._timer = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self.check_now)
        self.textChanged.connect(self._on_text_changed)

    def risks(self) -> tuple[Risk, ...]:
        """Return the words underlined now."""
        return self._risks

    def advice(self) -> str:
        """Return what is said of them; empty when there are none."""
        by_advice: dict[str, dict[str, None]] = {}
        for each in self._risks:
            by_advice.setdefault(each.advice, {})[each.words] = None
        told = [
            _("“{words}”: {advice}").format(words=", ".join(words), advice=advice)
            for advice, words in by_advice.items()
        ]
        more = len(told) - _MOST_TOLD
        if more > 0:
            words = ngettext("and {count} more remark", "and {count} more remarks", more)
            told = [*told[:_MOST_TOLD], words.format(count=more)]
        return " · ".join(told)

    def check_now(self) -> None:
        """Check without waiting for a pause."""
        self._timer.stop()
        text = self.toPlainText()
        if not text.strip():
            self._show(text, ())
            return
        self._tasks.run(self, partial(self._check, text), partial(self._show, text), only_latest="risks")

    @override
    def event(self, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._risks:
            at = self.cursorForPosition(self.viewport().mapFrom(self, event.pos())).position()
            text = self.toPlainText()
            found = (each for each in self._risks if _place(text, each.start) <= at <= _place(text, each.end))
            risk = next(found, None)
            if risk is not None:
                QToolTip.showText(event.globalPos(), risk.advice, self)
                return True
        return super().event(event)

    def _on_text_changed(self) -> None:
        self._timer.start()

    def _show(self, text: str, risks: Sequence[Risk]) -> None:
        if text != self.toPlainText():  # typed on meanwhile: another check is on its way
            return
        self._risks = tuple(risks)
        self.setExtraSelections([self._underline(text, each) for each in self._risks])
        advice = self.advice()
        self.setAccessibleDescription(advice or _(PRIVACY_HINT))
        self.advised.emit(advice)

    def _underline(self, text: str, risk: Risk) -> QTextEdit.ExtraSelection:
        shape = QTextCharFormat()
        shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        shape.setUnderlineColor(theme.warning(self.palette()))
        cursor = QTextCursor(self.document())
        cursor.setPosition(_place(text, risk.start))
        cursor.setPosition(_place(text, risk.end), QTextCursor.MoveMode.KeepAnchor)
        selection = QTextEdit.ExtraSelection()
        # the stubs know the class, not its two members
        for name, value in (("cursor", cursor), ("format", shape)):
            setattr(cast("object", selection), name, value)
        return selection


def _place(text: str, index: int) -> int:
    """Return where a character of a Python string stands in Qt’s text, which counts some emojis as two."""
    return index + sum(ord(char) > 0xFFFF for char in text[:index])
