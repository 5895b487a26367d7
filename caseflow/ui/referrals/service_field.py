"""Which service a person is referred to: looked for in a short list, then said in a line that stays."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.domain.barrier import Theme
from caseflow.i18n import _
from caseflow.services.referral_lines import partner_name
from caseflow.ui import icons, theme
from caseflow.ui.context import Context
from caseflow.ui.editors import Editor
from caseflow.ui.widgets.service_picker import ServicePicker


class ServiceField(QWidget):
    """Enter in the list settles a service; until then the line under the cursor is the one meant, and is named."""

    settled_changed = Signal()
    """Another service is settled, or none."""
    meant_changed = Signal()

    def __init__(self, context: Context, person_id: UUID) -> None:
        super().__init__()
        self._context = context
        self._settled: UUID | None = None
        self._picker = ServicePicker(context, person_id)
        self._name = QLabel()
        self._other = QPushButton(icons.icon("search"), _("Choose another one"))
        self._arrange()
        self._picker.chosen.connect(self._on_chosen)
        self._picker.pointed.connect(self._on_pointed)
        self._other.clicked.connect(self.choose_again)
        self.setFocusProxy(self._picker)

    @property
    def picker(self) -> ServicePicker:
        """Return the list."""
        return self._picker

    @property
    def settled(self) -> UUID | None:
        """Return the service settled; None as long as only a line is under the cursor."""
        return self._settled

    def service_id(self) -> UUID | None:
        """Return the service meant."""
        return self._settled or self._picker.chosen_id()

    def name(self) -> str:
        """Return how the service meant is called."""
        return self._name.text()

    def settle(self, service_id: UUID | None) -> None:
        """Mean a service, and say which; none has it looked for."""
        self._settled = service_id
        self._picker.setVisible(service_id is None)
        self._other.setVisible(service_id is not None)
        self.setFocusProxy(self._picker if service_id is None else self._other)
        self.settled_changed.emit()
        if service_id is None:
            self._on_pointed()
            return
        work = partial(self._context.desk.referrals.partner, service_id)
        self._context.tasks.run(self, work, self._on_named, only_latest="name")

    def set_theme(self, wanted: Theme | None) -> None:
        """Look for what answers a theme, or for anything."""
        self._picker.set_themes(() if wanted is None else (wanted,))

    def choose_again(self) -> None:
        """Look for another service."""
        self.settle(None)
        self._picker.focus_search()

    def _arrange(self) -> None:
        self._name.setFont(theme.title_font(self._name, 1.0))
        self._name.setWordWrap(True)
        self._other.setAutoDefault(False)
        self._other.hide()
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._other)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addLayout(head)
        column.addWidget(self._picker, 1)

    def _on_chosen(self, service_id: UUID) -> None:
        self.settle(service_id)
        self.focusNextChild()

    def _on_pointed(self) -> None:
        if self._settled is None:
            row = self._picker.chosen_row()
            self._on_named(partner_name(row.name, row.structure_name) if row else "")

    def _on_named(self, name: str) -> None:
        self._name.setText(name)
        self._name.setVisible(bool(name))
        self.meant_changed.emit()


class ServiceEditor(Editor):
    """Edits the service; a draft keeps the one settled, never the one that only stands under the cursor."""

    def __init__(self, field: ServiceField) -> None:
        super().__init__("service_id", field, field.service_id, field.settle)
        self._field = field
        self._stored: UUID | None = None
        field.settled_changed.connect(self._on_edited)

    @override
    def show_value(self, value: UUID | None) -> None:
        self._stored = value
        self._field.settle(value)

    @override
    def typed(self) -> str | bool | None:
        return None if self._field.settled is None else str(self._field.settled)

    @override
    def type_again(self, typed: str | bool | None) -> None:
        self._field.settle(UUID(typed) if isinstance(typed, str) else None)

    @override
    def show_again(self) -> None:
        self._field.settle(self._stored)

    @override
    def is_changed(self) -> bool:
        return self._field.settled != self._stored
