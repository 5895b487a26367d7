"""The store is made: three things that can be told now or later, and then the work begins."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.domain.errors import CaseFlowError, Invalid
from caseflow.i18n import _
from caseflow.store.files import try_folder
from caseflow.ui import icons, theme
from caseflow.ui.choosing import ask_file, ask_folder
from caseflow.ui.errors import code_of
from caseflow.ui.forms import Form
from caseflow.ui.tasks import Tasks


class ReadyPage(QWidget):
    """Every field may stay empty; a folder is tried as soon as it is chosen."""

    done = Signal()
    """What was told may be kept, and the store worked in."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._structure, self._folder, self._file = QLineEdit(), QLineEdit(), QLineEdit()
        self._browse = QPushButton(icons.icon("folder"), _("Choose…"))
        self._choose = QPushButton(icons.icon("import"), _("Choose…"))
        self._begin = QPushButton(icons.icon("check"), _("Begin"))
        self._said = theme.quiet("")
        self.form = Form()
        self._arrange()
        self._connect()

    def structure(self) -> str:
        """Return the name of the structure; empty for later."""
        return self._structure.text().strip()

    def folder(self) -> str:
        """Return where a second copy of each backup goes; empty for nowhere."""
        return self._folder.text().strip()

    def file(self) -> Path | None:
        """Return the file to import at once."""
        typed = self._file.text().strip()
        return Path(typed) if typed else None

    def show_refusal(self, error: Exception) -> None:
        """Say why the folder cannot be used: another is chosen, or none."""
        self._begin.setEnabled(True)
        words = error.message if isinstance(error, CaseFlowError) else code_of(error)
        advice = _("Choose another folder, or leave this empty for now.")
        self._said.setText("")
        self.form.show_invalid(Invalid("folder", f"{words} {advice}"))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._file.setText(next(url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()))

    def _arrange(self) -> None:
        self.setAcceptDrops(True)
        folder, file = _with_button(self._folder, self._browse), _with_button(self._file, self._choose)
        self._folder.setAccessibleName(_("Second folder of the backups"))
        self._browse.setAccessibleName(_("Choose the second folder of the backups"))
        self._file.setAccessibleName(_("File to import"))
        self._choose.setAccessibleName(_("Choose the file to import"))
        self.form.add("structure", _("Your structure"), self._structure, hint=_("It stands at the top of each sheet."))
        hint = _("On a USB stick or a share: it receives a copy of each backup, encrypted.")
        self.form.add("folder", _("Second backup"), folder, hint=hint)
        self.form.add(
            "file", _("My Excel file"), file, hint=_("Drop it here: you will see every line before it counts.")
        )
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(theme.title(_("Your store is ready")))
        column.addWidget(theme.quiet(_("All of this can wait: Home reminds you of it.")))
        column.addWidget(self.form)
        column.addWidget(self._said)
        column.addStretch(1)
        actions = QHBoxLayout()
        actions.addStretch(1)
        actions.addWidget(self._begin)
        column.addLayout(actions)
        self._begin.setDefault(True)

    def _connect(self) -> None:
        self._browse.clicked.connect(self._on_browse)
        self._choose.clicked.connect(self._on_choose)
        self._begin.clicked.connect(self._on_begin)
        self._folder.textChanged.connect(self._on_folder_edited)
        for field in (self._structure, self._folder, self._file):
            field.returnPressed.connect(self._on_begin)

    def _on_browse(self) -> None:
        ask_folder(self, _("Second folder of the backups"), self._on_folder_chosen)

    def _on_folder_chosen(self, chosen: str) -> None:
        self._folder.setText(chosen)
        self._tasks.run(self, partial(try_folder, Path(chosen)), self._on_tried, failed=self.show_refusal)

    def _on_tried(self, _nothing: None) -> None:
        self._said.setText("✔ " + _("Tried: what is written there can be read back."))

    def _on_folder_edited(self) -> None:
        self._said.setText("")
        self.form.clear_errors()

    def _on_choose(self) -> None:
        ask_file(self, _("File to import"), self._file.setText)

    def _on_begin(self) -> None:
        file = self.file()
        if file is not None and not file.is_file():
            self.form.show_invalid(Invalid("file", _("There is no such file. Choose it, or leave this empty.")))
        elif self.folder():
            self._begin.setEnabled(False)
            self._tasks.run(self, partial(try_folder, Path(self.folder())), self._on_sure, failed=self.show_refusal)
        else:
            self.done.emit()

    def _on_sure(self, _nothing: None) -> None:
        self.done.emit()


def _with_button(field: QLineEdit, button: QPushButton) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(field, 1)
    row.addWidget(button)
    both.setFocusProxy(field)
    return both
