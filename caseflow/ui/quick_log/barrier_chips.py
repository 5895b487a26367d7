"""The barriers that the words of a note suggest, those that weigh already, and any other: one press each."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton

from caseflow.domain.barrier import SENSITIVE_THEMES, Theme
from caseflow.domain.labels import label
from caseflow.i18n import _
from caseflow.services.quick_log import OpenBarrier
from caseflow.ui.barrier_words import dots, level_words
from caseflow.ui.quick_log.chips import ChipRow, chip


class BarrierChips(ChipRow):
    """Suggestions arrive after a pause, and never take the keyboard nor apply themselves."""

    picked = Signal()
    """The barriers to note are others."""
    looked_at = Signal(object)
    """A barrier was chosen, to be noted or there already: its `Theme`."""

    def __init__(self) -> None:
        super().__init__(_("Barriers met:"))
        self._new: dict[Theme, QPushButton] = {}
        self._open: dict[Theme, QPushButton] = {}
        self._named: tuple[Theme, ...] = ()
        """What the text speaks of."""
        self._is_discreet = False
        self._menu = QMenu(self)
        self.other = QPushButton(_("Other barrier…"))
        self.other.setMenu(self._menu)
        self.other.setAutoDefault(False)
        self.flow.addWidget(self.other)
        self._menu.aboutToShow.connect(self._fill_menu)

    def suggest(self, themes: Sequence[Theme]) -> None:
        """Offer what a text speaks of, first; what was chosen, and what has the keyboard, stays."""
        self._named = tuple(themes)
        for theme in list(self._new):
            button = self._new[theme]
            if theme not in themes and not button.isChecked() and not button.hasFocus():
                self.drop(self._new.pop(theme))
        for theme in themes:
            if theme not in self._open and theme not in SENSITIVE_THEMES:
                self._offer(theme)
        self._reorder()

    def show_open(self, barriers: Sequence[OpenBarrier]) -> None:
        """Show what weighs already: a press looks for resources, and notes nothing twice."""
        for button in self._open.values():
            self.drop(button)
        self._open = {each.theme: self._open_chip(each) for each in barriers}
        for theme in [each for each in self._new if each in self._open]:
            self.drop(self._new.pop(theme))
        self._reorder()
        self.set_discreet(self._is_discreet)

    def themes(self) -> tuple[Theme, ...]:
        """Return the barriers to note."""
        return tuple(theme for theme, button in self._new.items() if button.isChecked())

    def set_themes(self, themes: Sequence[Theme]) -> None:
        """Have these barriers to note, and no other."""
        for theme in themes:
            if theme not in self._open:
                self._offer(theme)
        for theme, button in self._new.items():
            button.setChecked(theme in themes)
            _dress(button, theme)
        self._reorder()
        self.picked.emit()

    def chips(self) -> dict[Theme, QPushButton]:
        """Return the buttons, those to note first, then those that weigh already and that the text speaks of."""
        return {**self._new, **dict(sorted(self._open.items(), key=lambda each: each[0] not in self._named))}

    def set_discreet(self, is_on: bool) -> None:
        """Leave sensitive themes out, or show them again."""
        self._is_discreet = is_on
        for theme, button in self.chips().items():
            button.setHidden(is_on and theme in SENSITIVE_THEMES)

    def _offer(self, theme: Theme) -> QPushButton:
        if theme not in self._new:
            button = chip("", partial(self._on_new_clicked, theme))
            _dress(button, theme)
            self._new[theme] = button
            self.flow.addWidget(button)
        return self._new[theme]

    def _open_chip(self, barrier: OpenBarrier) -> QPushButton:
        words = f"{label(barrier.theme)} {dots(barrier.level)}"
        button = chip(words, lambda _down: self.looked_at.emit(barrier.theme), checkable=False)
        said = _("{barrier}, noted already: see resources")
        button.setAccessibleName(said.format(barrier=f"{label(barrier.theme)} {level_words(barrier.level)}"))
        button.setToolTip(button.accessibleName())
        self.flow.addWidget(button)
        return button

    def _reorder(self) -> None:
        for button in (*self.chips().values(), self.other):
            self.flow.removeWidget(button)
            self.flow.addWidget(button)
        self.flow.invalidate()

    def _on_new_clicked(self, theme: Theme, is_down: bool) -> None:
        _dress(self._new[theme], theme)
        self.picked.emit()
        if is_down:
            self.looked_at.emit(theme)

    def _fill_menu(self) -> None:
        self._menu.clear()
        for theme in Theme:
            is_hidden = self._is_discreet and theme in SENSITIVE_THEMES
            if theme not in self._open and theme not in self.themes() and not is_hidden:
                self._menu.addAction(label(theme)).triggered.connect(partial(self._on_other, theme))

    def _on_other(self, theme: Theme, _checked: bool = False) -> None:
        button = self._offer(theme)
        button.setChecked(True)
        self._reorder()
        self._on_new_clicked(theme, is_down=True)
        button.setFocus()


def _dress(button: QPushButton, theme: Theme) -> None:
    """Say what a press does, and what was done: never by the colour alone."""
    sign = "✔" if button.isChecked() else "＋"
    button.setText(f"{sign} {label(theme)}")
    words = _("{barrier}, to be noted") if button.isChecked() else _("Note the barrier {barrier}")
    button.setAccessibleName(words.format(barrier=label(theme)))
    button.setToolTip(button.accessibleName())
