"""Ask for a report: which period, whose needs, for whom the figures are."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from caseflow.domain.errors import Invalid
from caseflow.i18n import _
from caseflow.services.figures.model import RELEASES, Release
from caseflow.services.needs.model import SCOPES, NeedsQuery, Scope
from caseflow.services.needs.periods import SPANS, Span, days_of
from caseflow.ui import theme
from caseflow.ui.context import Context
from caseflow.ui.widgets.choice_field import ChoiceField
from caseflow.ui.widgets.date_field import DateField
from caseflow.ui.widgets.flow_row import FlowRow


class NeedsQueryBar(QWidget):
    """Choices in one row; days typed make a period of one’s own."""

    asked = Signal()
    """Something else is to be shown."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._is_discreet = False
        self._create()
        self._arrange()
        self._connect()
        self._fill_days()

    def query(self) -> NeedsQuery | None:
        """Return what is asked; None while the days make no period."""
        try:
            since, until = self._since.day(), self._until.day()
        except Invalid as error:
            return self._refuse(error.message)
        if since is None or until is None:
            return self._refuse(_("Give both days of the period."))
        if since > until:
            return self._refuse(_("The period ends before it begins."))
        self._refusal.hide()
        release = Release.SHARED if self._is_discreet else self._release.value() or Release.SHARED
        return NeedsQuery(since, until, self._scope.value() or Scope.EVERYONE, release)

    def set_discreet(self, is_on: bool, /) -> None:
        """Keep to figures that may be handed on while somebody else looks."""
        self._is_discreet = is_on
        self._release.setDisabled(is_on)
        self.asked.emit()

    def _create(self) -> None:
        today = self._context.today
        self._span: ChoiceField[Span] = ChoiceField(Span, lambda span: _(SPANS[span]))
        self._span.set_value(Span.TWELVE_MONTHS)
        self._span.setAccessibleName(_("Period"))
        self._since, self._until = DateField(today, looks_back=True), DateField(today, looks_back=True)
        self._since.setAccessibleName(_("First day of the period"))
        self._until.setAccessibleName(_("Last day of the period"))
        self._scope: ChoiceField[Scope] = ChoiceField(Scope, lambda scope: _(SCOPES[scope]))
        self._scope.setAccessibleName(_("Whose needs are counted"))
        self._release: ChoiceField[Release] = ChoiceField(Release, lambda release: _(RELEASES[release]))
        self._release.setAccessibleName(_("For whom the figures are"))
        self._refusal = QLabel()
        self._refusal.setProperty("tone", "danger")
        self._refusal.hide()

    def _arrange(self) -> None:
        row = FlowRow(theme.SPACE_S)
        for field in (self._span, self._since, self._until, self._scope, self._release):
            row.addWidget(field)
            if isinstance(field, ChoiceField):
                field.setMinimumContentsLength(20)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._refusal)

    def _connect(self) -> None:
        self._span.choice_made.connect(self._on_span_chosen)
        for field in (self._since, self._until):
            field.day_edited.connect(self._on_day_edited)
        for choice in (self._scope, self._release):
            choice.choice_made.connect(self.asked)

    def _on_span_chosen(self) -> None:
        if self._span.value() is Span.CHOSEN:
            self._since.setFocus()
            return
        self._fill_days()
        self.asked.emit()

    def _on_day_edited(self) -> None:
        self._span.set_value(Span.CHOSEN)
        self.asked.emit()

    def _fill_days(self) -> None:
        since, until = days_of(self._span.value() or Span.TWELVE_MONTHS, self._context.today())
        self._since.set_day(since)
        self._until.set_day(until)

    def _refuse(self, sentence: str) -> None:
        self._refusal.setText(sentence)
        self._refusal.show()
