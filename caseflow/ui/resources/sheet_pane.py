"""At the right of the directory: everything that is known of one service, and the team's own note on it."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from caseflow.domain.contact import shown_phone
from caseflow.domain.errors import Missing
from caseflow.i18n import _
from caseflow.services.resources import ServiceSheet
from caseflow.ui import editors, icons, theme
from caseflow.ui.context import Context
from caseflow.ui.resources.sheet_words import badge, history, parts, provenance
from caseflow.ui.widgets.tab_order import tab_as_read

WIDTH = 224
WAIT_MS = 60
"""So that going down a list with an arrow held does not read every sheet on the way."""


class SheetPane(QScrollArea):
    """Shows one service at a time; its note is saved when it is left."""

    shown = Signal()
    """A sheet, or none, is now in front."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._wanted: UUID | None = None
        self._sheet: ServiceSheet | None = None
        self._note = editors.note("local_note", 3)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._create()
        self._arrange()
        self._wait.timeout.connect(self.refresh)
        self._note.left.connect(self.save_note)

    @property
    def sheet(self) -> ServiceSheet | None:
        """Return what is shown."""
        return self._sheet

    def show_service(self, service_id: UUID | None) -> None:
        """Show a service soon, or none."""
        if service_id != self._wanted:
            self.save_note()
        self._wanted = service_id
        self._wait.start()

    def refresh(self) -> None:
        """Read the service again."""
        if self._wanted is None:
            self._on_read(None)
            return
        self._context.tasks.run(self, partial(self._read, self._wanted), self._on_read, only_latest="sheet")

    def save_note(self) -> None:
        """Keep the note if it was changed."""
        if self._sheet is None or not self._note.is_changed():
            return
        note = self._note.value()
        self._note.show_value(note)
        work = partial(self._context.desk.resources.write_note, self._sheet.id, note)
        self._context.tasks.run(self, work, lambda _none: None)

    def set_discreet(self, is_on: bool, /) -> None:
        """Leave out the team's note and what was observed with people."""
        self._private.setVisible(not is_on)

    def words(self) -> str:
        """Return everything that is shown."""
        labels = [label for label in self._inside.findChildren(QLabel) if label.isVisibleTo(self)]
        return "\n".join(label.text() for label in labels)

    def _create(self) -> None:
        self._name = QLabel()
        self._name.setFont(theme.title_font(self._name, 1.15))
        self._structure, self._closed, self._badge = QLabel(), QLabel(_("⚠ This service is closed.")), QLabel()
        self._closed.setProperty("tone", "danger")
        self._history, self._provenance = theme.quiet(""), theme.quiet("")
        self._history_title = theme.quiet(_("My history with it"))
        self._body = QVBoxLayout()
        self._private = QWidget()
        for label in (self._name, self._structure, self._closed, self._badge, self._history, self._provenance):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)

    def _arrange(self) -> None:
        inside = QFrame()
        self._inside = inside
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S)
        for label in (self._name, self._structure, self._closed, self._badge):
            column.addWidget(label)
        column.addLayout(self._body)
        private = QVBoxLayout(self._private)
        private.setContentsMargins(0, 0, 0, 0)
        self._history_title.setProperty("tone", "muted")
        private.addWidget(self._history_title)
        private.addWidget(self._history)
        title = theme.quiet(_("Note of the team (never printed nor shared)"))
        title.setBuddy(self._note.widget)
        self._note.widget.setAccessibleName(title.text())
        private.addWidget(title)
        private.addWidget(self._note.widget)
        column.addWidget(self._private)
        column.addWidget(self._provenance)
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(WIDTH)
        self.setAccessibleName(_("Sheet of the service"))
        self._on_read(None)

    def _read(self, service_id: UUID) -> ServiceSheet | None:
        try:
            return self._context.desk.resources.sheet(service_id, self._context.today())
        except Missing:  # removed meanwhile
            return None

    def _on_read(self, sheet: ServiceSheet | None) -> None:
        is_other = (sheet and sheet.id) != (self._sheet and self._sheet.id)
        self._sheet = sheet
        self._inside.setVisible(sheet is not None)
        if sheet is not None:
            self._show(sheet, is_other=is_other)
        self.setAccessibleDescription(self.words() if sheet else "")
        self.shown.emit()

    def _show(self, sheet: ServiceSheet, *, is_other: bool) -> None:
        self._name.setText(sheet.name)
        self._structure.setText(sheet.structure_name)
        self._closed.setVisible(sheet.closed_on is not None)
        words, tone = badge(sheet, self._context.today())
        self._badge.setText(words)
        self._badge.setProperty("tone", tone)
        self._badge.style().polish(self._badge)
        self._fill(sheet)
        seen = history(sheet)
        self._history.setText(seen)
        for label in (self._history_title, self._history):
            label.setVisible(bool(seen))
        self._provenance.setText(provenance(sheet))
        if is_other or not self._note.is_changed():
            self._note.show_value(sheet.local_note)
        if is_other:
            self.verticalScrollBar().setValue(0)

    def _fill(self, sheet: ServiceSheet) -> None:
        while (item := self._body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        contacts = [
            (_("Phone"), shown_phone(sheet.phone)),
            (_("E-mail"), sheet.email),
            (_("Form"), sheet.mobilisation_link),
            (_("Web site"), sheet.website or sheet.link),
        ]
        for heading, words in contacts:
            if words:
                self._body.addWidget(_Copied(heading, words))
        for heading, words in parts(sheet):
            self._body.addWidget(theme.quiet(heading))
            self._body.addWidget(_text(words))
        tab_as_read(self)


class _Copied(QWidget):
    """A way to reach somebody, with a button that copies it."""

    def __init__(self, heading: str, words: str) -> None:
        super().__init__()
        self._words = words
        copy = QToolButton()
        copy.setIcon(icons.icon("copy"))
        copy.setAutoRaise(True)
        copy.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        copy.setAccessibleName(_("Copy: {words}").format(words=words))
        copy.setToolTip(copy.accessibleName())
        copy.clicked.connect(self._on_copy)
        told = _text(words)
        told.setAccessibleName(f"{heading} {words}")
        told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(told, 1)
        row.addWidget(copy)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._words)


def _text(words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
