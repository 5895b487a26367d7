"""Nothing typed is lost: what a form holds unsaved is kept within a second, and offered when it opens again."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from caseflow.domain.errors import CaseFlowError
from caseflow.i18n import _, current
from caseflow.services.drafts import Draft, DraftOf, Drafts
from caseflow.ui import icons, theme
from caseflow.ui.context import Context
from caseflow.ui.editors import Editor
from caseflow.ui.navigation import Navigator

KEPT_AFTER_MS = 700
"""After the first letter, not the last: somebody who never pauses loses no more."""


def draft_words(draft: Draft) -> str:
    """Say from when a draft is."""
    return _("Draft of {moment}").format(moment=current().moment(draft.kept_at.astimezone()))


class DraftLine(QFrame):
    """Says from when what stands in the form is, and how to be rid of it; or why it could not be kept."""

    fresh_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "warning")
        self._fresh = QPushButton(icons.icon("restore"), _("Start afresh"))
        self._fresh.setAutoDefault(False)
        self._fresh.clicked.connect(self._on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_M)
        row.addWidget(self._words, 1)
        row.addWidget(self._fresh)
        self.hide()

    def show_draft(self, draft: Draft) -> None:
        """Say that the form holds a draft."""
        self._words.setText(draft_words(draft))
        self._fresh.show()
        self.show()

    def show_trouble(self, words: str) -> None:
        """Say why the form, or its draft, could not be saved; the form holds it all the same."""
        self._words.setText(f"⚠ {words}")
        self._fresh.hide()
        self.show()

    def words(self) -> str:
        """Return what is said; empty when nothing is."""
        return "" if self.isHidden() else self._words.text()

    def _on_clicked(self) -> None:
        self.fresh_wanted.emit()


class Drafting(QObject):
    """Keeps the draft of one form. The form is done with it once saved, or leaves it when closed."""

    def __init__(
        self, form: QWidget, context: Context, editors: Mapping[str, Editor], *, keeps_when_left: bool = True
    ) -> None:
        """Follow the controls of a form; one that saves each field when it is left needs no draft then."""
        super().__init__(form)
        self.line = DraftLine()
        self._context = context
        self._editors = dict(editors)
        self._of: DraftOf | None = None
        self._saving: DraftOf | None = None
        self._title = ""
        self._kept: dict[str, Any] = {}
        self._is_troubled = False
        self._timer = QTimer(self, interval=KEPT_AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self.keep)
        self.line.fresh_wanted.connect(self.start_afresh)
        for editor in self._editors.values():
            editor.edited.connect(self._on_edited)
            if keeps_when_left:
                editor.left.connect(self.keep)

    @property
    def kept(self) -> Mapping[str, Any]:
        """Return what the draft holds."""
        return self._kept

    @property
    def open_draft(self) -> DraftOf | None:
        """Return whose draft is kept, when there is something to keep."""
        return self._of if self._kept else None

    def begin(self, of: DraftOf, title: str) -> None:
        """Begin with a form that shows what is stored: what was typed in it and not saved is typed again."""
        self.pause()
        self._title, self._kept = title, {}
        self.line.hide()
        draft = self._drafts.find(of)
        if draft is not None:
            self._kept = dict(draft.typed)
            for name, typed in draft.typed.items():
                if name in self._editors:
                    self._editors[name].type_again(typed)
            self.line.show_draft(draft)
        if not self._context.desk.store.read_only:
            self._of = of

    def pause(self) -> None:
        """Keep what is typed, and follow no more until the form begins again with something else."""
        self.keep()
        self._of = None

    def keep(self) -> None:
        """Keep what is typed, now; a form that holds nothing new has no draft."""
        self._timer.stop()
        typed = self._typed()
        if self._of is None or typed == self._kept:
            return
        turn = self._drafts.turn()
        if typed:
            work = partial(self._drafts.keep, self._of, self._title, typed, turn)
        else:
            work = partial(self._drafts.discard, self._of, turn)
        has_appeared = bool(typed) != bool(self._kept)
        self._kept = typed
        done = partial(self._on_kept, has_appeared=has_appeared)
        self._context.tasks.run(self, work, done, failed=self._on_failed)

    def saving(self, save: Callable[[], Any]) -> Callable[[], Any]:
        """Return work that saves the form and forgets its draft, in one transaction.

        `saved` or `not_saved` is called once it is done. What is typed is kept first: should the power go meanwhile,
        it is either saved or still a draft.
        """
        self.keep()
        if self._of is None:
            return save
        self._saving, self._of = self._of, None
        return partial(_save, save, self._drafts, self._saving, self._drafts.turn())

    def saved(self) -> None:
        """Take note that the form is saved: nothing more is kept of it."""
        self._of = self._saving = None
        if self._kept:
            self._context.navigator.drafts_changed.emit()
        self._kept = {}

    def not_saved(self, error: Exception | None) -> None:
        """Take note that saving failed: what is typed stays in the form and its draft, to be saved again.

        The error is told in the form, unless it is None: then it was told already, under its field.
        """
        self._of, self._saving = self._saving or self._of, None
        if isinstance(error, CaseFlowError):
            self.line.show_trouble(error.message)
        elif error is not None:
            self._context.tasks.failed.emit(error)

    def leave(self) -> None:
        """Take note that the form is closed without being saved: its draft stays, and it is said once that is sure."""
        self._timer.stop()
        typed = self._typed()
        if self._of is None or not (typed or self._kept):
            return
        if not typed:
            self.keep()
            return
        navigator = self._context.navigator  # outlives the form
        work = partial(self._drafts.keep, self._of, self._title, typed, self._drafts.turn())
        self._context.tasks.run(navigator, work, partial(_tell_left, navigator, self._of))
        self._of = None

    def start_afresh(self) -> None:
        """Show what is stored, and forget what was typed."""
        for editor in self._editors.values():
            if editor.is_changed():
                editor.show_again()
        self.line.hide()
        self.keep()

    @property
    def _drafts(self) -> Drafts:
        return self._context.desk.drafts

    def _typed(self) -> dict[str, Any]:
        return {name: editor.typed() for name, editor in self._editors.items() if editor.is_changed()}

    def _on_edited(self) -> None:
        if self._of is not None and not self._timer.isActive():
            self._timer.start()

    def _on_kept(self, _nothing: None, *, has_appeared: bool) -> None:
        if self._is_troubled:
            self._is_troubled = False
            self.line.hide()
        if has_appeared:
            self._context.navigator.drafts_changed.emit()

    def _on_failed(self, error: Exception) -> None:
        """Say it in the form, and try again at the next letter."""
        self._kept, self._is_troubled = {}, True
        if isinstance(error, CaseFlowError):
            words = _("What you type here is not kept yet: {reason}")
            self.line.show_trouble(words.format(reason=error.message))
        else:
            self._context.tasks.failed.emit(error)


def _save(save: Callable[[], Any], drafts: Drafts, of: DraftOf, turn: int) -> Any:
    with drafts.dropped_with_save(of, turn):
        return save()


def _tell_left(navigator: Navigator, of: DraftOf, _nothing: None) -> None:
    navigator.drafts_changed.emit()
    navigator.draft_left.emit(of)
