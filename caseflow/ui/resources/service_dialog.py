"""Write a partner's service by hand, with its structure: two names are enough, everything else may come later."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from caseflow.domain.barrier import Theme
from caseflow.domain.errors import Invalid
from caseflow.domain.labels import label
from caseflow.domain.opening_hours import hours_in_words
from caseflow.domain.resource_words import (
    FEES,
    KINDS,
    MOBILISABLE_BY,
    MOBILISATION,
    MODES,
    PUBLICS,
    THEMATIQUES,
    word,
    words_of,
)
from caseflow.domain.themes import facts, of_thematique
from caseflow.i18n import _, current
from caseflow.services.drafts import DraftOf
from caseflow.services.naming import field_label
from caseflow.services.reference import communes
from caseflow.services.resources import ServiceSheet
from caseflow.ui import editors, theme
from caseflow.ui.context import Context
from caseflow.ui.drafting import Drafting
from caseflow.ui.editors import Editor
from caseflow.ui.errors import show_error
from caseflow.ui.forms import Form
from caseflow.ui.resources.place_editors import CommuneEditor, ZonesEditor
from caseflow.ui.resources.tick_tree import TickEditor
from caseflow.ui.widgets.room import resize_within, scrolled
from caseflow.ui.widgets.tab_order import tab_as_read

NEW = DraftOf("service")

_LEFT = ("name", "structure_name", "themes", "kind", "description", "publics", "publics_details", "fee", "fee_details",
         "access_conditions")  # fmt: skip
_RIGHT = ("phone", "email", "contact_name", "mobilisation_modes", "mobilisable_by", "mobilisation_link",
          "mobilisation_details", "address_line", "address_extra", "post_code", "insee_code", "opening_hours",
          "reception_modes", "zones", "website", "siret")  # fmt: skip


class ServiceDialog(QDialog):
    """A service, new or written here before."""

    def __init__(self, parent: QWidget, context: Context, sheet: ServiceSheet | None, *, is_copy: bool) -> None:
        super().__init__(parent)
        self._context = context
        self._sheet = sheet
        self._is_new = sheet is None or is_copy
        self._editors: dict[str, Editor] = {}
        self._forms: dict[str, Form] = {}
        self._create()
        self._arrange()
        self._connect()
        self._fill()

    @classmethod
    def ask(
        cls, parent: QWidget, context: Context, sheet: ServiceSheet | None = None, *, is_copy: bool = False
    ) -> "ServiceDialog":
        """Open the dialog on a new service, on one of ours, or on a copy of one that was imported."""
        dialog = cls(parent, context, sheet, is_copy=is_copy)
        dialog.open()
        return dialog

    def editor(self, name: str) -> Editor:
        """Return the control of a field."""
        return self._editors[name]

    def error_text(self, name: str) -> str:
        """Return the sentence now under a field."""
        return self._forms[name].error_text(name)

    def _create(self) -> None:
        self.setWindowTitle(_("Add a partner") if self._is_new else _("Edit the partner’s service"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        first = [self._sheet.insee_code[:2]] if self._sheet and self._sheet.insee_code else []
        for editor in (
            *map(editors.text, ("name", "structure_name", "publics_details", "fee_details", "phone", "email")),
            *map(editors.text, ("contact_name", "mobilisation_link", "address_line", "address_extra", "post_code")),
            *map(editors.text, ("opening_hours", "website", "siret")),
            editors.note("description", 4),
            *(editors.note(name, 2) for name in ("access_conditions", "mobilisation_details")),
            editors.choice("kind", words_of(KINDS), partial(word, KINDS)),
            editors.choice("fee", words_of(FEES), partial(word, FEES)),
            TickEditor("themes", _subjects()),
            *(_ticks(name, family) for name, family in (
                ("publics", PUBLICS), ("reception_modes", MODES), ("mobilisation_modes", MOBILISATION),
                ("mobilisable_by", MOBILISABLE_BY),
            )),
            CommuneEditor("insee_code", first),
            ZonesEditor("zones", first),
        ):  # fmt: skip
            self._editors[editor.name] = editor
        self._drafting = Drafting(self, self._context, self._editors)
        self._hours = theme.quiet("")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        words = _("Add the partner") if self._is_new else _("Save the service")
        self._accept = self._buttons.addButton(words, QDialogButtonBox.ButtonRole.AcceptRole)

    def _arrange(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.addWidget(self._drafting.line)
        pair = QHBoxLayout()
        pair.setSpacing(theme.SPACE_L)
        for names in (_LEFT, _RIGHT):
            pair.addWidget(self._form(names), 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(pair)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.addWidget(scrolled(inside), 1)
        whole.addWidget(self._hours)
        whole.addWidget(self._buttons)
        self._accept.setDefault(True)
        resize_within(self, max(980, inside.sizeHint().width() + theme.SPACE_XL), 680)
        tab_as_read(self)

    def _form(self, names: tuple[str, ...]) -> Form:
        form = Form()
        labels = _labels()
        for name in names:
            form.add(name, labels[name], self._editors[name].widget, hint=_hints().get(name, ""))
            self._forms[name] = form
        return form

    def _connect(self) -> None:
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        self.rejected.connect(self._drafting.leave)
        for keys in ("Ctrl+Return", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self, self._on_accepted)
        self._editors["opening_hours"].edited.connect(self._on_hours_edited)
        self._editors["insee_code"].edited.connect(self._on_commune_chosen)
        self._context.tasks.run(self, self._context.desk.resources.structure_names, self._offer_structures)

    def _fill(self) -> None:
        start: Mapping[str, Any] = _values(self._sheet) if self._sheet else {}
        for name, editor in self._editors.items():
            editor.show_value(start.get(name))
        self._on_hours_edited()
        self._editors["name"].widget.setFocus()
        about = None if self._is_new or self._sheet is None else self._sheet.id
        self._drafting.begin(NEW if about is None else DraftOf("service", about), self.windowTitle())

    def _offer_structures(self, names: tuple[str, ...]) -> None:
        field = self._editors["structure_name"].widget
        if isinstance(field, QLineEdit):
            completer = QCompleter(list(names), field)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            field.setCompleter(completer)

    def _on_hours_edited(self) -> None:
        """Say in words the hours as they are typed."""
        written = self._editors["opening_hours"].value() or ""
        said = hours_in_words(written, current())
        self._hours.setText(_("Hours: {hours}").format(hours=said))
        self._hours.setVisible(bool(written) and said != written)

    def _on_commune_chosen(self) -> None:
        """Fill in the post code of a commune that has one alone."""
        post_code, commune = self._editors["post_code"], self._editors["insee_code"]
        known = communes().get(str(commune.typed() or ""))
        if known is not None and len(known.post_codes) == 1 and not post_code.typed():
            post_code.choose(known.post_codes[0])

    def _on_accepted(self) -> None:
        try:
            values = {name: editor.value() for name, editor in self._editors.items()}
        except Invalid as error:
            self._show_invalid(error)
            return
        known = communes().get(values["insee_code"] or "")
        values["commune"] = known.name if known else None
        self._accept.setEnabled(False)
        work = self._drafting.saving(partial(self._save, values))
        self._context.tasks.run(self, work, self._on_saved, failed=self._on_failed)

    def _save(self, values: dict[str, Any]) -> None:
        resources, today = self._context.desk.resources, self._context.today()
        if self._is_new or self._sheet is None:
            resources.create(values, today)
        else:
            resources.edit(self._sheet.id, today, values)

    def _show_invalid(self, error: Invalid) -> bool:
        for form in set(self._forms.values()):
            form.clear_errors()
        form = self._forms.get(error.field)
        if form is not None and form.show_invalid(error):
            return True
        show_error(self, error)
        return False

    def _on_saved(self, _result: object) -> None:
        self._drafting.saved()
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self._accept.setEnabled(True)
        is_told = isinstance(error, Invalid) and self._show_invalid(error)
        self._drafting.not_saved(None if is_told else error)


def _ticks(name: str, family: str) -> TickEditor:
    return TickEditor(name, [("", tuple(words_of(family).items()))])


def _subjects() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the subjects of the national schema under our themes, those of no theme last."""
    groups = [
        (label(each), [(value, word(THEMATIQUES, value)) for value in facts(each).thematiques])
        for each in Theme
        if facts(each).thematiques
    ]
    others = [(value, words) for value, words in words_of(THEMATIQUES).items() if not of_thematique(value)]
    return [*groups, (_("Job search, training and others"), others)]


def _values(sheet: ServiceSheet) -> Mapping[str, Any]:
    """Return what the form shows of a service."""
    names = (*_LEFT, *_RIGHT)
    held = {name: getattr(sheet, name) for name in names if hasattr(sheet, name)}
    return {**held, **sheet.place, "themes": sheet.thematiques}


def _labels() -> dict[str, str]:
    own = {
        "name": _("Service"),
        "structure_name": _("Structure"),
        "insee_code": _("Commune"),
        "themes": _("Subjects"),
        "kind": _("Kind of help"),
        "publics_details": _("For whom, in words"),
        "fee_details": _("Fee, in words"),
        "access_conditions": _("Conditions, documents"),
        "mobilisation_modes": _("How to mobilise it"),
        "mobilisation_details": _("How, in words"),
        "mobilisation_link": _("Form on line"),
        "address_extra": _("Address, more"),
    }
    return {name: own.get(name) or field_label(name) for name in (*_LEFT, *_RIGHT)}


def _hints() -> dict[str, str]:
    return {
        "opening_hours": _("As OpenStreetMap writes them (“Mo-Fr 08:30-12:30”), or in words."),
        "zones": _("Left empty, the département where it is."),
    }
