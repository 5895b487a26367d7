"""The team sees the lexicon of notes, and adds, changes, silences and puts back its words."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from caseflow.domain.barrier import Theme
from caseflow.domain.wording import RiskFamily
from caseflow.ui.administration.lexicon import LexiconTab
from caseflow.ui.administration.lexicon_model import LexiconModel
from caseflow.ui.context import Context
from caseflow.ui.form_dialog import FormDialog

Settle = Callable[[], None]


@pytest.fixture
def tab(context: Context, qtbot: QtBot, settle: Settle) -> LexiconTab:
    made = LexiconTab(context)
    qtbot.addWidget(made)
    made.resize(1200, 600)
    made.show()
    settle()
    return made


def expressions(tab: LexiconTab) -> list[str]:
    return [tab._model.index(line, 0).data() for line in range(tab._model.rowCount())]


def press(tab: LexiconTab, button: str, qtbot: QtBot, settle: Settle) -> None:
    qtbot.mouseClick(getattr(tab, button), Qt.MouseButton.LeftButton)
    settle()


def test_words_are_found_by_letters_and_by_family(tab: LexiconTab, qtbot: QtBot) -> None:
    assert tab._model.rowCount() > 1_000
    qtbot.keyClicks(tab._search, "NOUN")
    assert expressions(tab) == ["nounou"]
    tab._search.clear()
    tab._family.set_value(RiskFamily.UNION)
    assert "grève" in expressions(tab)
    assert "nounou" not in expressions(tab)


def test_a_word_is_added_and_tried_on_a_sentence(tab: LexiconTab, qtbot: QtBot, settle: Settle) -> None:
    qtbot.keyClicks(tab._trial, "Plus de gazole")
    settle()
    before = tab._verdict.text()
    press(tab, "_add", qtbot, settle)
    (dialog,) = tab.findChildren(FormDialog)
    dialog.editor("expression").show_value("plus de gazole")
    dialog.editor("family").show_value(Theme.MOBILITY)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert "plus de gazole" in expressions(tab)
    assert tab._verdict.text() != before
    tab._ours.click()
    assert expressions(tab) == ["plus de gazole"]


def test_a_shipped_word_is_silenced_and_put_back(tab: LexiconTab, qtbot: QtBot, settle: Settle) -> None:
    tab._search.setText("nounou")
    press(tab, "_silence", qtbot, settle)
    assert tab.chosen() is not None
    assert tab._context.desk.lexicon.suggest("la nounou") == ()
    assert not tab._silence.isEnabled()
    press(tab, "_restore", qtbot, settle)
    assert tab._context.desk.lexicon.suggest("la nounou") == (Theme.FAMILY,)


def test_a_refused_expression_is_told_under_its_field(tab: LexiconTab, qtbot: QtBot, settle: Settle) -> None:
    press(tab, "_add", qtbot, settle)
    (dialog,) = tab.findChildren(FormDialog)
    dialog.editor("expression").show_value("pa*")
    dialog.editor("family").show_value(Theme.MOBILITY)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert dialog.isVisible()
    assert dialog.error_text("expression")


def test_the_model_keeps_the_rules_of_qt(tab: LexiconTab, qtmodeltester: object) -> None:
    model = LexiconModel()
    model.show_rows(tab._rows[:30])
    qtmodeltester.check(model)  # pyright: ignore[reportAttributeAccessIssue]
