"""When, how, where and how long: filled in already, and changed in place."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, cast

from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from typing_extensions import override

from caseflow.domain.errors import Invalid
from caseflow.domain.interview import Medium
from caseflow.domain.labels import label
from caseflow.i18n import _
from caseflow.services.naming import field_label
from caseflow.ui import editors, theme
from caseflow.ui.context import Context
from caseflow.ui.editors import Editor
from caseflow.ui.widgets.choice_field import ChoiceField
from caseflow.ui.widgets.flow_row import FlowRow


class Details(QWidget):
    """One line of small fields, each with its name for whoever listens."""

    def __init__(self, context: Context, title: str) -> None:
        super().__init__()
        self._context = context
        self.title = QLabel(title)
        self.day = editors.day("held_on", context.today, looks_back=True)
        self.time = editors.time("at_minute")
        self.medium = editors.choice("medium", Medium, label, none_label=None)
        self.place = editors.suggestion("place", (), str)
        self.minutes = editors.number("minutes", most=24 * 60)
        self._arrange()

    def editors(self) -> tuple[Editor, ...]:
        """Return the fields."""
        return self.day, self.time, self.medium, self.place, self.minutes

    def begin(self) -> None:
        """Begin with this very moment."""
        now = self._context.clock().astimezone()
        start = {"held_on": now.date(), "at_minute": now.hour * 60 + now.minute, "medium": Medium.IN_PERSON}
        for editor in self.editors():
            editor.show_value(start.get(editor.name))

    def show_usual(self, place: str | None, minutes: int, places: Sequence[str]) -> None:
        """Fill in what is usual, where nothing else was typed."""
        typed = self.place.typed() if self.place.is_changed() else None
        cast("ChoiceField[str]", self.place.widget).set_choices(places)
        self.place.show_value(place)
        if typed is not None:
            self.place.type_again(typed)
        if not self.minutes.is_changed():
            self.minutes.show_value(minutes)

    def values(self) -> dict[str, Any]:
        """Return what the fields hold.

        Raises:
            Invalid: one of them cannot be read.
        """
        return {editor.name: editor.value() for editor in self.editors()}

    def _arrange(self) -> None:
        flow = FlowRow(theme.SPACE_S)
        self.title.setFont(theme.title_font(self, 1.05))
        flow.addWidget(self.title)
        for editor in self.editors():
            widget = editor.widget
            widget.setAccessibleName(field_label(editor.name))
            if not widget.toolTip():
                widget.setToolTip(widget.accessibleName())
            flow.addWidget(widget)
        letters = self.fontMetrics().horizontalAdvance("0")
        for box, many in ((self.medium.widget, 18), (self.place.widget, 22)):
            box.setFixedWidth(letters * many + theme.SPACE_XL)
        if isinstance(self.place.widget, QComboBox) and (line := self.place.widget.lineEdit()) is not None:
            line.setPlaceholderText(field_label("place"))
            line.setAccessibleName(field_label("place"))
        flow.addWidget(QLabel(_("min")))
        self.setLayout(flow)


class BegunEditor(Editor):
    """Keeps with a draft the moment at which it was begun: that of the meeting, whenever the form opens again."""

    def __init__(self, details: Details, others: Sequence[Editor]) -> None:
        super().__init__("begun", details, lambda: None, _nothing)
        self._details = details
        self._others = tuple(others)

    @override
    def is_changed(self) -> bool:
        return any(each.is_changed() for each in self._others)

    @override
    def typed(self) -> str:
        return f"{self._details.day.typed()}|{self._details.time.typed()}"

    @override
    def type_again(self, typed: str | bool | None) -> None:
        for editor, text in zip((self._details.day, self._details.time), str(typed or "|").split("|", 1), strict=True):
            editor.type_again(text)
            with suppress(Invalid):  # typed wrongly: it is left as it was
                editor.show_value(editor.value())

    @override
    def show_again(self) -> None:
        """Leave the moment to its own fields."""


def _nothing(_value: object) -> None:
    pass
