"""Add or edit a step: the scheme chosen shows the fields it has. Nothing doubtful is ever refused: it is flagged."""

from dataclasses import fields
from datetime import date
from functools import partial
from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from caseflow.domain.errors import Invalid
from caseflow.domain.fact_values import VARIANTS
from caseflow.domain.labels import label, scheme_label, variant_label
from caseflow.domain.pathway import ImmersionPurpose, LinkKind, MrsStage, StepOutcome, StepState
from caseflow.domain.scheme import CLOSED_SCHEMES, Scheme
from caseflow.i18n import _
from caseflow.services.drafts import DraftOf
from caseflow.services.naming import field_label
from caseflow.services.pathway_view import PathwayView, StepView
from caseflow.services.pathways import MrsDraft, StepDraft
from caseflow.ui import editors, theme
from caseflow.ui.context import Context
from caseflow.ui.drafting import Drafting
from caseflow.ui.editors import Editor
from caseflow.ui.errors import show_error
from caseflow.ui.forms import Form
from caseflow.ui.pathways.mrs_results import MrsResults
from caseflow.ui.pathways.step_fields import contracts_first, fields_of, operator_label
from caseflow.ui.widgets.choice_field import ChoiceField
from caseflow.ui.widgets.date_field import DateField
from caseflow.ui.widgets.room import resize_within
from caseflow.ui.widgets.tab_order import tab_as_read

_LEFT = ("scheme", "variant", "title", "state", "planned_start", "planned_end", "started_on", "ended_on", "outcome",
         "purpose", "mrs_stage", "linked_step_id", "link_kind")  # fmt: skip
_RIGHT = ("operator", "contact_name", "contact_phone", "place", "bring", "prescriber", "contract", "job_title", "rome",
          "weekly_minutes", "total_minutes", "funder")  # fmt: skip
_BELOW = ("note", "private_note")
_ALWAYS = frozenset(_LEFT[:9]) - {"variant"}


