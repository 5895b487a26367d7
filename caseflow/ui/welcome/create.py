"""Create a store: your name, where it lives, a passphrase judged in words."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caseflow.domain.errors import Invalid
from caseflow.i18n import _
from caseflow.settings import STORE_SUFFIX
from caseflow.ui import icons, theme
from caseflow.ui.choosing import ask_name
from caseflow.ui.forms import Form
from caseflow.ui.welcome.passphrase_fields import PassphraseFields


class CreatePage(QWidget):
    """Asks what a new store needs, and refuses with a sentence under the field."""

    asked = Signal()
    """Everything is filled in: the store may be made."""

    def __init__(self, proposed: Path, author: str) -> None:
        super().__init__()
        self._author, self._place = QLineEdit(author), QLineEdit(str(proposed))
        self._fields = PassphraseFields(self._about)
        self._passphrase = ""
        self._browse = QPushButton(icons.icon("folder"), _("Choose…"))
        self._create = QPushButton(icons.icon("check"), _("Create my store"))
        self.form = Form()
        self._arrange()
        self._connect()

    def propose(self, path: Path) -> None:
        """Fill in the file to be made."""
        self._place.setText(str(path))

    def author(self) -> str:
        """Return the name under which actions will be recorded."""
        return self._author.text().strip()

    def path(self) -> Path:
        """Return the file to be made."""
        path = Path(self._place.text().strip())
        return path if path.suffix == STORE_SUFFIX else path.parent / (path.name + STORE_SUFFIX)

    def passphrase(self) -> str:
        """Return the passphrase, once it was accepted."""
        return self._passphrase

    def set_busy(self, is_busy: bool) -> None:
        """Stop asking while the store is made."""
        self._create.setEnabled(not is_busy)

    def _arrange(self) -> None:
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._place, 1)
        row.addWidget(self._browse)
        self._place.setAccessibleName(_("File of the store"))
        self._browse.setAccessibleName(_("Choose the file of the store"))
        place.setFocusProxy(self._place)
        self.form.add("author", _("Your name"), self._author, hint=_("It is written in the history of what you do."))
        self.form.add("path", _("File"), place, hint=_("On this PC: not on a network share nor in a synced folder."))
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(theme.title(_("Create my store")))
        column.addWidget(self.form)
        column.addWidget(self._fields)
        column.addStretch(1)
        actions = QHBoxLayout()
        actions.addStretch(1)
        actions.addWidget(self._create)
        column.addLayout(actions)
        self._create.setDefault(True)

    def _connect(self) -> None:
        self._browse.clicked.connect(self._on_browse)
        self._create.clicked.connect(self._on_create)
        self._fields.entered.connect(self._on_create)

    def _on_browse(self) -> None:
        ask_name(self, _("File of the store"), self._place.setText, self.path().name, start=str(self.path().parent))

    def _on_create(self) -> None:
        error = self._problem()
        if error is not None:
            self.form.show_invalid(error)
            return
        self.form.clear_errors()
        try:
            self._passphrase = self._fields.passphrase()
        except Invalid:
            return  # said under its field
        self.asked.emit()

    def _about(self) -> tuple[str, ...]:
        return (self.author(), self.path().stem)

    def _problem(self) -> Invalid | None:
        if not self.author():
            return Invalid("author", _("A name is needed: yours, or your role."))
        if not self._place.text().strip() or not self.path().is_absolute():
            return Invalid("path", _("Choose where the file goes."))
        if self.path().exists():
            return Invalid("path", _("A file of this name is already there. Choose another name, or open it instead."))
        return None
