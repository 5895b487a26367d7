"""A commune, or the zones in which a service takes people, as fields of a form."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.domain.errors import Invalid
from caseflow.i18n import _
from caseflow.services.place_search import commune_words, communes_called, zone_words, zones_called
from caseflow.ui import icons, theme
from caseflow.ui.editors import Editor
from caseflow.ui.widgets.flow_row import FlowRow
from caseflow.ui.widgets.place_field import PlaceField
from caseflow.ui.widgets.tab_order import tab_as_read


class CommuneEditor(Editor):
    """Edits the INSEE code of a commune, chosen by its name or its post code."""

    def __init__(self, name: str, first: Sequence[str]) -> None:
        self.field = PlaceField(_("Commune"), partial(communes_called, first=first), commune_words)
        super().__init__(name, self.field, self._read_code, self.field.set_code)
        self.field.place_chosen.connect(self.edited)

    @override
    def typed(self) -> str | bool | None:
        return self.field.code() or self.field.text()

    @override
    def type_again(self, typed: str | bool | None) -> None:
        text = str(typed or "")
        if commune_words(text) != text:
            self.field.set_code(text)
        else:
            self.field.setText(text)

    def _read_code(self) -> str | None:
        if self.field.code() is None and self.field.text().strip():
            raise Invalid(self.name, _("Choose a commune among those offered."))
        return self.field.code()


class ZonesField(QWidget):
    """Zones one after the other, each with a cross; a line adds another."""

    zones_changed = Signal()

    def __init__(self, first: Sequence[str]) -> None:
        super().__init__()
        self._codes: list[str] = []
        self._chips = FlowRow()
        self._add = PlaceField(_("Add a zone"), partial(zones_called, first=first), zone_words)
        self._add.setPlaceholderText(_("Commune, intercommunality, département, France…"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_XS)
        column.addWidget(self._add)
        column.addLayout(self._chips)
        self.setFocusProxy(self._add)
        self._add.place_chosen.connect(self._on_chosen)

    def codes(self) -> tuple[str, ...]:
        """Return the codes of the zones."""
        return tuple(self._codes)

    def set_codes(self, codes: Sequence[str]) -> None:
        """Show zones."""
        self._codes = list(dict.fromkeys(codes))
        while (item := self._chips.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for code in self._codes:
            chip = QToolButton()
            chip.setText(zone_words(code))
            chip.setIcon(icons.icon("close"))
            chip.setToolButtonStyle(chip.toolButtonStyle().ToolButtonTextBesideIcon)
            chip.setAccessibleName(_("Remove: {words}").format(words=chip.text()))
            chip.clicked.connect(partial(self._on_removed, code))
            self._chips.addWidget(chip)
        self.updateGeometry()
        if self.window() is not self:
            tab_as_read(self.window())

    def _on_chosen(self) -> None:
        code = self._add.code()
        if code is not None:
            self._add.set_code(None)
            self.set_codes([*self._codes, code])
            self.zones_changed.emit()

    def _on_removed(self, code: str, _checked: bool = False) -> None:
        self.set_codes([each for each in self._codes if each != code])
        self._add.setFocus()
        self.zones_changed.emit()


class ZonesEditor(Editor):
    """Edits a tuple of codes of zones."""

    def __init__(self, name: str, first: Sequence[str]) -> None:
        self.field = ZonesField(first)
        super().__init__(name, self.field, self.field.codes, lambda codes: self.field.set_codes(codes or ()))
        self.field.zones_changed.connect(self.edited)

    @override
    def typed(self) -> str | bool | None:
        return " ".join(self.field.codes())

    @override
    def type_again(self, typed: str | bool | None) -> None:
        self.field.set_codes(str(typed or "").split())
