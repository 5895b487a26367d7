"""The view that the list shows: what was kept of it, what was changed since, and what can be done with it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from caseflow.domain.errors import CaseFlowError
from caseflow.i18n import _
from caseflow.services.drafts import DraftOf
from caseflow.services.list_views import SHIPPED, PeopleView, ViewContent, shipped_view
from caseflow.services.people_list import PeopleColumn
from caseflow.ui import icons
from caseflow.ui.actions import Act
from caseflow.ui.context import Context


class CurrentView(QObject):
    """One view at a time; what the page changes of it is `content`, until it is saved."""

    chosen = Signal()
    """Another view is shown, or the same one as it is now kept."""
    listed = Signal()
    """The views to offer are others, or are called otherwise."""

    def __init__(self, page: QWidget, context: Context) -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        self._awaited = ""
        """The name of a view being saved, to be shown once it is told of."""
        self.views: tuple[PeopleView, ...] = self._read()
        wanted = context.settings.list_view
        self.view: PeopleView = next((view for view in self.views if view.key == wanted), self.views[0])
        self.content: ViewContent = self.view.content
        self.save = self._make(_("Save this view"), "save", self._on_save)
        self.save_as = self._make(_("Save this view as…"), "plus", self._on_save_as)
        self.revert = self._make(_("As it was saved"), "undo", self._on_revert)
        self.put_back = self._make(_("As it is shipped"), "restore", self._on_put_back)
        self.rename = self._make(_("Rename this view…"), "edit", self._on_rename)
        self.left = self._make(_("Move this view to the left"), "back", partial(self._on_move, -1))
        self.right = self._make(_("Move this view to the right"), "forward", partial(self._on_move, 1))
        self.remove = self._make(_("Delete this view"), "close", self._on_remove)
        self.update_actions()

    def actions(self) -> Sequence[QAction]:
        """Return what can be done with the view, for its menu."""
        return (
            *(self.save, self.save_as, self.revert, self.put_back),
            *(self.rename, self.left, self.right, self.remove),
        )

    def acts(self) -> Mapping[str, Act]:
        """Return the same for the palette and the menus."""
        named = {
            "save_view": self.save,
            "save_view_as": self.save_as,
            "revert_view": self.revert,
            "put_back_view": self.put_back,
            "rename_view": self.rename,
            "remove_view": self.remove,
        }
        usable = {key: action for key, action in named.items() if action.isVisible()}
        return {key: Act(action.trigger, words=action.text()) for key, action in usable.items()}

    @property
    def is_changed(self) -> bool:
        """Whether filters or order are no longer those kept."""
        return replace(self.content, columns=self.view.content.columns) != self.view.content

    def choose(self, key: str, *, unfiltered: bool = False) -> None:
        """Show another view, as it is kept, or without any filter of one's own."""
        self.view = next((view for view in self.views if view.key == key), self.views[0])
        self.content = replace(self.view.content, filters=()) if unfiltered else self.view.content
        self._context.settings.list_view = self.view.key
        self.update_actions()
        self.chosen.emit()

    def change(self, **changes: Any) -> None:
        """Ask for something else: scope, filters or order."""
        self.content = replace(self.content, **changes)
        self.update_actions()

    def read_again(self) -> None:
        """Read the views; what was changed of the one shown stays, unless it was kept otherwise meanwhile."""
        before, self.views = self.view, self._read()
        saved = [view.key for view in self.views if view.is_own and view.name == " ".join(self._awaited.split())]
        self._awaited = "" if saved else self._awaited
        key = saved[0] if saved else before.key
        self.view = next((view for view in self.views if view.key == key), self.views[0])
        self.listed.emit()
        if self.view.key != before.key:
            self.choose(self.view.key)
            return
        if self.view.content != before.content:
            is_only_columns = replace(self.view.content, columns=before.content.columns) == before.content
            self.content = (
                replace(self.content, columns=self.view.content.columns) if is_only_columns else self.view.content
            )
            self.chosen.emit()
        self.update_actions()

    def keep_columns(self, columns: Sequence[str]) -> None:
        """Keep which columns the view shows, at once: a change like another, to be undone like another."""
        shown = tuple(map(PeopleColumn, columns))
        if shown == self.content.columns:
            return
        self.content = replace(self.content, columns=shown)
        if self.view.faults or self._context.desk.store.read_only:
            return  # what could not be read of the view is not to be lost for a column
        kept = replace(self.view.content, columns=shown)
        change = self._context.desk.views.change
        self._context.tasks.run(self, partial(change, self.view.key, kept, _("Columns of the view changed")), _nothing)

    def widths(self) -> dict[str, int]:
        """Return the widths of the columns of this view on this PC."""
        try:
            values: Any = json.loads(self._context.settings.columns.get(self._width_key(), "{}"))
        except ValueError:
            return {}
        known = cast("dict[Any, Any]", values) if isinstance(values, dict) else {}
        return {str(key): width for key, width in known.items() if isinstance(width, int) and 0 < width < _WIDEST}

    def keep_widths(self, widths: Mapping[str, int]) -> None:
        """Keep the widths of the columns of this view on this PC."""
        self._context.settings.columns[self._width_key()] = json.dumps({**self.widths(), **widths})

    def update_actions(self) -> None:
        """Show what can be done with the view as it is now."""
        own = [view for view in self.views if view.is_own]
        place = own.index(self.view) if self.view in own else -1
        self.save.setVisible(self.is_changed)
        self.revert.setVisible(self.is_changed)
        self.put_back.setVisible(self.view.is_adapted)
        for action in (self.rename, self.remove):
            action.setVisible(self.view.is_own)
        self.left.setVisible(place > 0)
        self.right.setVisible(0 <= place < len(own) - 1)

    def _read(self) -> tuple[PeopleView, ...]:
        """Read the views; it takes about a millisecond. Should they not be readable, the shipped ones are."""
        try:
            return self._context.desk.views.all()
        except CaseFlowError:
            return tuple(map(shipped_view, SHIPPED))

    def _width_key(self) -> str:
        return f"people:{self.view.key}"

    def _make(self, text: str, icon_name: str, slot: Callable[[], None]) -> QAction:
        action = QAction(icons.icon(icon_name), text, self)
        action.triggered.connect(slot)
        return action

    def _run(self, work: Callable[[], object], done: Callable[[Any], None]) -> None:
        self._context.tasks.run(self, work, done)

    def _on_save(self) -> None:
        self._run(partial(self._context.desk.views.change, self.view.key, self.content), _nothing)

    def _on_save_as(self) -> None:
        self._ask_name(_("Save this view as"), _("Save the view"), "", self._save_as, DraftOf("list_view"))

    def _save_as(self, values: dict[str, Any]) -> None:
        self._awaited = values["name"] or ""  # before it is written: the notice may come before the answer
        try:
            self._context.desk.views.save_as(self._awaited, self.content)
        except CaseFlowError:
            self._awaited = ""
            raise

    def _on_rename(self) -> None:
        rename = partial(self._context.desk.views.rename, self.view.key)
        draft = DraftOf("list_view_name")
        name = self.view.name
        self._ask_name(_("Rename this view"), _("Rename"), name, lambda values: rename(values["name"] or ""), draft)

    def _ask_name(
        self, title: str, button: str, name: str, save: Callable[[dict[str, Any]], object], draft: DraftOf
    ) -> None:
        from caseflow.ui import editors
        from caseflow.ui.editors import Field
        from caseflow.ui.form_dialog import FormDialog

        fields = [Field(_("Name of the view"), editors.text("name"))]
        FormDialog.ask(self._page, self._context, title, fields, button, save, draft=draft, values={"name": name})

    def _on_revert(self) -> None:
        self.choose(self.view.key)

    def _on_put_back(self) -> None:
        self._run(partial(self._context.desk.views.put_back, self.view.key), _nothing)

    def _on_move(self, step: int) -> None:
        self._run(partial(self._context.desk.views.move, self.view.key, step), _nothing)

    def _on_remove(self) -> None:
        self._run(partial(self._context.desk.views.remove, self.view.key), _nothing)


_WIDEST = 2_000


def _nothing(_result: object) -> None:
    """Leave it to the change notice to show what was done."""
