"""A form of any length fits any screen: what is beyond is scrolled to, and its buttons stay in sight."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from caseflow.domain.errors import Invalid
from caseflow.services.drafts import DraftOf
from caseflow.ui import editors
from caseflow.ui.context import Context
from caseflow.ui.editors import Field
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.widgets import room

SHORT = QSize(683, 340)
"""What is left of 1366 × 768 at 200 %."""


def is_seen(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_a_long_form_on_a_short_screen_scrolls_to_each_field_and_keeps_its_buttons_in_sight(
    context: Context, qtbot: QtBot, settle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_values: dict[str, object]) -> None:
        raise Invalid("field 1", "Refused.")

    monkeypatch.setattr(room, "room", lambda _widget: SHORT)
    parent = QWidget()
    qtbot.addWidget(parent)
    fields = [Field(f"Field {place}", editors.text(f"field {place}")) for place in range(14)]
    dialog = FormDialog.ask(parent, context, "Title", fields, "Save", refuse, draft=DraftOf("long"))
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.height() <= SHORT.height()
    buttons = [button for button in dialog.findChildren(QPushButton) if button.isVisible()]
    for _field in fields:
        focused = QApplication.focusWidget()
        assert is_seen(focused)
        assert all(button.mapTo(dialog, QPoint(0, button.height())).y() <= dialog.height() for button in buttons)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert QApplication.focusWidget() is dialog.editor("field 1").widget
    assert is_seen(QApplication.focusWidget())
