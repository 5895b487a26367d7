"""The third stage: who came in twice; the sure ones are joined at once, the others wait for somebody’s eye."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from caseflow.domain.duplicate import Level
from caseflow.i18n import N_, _
from caseflow.services.candidates.facing import Apart, Faces
from caseflow.services.candidates.joining import join_certain
from caseflow.services.candidates.pairs import Pair, Pairs
from caseflow.services.merging import merge
from caseflow.services.recruitment_views import RecruitmentView
from caseflow.ui import icons, theme
from caseflow.ui.context import Context
from caseflow.ui.recruitments.duplicates_stage_pair import PairPanel
from caseflow.ui.recruitments.stage import Stage
from caseflow.ui.tasks import Progress
from caseflow.ui.widgets.empty_state import EmptyState
from caseflow.ui.widgets.flow_row import FlowRow

_CHECK, _CERTAIN, _APART = "check", "certain", "apart"
_COMPARED = frozenset({"candidacy", "contact_point", "distinct_pair", "person"})
"""The kinds of rows that pairs are made of."""


class DuplicatesStage(Stage):
    """Three piles: certain, to check, and told apart for ever, from which a pair may come back."""

    key: ClassVar[str] = "duplicates"
    title: ClassVar[str] = N_("Duplicates")

    searched = Signal()
    """The pairs were looked for and are shown."""

    def __init__(self, context: Context, recruitment_id: UUID) -> None:
        super().__init__(context, recruitment_id)
        self._pairs: list[Pair] = []
        self._apart: tuple[Apart, ...] = ()
        self._later: set[frozenset[UUID]] = set()
        self._pile = _CHECK
        self._is_stale = True
        self._is_searching = False
        self._deciding = 0
        self._create()
        self._arrange()
        self._connect()

    @override
    def count(self, view: RecruitmentView, /) -> int | None:
        return len(self._pairs) or None

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.search()

    def search(self) -> None:
        """Look for the pairs, in the background; what changes meanwhile has them looked for once more."""
        if self._is_searching:
            self._is_stale = True
            return
        self._is_searching, self._is_stale = True, False
        self._state.setText(_("Looking for people who came in twice…"))
        store = self.context.desk.store

        def look(progress: Progress) -> tuple[tuple[Pair, ...], tuple[Apart, ...]]:
            return Pairs(store).of(self.recruitment_id, progress), Faces(store).apart(self.recruitment_id)

        self.context.tasks.run_long(
            self, _("Duplicates"), look, self._on_found, failed=self._on_failed, cancelled=self._on_cancelled
        )

    def _create(self) -> None:
        self._piles = {pile: QPushButton() for pile in (_CHECK, _CERTAIN, _APART)}
        self._join = QPushButton(icons.icon("check"), _("Join the certain ones"))
        self._again = QPushButton(icons.icon("refresh"), _("Look again"))
        self._back = QPushButton(icons.icon("restore"), _("Propose this pair again"))
        self._state = theme.quiet("")
        self._list = QListWidget()
        self._panel = PairPanel(self.context, self.recruitment_id)
        self._nothing = EmptyState("check", _("No duplicate to check"), "")
        self._stack = QStackedWidget()

    def _arrange(self) -> None:
        self._list.setAccessibleName(_("Pairs"))
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.installEventFilter(self._panel)  # its letters decide from the list too
        chips = FlowRow(theme.SPACE_XS)
        for pile, button in self._piles.items():
            button.setCheckable(True)
            button.setChecked(pile == self._pile)
            chips.addWidget(button)
        piles = QWidget()
        piles.setLayout(chips)
        tools = QHBoxLayout()
        tools.addWidget(piles, 1)
        for button in (self._back, self._join, self._again):
            tools.addWidget(button)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._list)
        split.addWidget(self._panel)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 5)
        split.setChildrenCollapsible(False)
        split.setSizes([380, 760])
        for widget in (split, self._nothing):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_M, theme.SPACE_M, theme.SPACE_M, theme.SPACE_M)
        column.setSpacing(theme.SPACE_S)
        column.addLayout(tools)
        column.addWidget(self._state)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        for pile, button in self._piles.items():
            button.clicked.connect(partial(self._on_pile, pile))
        self._join.clicked.connect(self._on_join)
        self._again.clicked.connect(lambda _checked=False: self.search())
        self._back.clicked.connect(self._on_back)
        self._list.currentRowChanged.connect(self._on_row)
        self._panel.merge_wanted.connect(self._on_merge)
        self._panel.apart_wanted.connect(self._on_apart)
        self._panel.later_wanted.connect(self._on_later)
        self.context.changes.changed.connect(self._on_changed)

    # What was found -------------------------------------------------------------------------------------------

    def _on_found(self, found: tuple[tuple[Pair, ...], tuple[Apart, ...]]) -> None:
        self._is_searching = False
        pairs, self._apart = found
        self._pairs = list(pairs)
        self._show()
        self.searched.emit()
        if self._is_stale and self.isVisible():
            self.search()

    def _on_failed(self, error: Exception) -> None:
        self._is_searching, self._is_stale = False, True
        self._state.setText("")
        self.tell(error)

    def _on_cancelled(self) -> None:
        self._is_searching, self._is_stale = False, True
        self._state.setText(_("The search was stopped: “Look again” begins it anew."))

    def _shown_pairs(self) -> list[Pair]:
        """Return the pairs of the pile in front; those put off come last."""
        level = Level.CERTAIN if self._pile == _CERTAIN else Level.POSSIBLE
        found = [each for each in self._pairs if each.level is level]
        return sorted(found, key=lambda each: _key(each) in self._later)

    def _show(self, row: int = 0) -> None:
        certain = sum(each.level is Level.CERTAIN for each in self._pairs)
        words = {
            _CHECK: _("To check ({count})").format(count=len(self._pairs) - certain),
            _CERTAIN: _("Certain ({count})").format(count=certain),
            _APART: _("Told apart ({count})").format(count=len(self._apart)),
        }
        for pile, button in self._piles.items():
            button.setText(words[pile])
            button.setChecked(pile == self._pile)
        self.counted.emit()
        self._join.setEnabled(bool(certain))
        self._back.setVisible(self._pile == _APART)
        self._back.setEnabled(bool(self._apart))
        self._state.setText(
            _("The surest first. Nothing is joined before you say so; every prescriber stays credited.")
        )
        self._fill(row)

    def _fill(self, row: int) -> None:
        self._list.blockSignals(True)
        self._list.clear()
        if self._pile == _APART:
            for each in self._apart:
                self._list.addItem(" ≠ ".join(each.names))
        else:
            for pair in self._shown_pairs():
                self._list.addItem(_item(pair, is_late=_key(pair) in self._later))
        self._list.blockSignals(False)
        has_some = self._list.count() > 0
        self._nothing.set_texts(*_empty_words(self._pile, bool(self._pairs)))
        self._stack.setCurrentIndex(0 if has_some else 1)
        self._list.setCurrentRow(min(row, self._list.count() - 1))
        self._on_row(self._list.currentRow())

    def _on_row(self, row: int) -> None:
        pairs = self._shown_pairs() if self._pile != _APART else []
        self._panel.setVisible(self._pile != _APART)
        self._panel.show_pair(pairs[row] if 0 <= row < len(pairs) else None)

    def _on_pile(self, pile: str, _checked: bool = False) -> None:
        self._pile = pile
        self._show()

    # What is decided ------------------------------------------------------------------------------------------

    def _decide(self, work: Callable[[], object], then: Callable[[Any], None]) -> None:
        """Write what is decided: the list goes on by itself, and need not be looked for anew."""
        self._deciding += 1
        self.write(work, partial(self._on_decided, then), self._on_refused)

    def _on_decided(self, then: Callable[[Any], None], result: Any) -> None:
        self._deciding -= 1
        then(result)

    def _on_refused(self, error: Exception) -> None:
        self._deciding -= 1
        self.tell(error)
        self.search()

    def _on_changed(self, kinds: frozenset[str]) -> None:
        """Look again once something was taken back, or changed elsewhere."""
        if not self._deciding and kinds & _COMPARED:
            self._is_stale = True
            if self.isVisible():
                self.search()

    def _on_join(self) -> None:
        store, pairs = self.context.desk.store, tuple(self._pairs)
        self._deciding += 1
        self._join.setEnabled(False)
        self.context.tasks.run_long(
            self,
            _("Joining the certain ones"),
            lambda progress: join_certain(store, pairs, progress),
            partial(self._on_decided, self._on_joined),
            failed=self._on_refused,
            cancelled=self._on_join_cancelled,
        )

    def _on_join_cancelled(self) -> None:
        self._deciding -= 1
        self._join.setEnabled(True)
        self.context.navigator.show_message(_("Stopped: nothing was joined."))

    def _on_joined(self, joined: tuple[int, UUID | None]) -> None:
        count, _action = joined
        if not count:  # else the window tells it with what takes it back
            words = _("These pairs are of records that were there before: look at them one by one.")
            self.context.navigator.show_message(words)
        self.search()

    def _on_merge(self) -> None:
        facing = self._panel.facing
        if facing is None:
            return
        gone = facing.right_id
        work = partial(merge, self.context.desk.store, facing.left_id, gone, self._panel.choices())
        self._decide(work, lambda _action: self._drop(gone))

    def _on_apart(self) -> None:
        pair = self._panel.pair
        if pair is None:
            return
        work = partial(Pairs(self.context.desk.store).set_apart, pair.one.id, pair.other.id)
        self._decide(work, lambda _nothing: self._after_apart(pair))

    def _after_apart(self, pair: Pair) -> None:
        row = self._list.currentRow()
        self._pairs = [each for each in self._pairs if _key(each) != _key(pair)]
        self._read_apart()
        self._show(row)

    def _drop(self, gone: UUID) -> None:
        """Go on to the next pair: those of the record that went are settled, or are found again under the other."""
        row = self._list.currentRow()
        self._pairs = [each for each in self._pairs if gone not in _key(each)]
        self._show(row)

    def _on_later(self) -> None:
        pair = self._panel.pair
        if pair is not None:
            row = self._list.currentRow()
            self._later.add(_key(pair))
            self._show(row)

    def _on_back(self) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._apart):
            work = partial(Faces(self.context.desk.store).bring_back, self._apart[row].id)
            self._decide(work, lambda _nothing: self.search())

    def _read_apart(self) -> None:
        work = partial(Faces(self.context.desk.store).apart, self.recruitment_id)
        self.context.tasks.run(self, work, self._on_apart_read)

    def _on_apart_read(self, apart: tuple[Apart, ...]) -> None:
        self._apart = apart
        self._show(self._list.currentRow())


def _key(pair: Pair) -> frozenset[UUID]:
    return frozenset((pair.one.id, pair.other.id))


def _item(pair: Pair, *, is_late: bool) -> QListWidgetItem:
    names = f"{pair.one.name} = {pair.other.name}"
    why = _("{percent}% · {reasons}").format(percent=round(100 * pair.score), reasons=", ".join(pair.reasons))
    told = _("Put off: {why}").format(why=why) if is_late else why
    item = QListWidgetItem(f"{names}\n{told}")
    item.setToolTip(why)
    return item


def _empty_words(pile: str, has_others: bool) -> tuple[str, str]:
    if pile == _CERTAIN:
        return _("No certain duplicate"), _("What is sure is joined with one button; what is not waits in “To check”.")
    if pile == _APART:
        return _("Nobody told apart"), _("Two people of one name that you tell apart stand here: never proposed again.")
    more = _("The certain ones are in their own pile.") if has_others else _("Everybody is there once.")
    return _("No duplicate to check"), more
