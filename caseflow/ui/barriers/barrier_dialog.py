"""Note a barrier, or correct one: the theme by its first letter, what is observed, how much it weighs."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from caseflow.domain import themes
from caseflow.domain.barrier import LEVELS, SENSITIVE_THEMES, Impact, Theme
from caseflow.domain.errors import Invalid
from caseflow.domain.labels import label
from caseflow.i18n import _
from caseflow.services.barrier_views import BarrierLine, BarriersView
from caseflow.services.drafts import DraftOf
from caseflow.ui import barrier_words, editors
from caseflow.ui.barriers.listed_field import ListedField, listed
from caseflow.ui.context import Context
from caseflow.ui.editors import Field
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.widgets.room import resize_within

_USUAL_LEVEL = 2


def barrier_draft(person_id: UUID, line: BarrierLine | None) -> DraftOf:
    """Return which form it is: that of a barrier, or of a new one of a person."""
    return DraftOf("barrier", line.id if line else person_id, person_id)


class BarrierDialog(FormDialog):
    """The fields follow the theme: a sensitive one has a list, and no room for anything else."""

    def __init__(self, parent: QWidget, context: Context, view: BarriersView, line: BarrierLine | None) -> None:
        self._view = view
        self._line = line
        title = _("Change the barrier") if line else _("Add a barrier")
        button = _("Save the barrier") if line else _("Add the barrier")
        super().__init__(parent, context, title, _fields(context, is_new=line is None), button, self._write)
        self._told = ""
        self.editor("theme").edited.connect(self._on_theme_changed)

    @classmethod
    def ask_about(
        cls, parent: QWidget, context: Context, view: BarriersView, line: BarrierLine | None = None
    ) -> "BarrierDialog":
        """Open the dialog on a barrier, or on a new one."""
        dialog = cls(parent, context, view, line)
        dialog.open_on(barrier_draft(view.person_id, line), dialog.start())
        return dialog

    def start(self) -> Mapping[str, Any]:
        """Return what the fields show at first."""
        if self._line is None:
            first = next((each for each in Theme if each not in self._open_themes()), Theme.MOBILITY)
            return {"theme": first, "level": _USUAL_LEVEL, "noted_on": self._context.today()}
        return {name: getattr(self._line, name) or None for name in (*_EDITED, "level")} | {"level": self._line.level}

    def told(self) -> str:
        """Return what is said of the theme chosen."""
        return self._told

    @override
    def open_on(self, draft: DraftOf, values: Mapping[str, Any]) -> None:
        self._offer(values["theme"])
        super().open_on(draft, values)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        chosen: Theme = self.editor("theme").value()
        self._offer(chosen)
        is_sensitive = chosen in SENSITIVE_THEMES
        self._form.set_row("funder", is_shown=not is_sensitive)
        if is_sensitive:
            self.editor("funder").choose(None)
        others = [each for each in self._view.barriers if each.is_open and each.theme is chosen and each != self._line]
        told: list[str] = []
        if is_sensitive:
            told.append(_("Sensitive theme: only the list is kept, no detail; it is never printed nor listed."))
        if others:
            words = _("Already open: {barriers}.")
            told.append(words.format(barriers=", ".join(barrier_words.name(each) for each in others)))
        self._told = " ".join(told)
        self._form.tell("theme", self._told, is_wrong=False)
        self._grow()

    def _grow(self) -> None:
        """Give what was just said its room, as far as the screen has it."""
        layout = self.layout()
        if self.isVisible() and layout is not None:
            layout.activate()
            resize_within(self, self.width(), max(self.height(), self.sizeHint().height()))

    def _offer(self, chosen: Theme) -> None:
        field = cast("ListedField", self.editor("situation").widget)
        field.offer(themes.facts(chosen).situations, is_free=chosen not in SENSITIVE_THEMES)

    def _open_themes(self) -> frozenset[Theme]:
        return frozenset(each.theme for each in self._view.barriers if each.is_open)

    def _write(self, values: dict[str, Any]) -> UUID:
        """Save it; called off the window's thread, with nothing but values."""
        barriers, today = self._context.desk.barriers, self._context.today()
        values["situation"] = values["situation"] or ""
        on = values.pop("noted_on") or today
        if on > today:
            raise Invalid("noted_on", _("This day is still to come."))
        if self._line is None:
            return barriers.note(self._view.person_id, values.pop("theme"), on, **values)
        barriers.edit(self._line.id, noted_on=on, **values)
        return self._line.id


_EDITED = ("theme", "situation", "is_priority", "impact", "since", "funder", "noted_on")


def _fields(context: Context, *, is_new: bool) -> tuple[Field, ...]:
    today = context.today
    level = (Field(_("Level"), editors.choice("level", LEVELS, barrier_words.level_words, none_label=None)),)
    return (
        Field(_("Theme"), editors.choice("theme", Theme, label, none_label=None)),
        Field(_("Situation observed"), listed("situation", _("Choose, or write in a few words"))),
        *(level if is_new else ()),
        Field("", editors.yes_no("is_priority", _("Priority"))),
        Field(_("Impact on employment"), editors.choice("impact", Impact, label)),
        Field(_("Weighs since"), editors.day("since", today, looks_back=True)),
        Field(_("Funder"), editors.suggestion("funder", barrier_words.FUNDERS, str)),
        Field(_("Noted on"), editors.day("noted_on", today, looks_back=True)),
    )
