"""Choose how a document is printed: on which printer, how many times, in which version, in colours or in black."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QSpinBox, QWidget

from caseflow.i18n import _
from caseflow.ui import print_run
from caseflow.ui.widgets.choice_field import ChoiceField

_MOST_COPIES = 99


class PrintChoices(QWidget):
    """The choices that stand beside the page."""

    version_chosen = Signal()
    grey_chosen = Signal(bool)

    def __init__(self, *, full: bool, has_versions: bool) -> None:
        super().__init__()
        self._names = print_run.printer_names()
        self._printer: ChoiceField[str] = ChoiceField(self._names, str)
        self._copies = QSpinBox()
        self._version: ChoiceField[bool] = ChoiceField((False, True), _version_words)
        self._grey = QCheckBox(_("&Black and white"))
        self._copies.setRange(1, _MOST_COPIES)
        self._version.set_value(full)
        self._printer.set_value(print_run.usual_printer() or None)
        self._arrange(has_versions=has_versions)
        self._version.choice_made.connect(self.version_chosen)
        self._grey.toggled.connect(self.grey_chosen)

    @property
    def has_printer(self) -> bool:
        """Tell whether this computer can print at all."""
        return bool(self._names)

    @property
    def printer_name(self) -> str:
        """Return the printer chosen; empty when there is none."""
        return self._printer.value() or ""

    @property
    def copies(self) -> int:
        """Return how many times the document is wanted."""
        return self._copies.value()

    @property
    def is_full(self) -> bool:
        """Tell whether the version for the file is wanted."""
        return bool(self._version.value())

    @property
    def is_grey(self) -> bool:
        """Tell whether black ink alone is wanted."""
        return self._grey.isChecked()

    def choose_version(self, *, full: bool) -> None:
        """Choose the version for the person, or the full one."""
        self._version.set_value(full)

    def _arrange(self, *, has_versions: bool) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(_("&Printer"), self._printer)
        form.addRow(_("&Number of copies"), self._copies)
        form.addRow(_("&Version"), self._version)
        form.addRow(self._grey)
        self._grey.setToolTip(_("See and print the pages with black ink alone; a saved PDF keeps its colours."))
        for field in (self._printer, self._copies):
            form.setRowVisible(field, self.has_printer)
        form.setRowVisible(self._version, has_versions)


def _version_words(is_full: bool) -> str:
    return _("Full version, for the file") if is_full else _("One page, for the person")
