"""What stands in place of the directory while it is read, and when there is nothing to show: why, and what to do."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget
from typing_extensions import override

from caseflow.i18n import _
from caseflow.ui.widgets.empty_state import EmptyState


class DirectoryStates(QStackedWidget):
    """The list itself, or what is said in its place."""

    def __init__(
        self, table: QWidget, add: Callable[[], object], bring_in: Callable[[], object], unfilter: Callable[[], object]
    ) -> None:
        super().__init__()
        self._table = table
        self.loading = QLabel(_("Reading the directory…"), alignment=Qt.AlignmentFlag.AlignCenter)
        self.first = EmptyState(
            "compass",
            _("No partner yet"),
            _("Import the directory of your territory (a file), or add the ten partners you call most."),
        )
        self.first.add_button(_("Import a directory…"), "import", bring_in)
        self.first.add_button(_("Add a partner…"), "plus", add)
        self.none = EmptyState("search", "", "")
        self.remove = self.none.add_button("", "close", unfilter)
        for state in (table, self.loading, self.first, self.none):
            self.addWidget(state)
        self.setCurrentWidget(self.loading)

    @override
    def minimumSizeHint(self) -> QSize:
        """Leave to the list the room that only the other states want."""
        shown = self.currentWidget() or self._table
        return shown.minimumSizeHint()

    def show_table(self) -> None:
        """Show the list."""
        self.setCurrentWidget(self._table)

    def show_no_result(self, filter_words: str) -> None:
        """Say that nothing answers, and which filter leaves nothing; empty when only all of them together do."""
        if filter_words:
            told = _("The filter “{filter}” leaves nothing: without it, services are found.")
            self.remove.setText(_("Remove the filter “{filter}”").format(filter=filter_words).replace("&", "&&"))
        else:
            told = _("Nothing answers to all these filters together.")
            self.remove.setText(_("Remove every filter"))
        self.none.set_texts(_("No result"), told.format(filter=filter_words))
        self.setCurrentWidget(self.none)
