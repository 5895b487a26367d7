"""A note warns of words that do not belong in it, and lets everything be typed."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtGui import QTextCharFormat
from pytestqt.qtbot import QtBot

from caseflow.ui.context import Context
from caseflow.ui.widgets.note_field import NoteField

_ILL = "malade "


@dataclass(frozen=True)
class Word:
    start: int
    end: int
    words: str
    advice: str


def risky(text: str) -> list[Word]:
    return [
        Word(text.index(word), text.index(word) + 7, word, "Say what hinders.") for word in ("malade ",) if word in text
    ]


@pytest.fixture
def field(context: Context, qtbot: QtBot) -> NoteField:
    made = NoteField(context.tasks, risky)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


def test_risky_words_are_underlined_and_told_after_a_pause_without_moving_the_caret(
    field: NoteField, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    with qtbot.waitSignal(field.advised, check_params_cb=bool):
        qtbot.keyClicks(field, "Elle est malade depuis mai")
    settle()
    (underlined,) = field.extraSelections()
    assert underlined.cursor.selectedText() == "malade "
    assert underlined.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline
    assert field.textCursor().position() == len("Elle est malade depuis mai")
    assert "Say what hinders." in field.accessibleDescription()
    qtbot.keyClicks(field, " 2026")
    assert field.toPlainText() == "Elle est malade depuis mai 2026"


def test_the_underline_stands_under_the_words_even_behind_an_emoji(
    field: NoteField, settle: Callable[[], None]
) -> None:
    field.setPlainText("🙂 malade hier")
    field.check_now()
    settle()
    assert field.extraSelections()[0].cursor.selectedText() == "malade "


def test_what_is_mended_is_no_longer_told(field: NoteField, settle: Callable[[], None]) -> None:
    told: list[str] = []
    field.advised.connect(told.append)
    field.setPlainText("malade hier")
    field.check_now()
    settle()
    field.setPlainText("absente hier")
    field.check_now()
    settle()
    assert not field.risks()
    assert told[-1] == ""
    assert not field.extraSelections()
