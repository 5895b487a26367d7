"""Ask why candidacies stop: a menu of the real reasons, one letter each."""

from collections.abc import Callable
from functools import partial
from string import ascii_uppercase

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from caseflow.domain.candidacy import LeavingReason
from caseflow.domain.labels import label
from caseflow.i18n import _


def ask_reason(beside: QWidget, chosen: Callable[[LeavingReason], object]) -> QMenu:
    """Open the reasons under a widget; `chosen` is called with the one that is picked, not at all on Esc."""
    menu = QMenu(_("Why does it stop?"), beside)
    menu.setAccessibleName(_("Why does it stop?"))
    for letter, reason in zip(ascii_uppercase, LeavingReason, strict=False):
        menu.addAction(f"&{letter}   {label(reason)}", partial(chosen, reason))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(beside.mapToGlobal(QPoint(0, beside.height())))
    return menu