class StepDialog(QDialog):
    """One step, new or not."""

    def __init__(self, parent: QWidget, context: Context, view: PathwayView, step: StepView | None) -> None:
        super().__init__(parent)
        self._context = context
        self._view = view
        self._step = step
        self._editors: dict[str, Editor] = {}
        self._forms: dict[str, Form] = {}
        self._create()
        self._arrange()
        self._connect()
        self._fill()

    @classmethod
    def ask(cls, parent: QWidget, context: Context, view: PathwayView, step: StepView | None = None) -> "StepDialog":
        """Open the dialog on a step of a pathway, or on a new one."""
        dialog = cls(parent, context, view, step)
        dialog.open()
        return dialog

    def editor(self, name: str) -> Editor:
        """Return the control of a field."""
        return self._editors[name]

    def shown_fields(self) -> frozenset[str]:
        """Return the fields that the chosen scheme has, and those that hold something; no private note under eyes."""
        scheme = self._editors["scheme"].value() or Scheme.OTHER
        held = (name for name in self._editors if self._step is not None and getattr(self._step, name))
        shown = _ALWAYS | fields_of(scheme) | frozenset(held)
        if self._context.discretion.is_on:
            shown -= {"private_note"}
        return shown - (frozenset() if scheme in VARIANTS or "variant" in held else frozenset({"variant"}))

    # Building -------------------------------------------------------------------------------------------------

    def _create(self) -> None:
        self.setWindowTitle(_("Edit the step") if self._step else _("Add a step"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        today = self._context.today
        others = {step.id: step for step in self._view.steps if self._step is None or step.id != self._step.id}
        for editor in (
            editors.choice("scheme", self._schemes(), scheme_label, none_label=None),
            editors.suggestion("variant", (), _variant_words),
            *map(editors.text, ("title", "operator", "contact_name", "contact_phone", "place", "bring", "prescriber")),
            *map(editors.text, ("job_title", "rome", "funder")),
            editors.choice("state", StepState, label, none_label=None),
            *(editors.day(name, today) for name in ("planned_start", "planned_end", "started_on", "ended_on")),
            editors.choice("outcome", StepOutcome, label),
            editors.choice("purpose", ImmersionPurpose, label),
            editors.choice("mrs_stage", MrsStage, label),
            editors.choice("contract", contracts_first(Scheme.OTHER), label),
            editors.choice("linked_step_id", others, partial(_step_words, others)),
            editors.choice("link_kind", LinkKind, label),
            *map(editors.hours, ("weekly_minutes", "total_minutes")),
            *(editors.note(name, 2) for name in _BELOW),
        ):
            self._editors[editor.name] = editor
        self._results = MrsResults(today)
        self._drafting = Drafting(self, self._context, {**self._editors, **self._results.editors()})
        self._flags = QLabel()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        words = _("Save the step") if self._step else _("Add the step")
        self._accept = self._buttons.addButton(words, QDialogButtonBox.ButtonRole.AcceptRole)

    def _schemes(self) -> list[Scheme]:
        return [scheme for scheme in Scheme if scheme not in CLOSED_SCHEMES]

    def _arrange(self) -> None:
        self._flags.setWordWrap(True)
        self._flags.setProperty("tone", "warning")
        left, right, below = (self._form(names) for names in (_LEFT, _RIGHT, _BELOW))
        beside = QVBoxLayout()
        beside.addWidget(left)
        beside.addWidget(self._results)
        beside.addStretch(1)
        pair = QHBoxLayout()
        pair.setSpacing(theme.SPACE_L)
        pair.addLayout(beside, 1)
        pair.addWidget(right, 1, Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.addWidget(self._drafting.line)
        column.addWidget(self._flags)
        column.addLayout(pair)
        column.addWidget(below)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._buttons)
        self._accept.setDefault(True)
        resize_within(self, max(920, inside.sizeHint().width() + theme.SPACE_XL), 660)
        tab_as_read(self)

    def _form(self, names: tuple[str, ...]) -> Form:
        form = Form()
        for name in names:
            words = _("Private note (never printed)") if name == "private_note" else field_label(name)
            form.add(name, words, self._editors[name].widget)
            self._forms[name] = form
        return form

    def _connect(self) -> None:
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        self.rejected.connect(self._drafting.leave)
        for keys in ("Ctrl+Return", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self, self._on_accepted)
        scheme = self._editors["scheme"].widget
        if isinstance(scheme, ChoiceField):
            scheme.currentIndexChanged.connect(self._on_scheme_changed)
        for name in ("started_on", "ended_on"):
            field = self._editors[name].widget
            if isinstance(field, DateField):
                field.day_edited.connect(self._on_real_day_edited)

    def _fill(self) -> None:
        draft = self._step or StepDraft(scheme=Scheme.ACI)
        self._on_scheme_changed()
        for name, editor in self._editors.items():
            editor.show_value(getattr(draft, name))
        self._on_scheme_changed()
        self._results.show_results(self._step.mrs_results if self._step else ())
        flags = self._step.flags if self._step else ()
        self._flags.setText("\n".join(f"⚠ {flag.message}" for flag in flags))
        self._flags.setVisible(bool(flags))
        self._drafting.begin(step_draft(self._view.person_id, self._step), self.windowTitle())

    # Answering ------------------------------------------------------------------------------------------------

    def _on_scheme_changed(self) -> None:
        scheme = self._editors["scheme"].value() or Scheme.OTHER
        self._offer(scheme)
        shown = self.shown_fields()
        for name, form in self._forms.items():
            words = _(operator_label(scheme)) if name == "operator" else ""
            form.set_row(name, is_shown=name in shown, label=words)
        self._results.setVisible(scheme is Scheme.MRS)

    def _on_real_day_edited(self) -> None:
        """Let the state follow a real day, in sight: a step that has begun is not a planned one."""
        begun, ended = (_day(self._editors[name]) for name in ("started_on", "ended_on"))
        state = self._editors["state"].value()
        today = self._context.today()
        if ended is not None and ended <= today and state in (StepState.PLANNED, StepState.IN_PROGRESS):
            self._editors["state"].choose(StepState.DONE)
        elif begun is not None and begun <= today and state is StepState.PLANNED:
            self._editors["state"].choose(StepState.IN_PROGRESS)

    def _offer(self, scheme: Scheme) -> None:
        """Offer the variants and, first, the contracts of a scheme."""
        for name, values in (("contract", contracts_first(scheme)), ("variant", VARIANTS.get(scheme, {}))):
            present = self._editors[name].value()
            widget = self._editors[name].widget
            if isinstance(widget, ChoiceField):
                cast("ChoiceField[str]", widget).set_choices(values)
            self._editors[name].choose(present)

    def _on_accepted(self) -> None:
        try:
            values = {name: self._editors[name].value() for name in self._editors}
            results = tuple(MrsDraft(*each) for each in self._results.changed())
        except Invalid as error:
            self._show_invalid(error)
            return
        values["title"] = values["title"] or ""
        self._accept.setEnabled(False)
        work = self._drafting.saving(partial(self._save, values, results))
        self._context.tasks.run(self, work, self._on_saved, failed=self._on_failed)

    def _save(self, values: dict[str, Any], results: tuple[MrsDraft, ...]) -> None:
        pathways = self._context.desk.pathways
        if self._step is None:
            names = {each.name for each in fields(StepDraft)}
            stays = [stay.id for stay in self._view.enrolments if stay.entered_on and not stay.exited_on]
            draft = StepDraft(
                **{k: v for k, v in values.items() if k in names}, enrolment_id=stays[-1] if stays else None
            )
            pathways.add_step(self._view.person_id, draft, results)
        else:
            changes = {name: value for name, value in values.items() if value != getattr(self._step, name)}
            pathways.edit_step(self._step.id, results, **changes)

    def _show_invalid(self, error: Invalid) -> None:
        form = self._forms.get(error.field)
        if form is None or not form.show_invalid(error):
            show_error(self, error)

    def _on_saved(self, _result: object) -> None:
        self._drafting.saved()
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self._accept.setEnabled(True)
        form = self._forms.get(error.field) if isinstance(error, Invalid) else None
        is_told = isinstance(error, Invalid) and form is not None and form.show_invalid(error)
        self._drafting.not_saved(None if is_told else error)


def step_draft(person_id: UUID, step: StepView | None) -> DraftOf:
    """Return which form it is: that of a step, or of a new one."""
    return DraftOf("step", step.id if step else person_id, person_id)


def _day(editor: Editor) -> date | None:
    try:
        return editor.value()
    except Invalid:  # said when the step is saved
        return None


def _variant_words(code: str) -> str:
    scheme = next((scheme for scheme, codes in VARIANTS.items() if code in codes), Scheme.OTHER)
    return variant_label(scheme, code)


def _step_words(steps: dict[UUID, StepView], step_id: UUID) -> str:
    step = steps.get(step_id)
    return "" if step is None else " – ".join(part for part in (step.scheme_label, step.title) if part)
