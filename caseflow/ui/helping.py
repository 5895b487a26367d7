"""Open the guide where one is: the page of the screen in front (F1), or what a control is for (Shift+F1)."""

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QApplication, QTabWidget, QWhatsThis, QWidget

from caseflow.i18n import _
from caseflow.ui.help_pages import CONTENTS, SCREENS


class Helping(QObject):
    """Keeps the one window of the guide, beside all others: no dialog of theirs blocks it."""

    def __init__(self, application: QObject) -> None:
        super().__init__(application)
        self._window: QWidget | None = None

    def open(self, key: str) -> None:
        """Show a page of the guide."""
        from caseflow.ui.help_window import HelpWindow  # seldom needed, and never at the start

        active = QApplication.activeWindow()
        if not isinstance(self._window, HelpWindow):
            self._window = HelpWindow()
        if not self._window.isVisible():
            self._window.stand_beside(active.frameGeometry() if active else QRect())
        self._window.show_page(key)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def window(self) -> QWidget | None:
        """Return the window of the guide, once it was opened."""
        return self._window

    def close(self) -> None:
        """Put the window away; the next one is made anew, in the language of that moment."""
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
            self._window = None


def helping() -> Helping:
    """Return what keeps the guide of this program."""
    application = QApplication.instance()
    if application is None:
        raise RuntimeError("no application")
    return application.findChild(Helping) or Helping(application)


def explain(widget: QWidget) -> None:
    """Say what a control is for, beside it."""
    QWhatsThis.showText(widget.mapToGlobal(widget.rect().bottomLeft()), purpose_of(widget), widget)


def purpose_of(widget: QWidget) -> str:
    """Return what a control is for, from the words it already has; of a bare part, those of what holds it."""
    here: QWidget | None = widget
    while here is not None:
        words = here.whatsThis() or here.toolTip() or here.accessibleDescription() or here.accessibleName()
        if words:
            return words
        here = here.parentWidget()
    return _("Nothing more is known of this. F1 opens the help of the screen.")


def page_of(widget: QWidget | None) -> str:
    """Return the page of the guide for a control: that of the nearest screen around it."""
    while widget is not None:
        key = _page_of_screen(widget)
        if key:
            return key
        widget = widget.parentWidget()
    return CONTENTS


def _page_of_screen(screen: QWidget) -> str:
    """Return the page of a screen, or of its tab in front where it has tabs that have pages of their own."""
    tabs = screen.findChild(QTabWidget)
    front = tabs.currentWidget() if tabs is not None else None
    own = _named(screen)
    return (_named(front) if own and front is not None else "") or own


def _named(widget: QWidget) -> str:
    names = (base.__name__ for base in type(widget).__mro__)
    return next((SCREENS[name] for name in names if name in SCREENS), "")
