"""A barrier no longer weighs: since when, how, and thanks to which service."""

from typing import Any, cast
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QWidget

from caseflow.domain.errors import Invalid
from caseflow.domain.labels import label
from caseflow.i18n import _
from caseflow.services.barrier_views import BarrierLine, BarriersView
from caseflow.services.drafts import DraftOf
from caseflow.ui import editors, icons
from caseflow.ui.context import Context
from caseflow.ui.editors import Field
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.widgets.choice_field import ChoiceField
from caseflow.ui.widgets.room import resize_within
from caseflow.ui.widgets.service_picker import ServicePicker
from caseflow.ui.widgets.tab_order import tab_as_read

_WITH_DIRECTORY = (820, 620)
"""Width and height of the dialog once the directory is in it."""


def lift_draft(line: BarrierLine) -> DraftOf:
    """Return which form it is, about a barrier."""
    return DraftOf("barrier_lift", line.id, line.person_id)


class LiftDialog(FormDialog):
    """The services that the person was referred to come first; any other is in the directory, a button away."""

    def __init__(self, parent: QWidget, context: Context, view: BarriersView, line: BarrierLine) -> None:
        self._line = line
        self._names = dict(view.services)
        words = _("Lift the barrier: {theme}").format(theme=label(line.theme))
        super().__init__(parent, context, words, self._make_fields(context, view), _("Lift the barrier"), self._write)
        self._search = QPushButton(icons.icon("search"), _("Another service of the directory…"))
        self._search.setAutoDefault(False)
        self._search.clicked.connect(self.show_directory)
        self._picker = ServicePicker(context, line.person_id, (line.theme,))
        # Without it, Tab would come back to the search after the last button. The stubs do not know that None may be.
        self._picker.setFocusProxy(None)  # pyright: ignore[reportArgumentType]
        self._picker.hide()
        self._picker.chosen.connect(self._on_picked)
        for widget in (self._search, self._picker):
            self.below.addWidget(widget)
        tab_as_read(self)

    @classmethod
    def ask_about(cls, parent: QWidget, context: Context, view: BarriersView, line: BarrierLine) -> "LiftDialog":
        """Open the dialog on a barrier that weighs."""
        dialog = cls(parent, context, view, line)
        referral = next((each for each in line.referrals if each.answered_on is not None), None)
        start = {"lifted_on": context.today(), "lifted_by_id": referral.service_id if referral else None}
        dialog.open_on(lift_draft(line), start)
        return dialog

    @property
    def picker(self) -> ServicePicker:
        """Return the search in the directory."""
        return self._picker

    def show_directory(self) -> None:
        """Search the whole directory."""
        self._picker.show()
        resize_within(self, *_WITH_DIRECTORY)
        self._picker.focus_search()

    def _make_fields(self, context: Context, view: BarriersView) -> tuple[Field, ...]:
        services = [service_id for service_id, _name in view.services]
        how = () if self._line.is_sensitive else (Field(_("How"), editors.text("lifted_how")),)
        return (
            Field(_("Lifted on"), editors.day("lifted_on", context.today, looks_back=True)),
            *how,
            Field(_("Thanks to"), editors.choice("lifted_by_id", services, self._name_of, none_label=_("No service"))),
        )

    def _name_of(self, service_id: UUID) -> str:
        return self._names.get(service_id, "")

    def _on_picked(self, service_id: UUID) -> None:
        row = self._picker.chosen_row()
        if row is not None:
            self._names[service_id] = " – ".join(dict.fromkeys(filter(None, (row.name, row.structure_name))))
        editor = self.editor("lifted_by_id")
        editor.choose(service_id)
        self._picker.hide()
        cast("ChoiceField[UUID]", editor.widget).setFocus()

    def _write(self, values: dict[str, Any]) -> None:
        today = self._context.today()
        on = values["lifted_on"] or today
        if on > today:
            raise Invalid("lifted_on", _("This day is still to come."))
        self._context.desk.barriers.lift(self._line.id, on, values.get("lifted_how"), values["lifted_by_id"])
