"""Unlock a store: its passphrase, or its recovery code when the passphrase is lost."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.domain.errors import Invalid
from caseflow.i18n import _
from caseflow.ui import icons, theme
from caseflow.ui.forms import Form


class UnlockPage(QWidget):
    """One secret to type; what is wrong stands under it."""

    asked = Signal()
    """The secret is typed: the store may be opened."""
    other_asked = Signal()
    """Another store, or another way to begin, is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._path = Path()
        self._is_secret_needed = True
        self._title = theme.title("")
        self._where = theme.quiet("")
        self._author, self._secret = QLineEdit(), QLineEdit()
        self._by_code = QCheckBox(_("I lost the passphrase: use the recovery code"))
        self._open = QPushButton(icons.icon("lock"), _("Open"))
        self._other = QPushButton(_("Another store…"))
        self._wait = theme.quiet("")
        self.form = Form()
        self._arrange()
        self._connect()

    @property
    def path(self) -> Path:
        """Return the file to open."""
        return self._path

    def show_store(self, path: Path, author: str) -> None:
        """Ask for the secret of a store."""
        self._path = path
        self._title.setText(path.stem)
        self._where.setText(str(path.parent))
        self._author.setText(author)
        self._secret.clear()
        self.form.clear_errors()
        self._by_code.setChecked(False)

    def show_locked(self, path: Path, author: str, *, is_training: bool) -> None:
        """Ask for the secret of the store that was open a moment ago; the training store has none to ask for."""
        self.show_store(path, author)
        self._title.setText(_("Locked"))
        self._where.setText(_("Store: {name}").format(name=path.stem))
        self._open.setText(_("Unlock"))
        self._other.hide()
        self._is_secret_needed = not is_training
        for widget in (self.form, self._by_code):
            widget.setVisible(self._is_secret_needed)

    @property
    def is_secret_needed(self) -> bool:
        """Tell whether something has to be typed."""
        return self._is_secret_needed

    def author(self) -> str:
        """Return the name under which actions will be recorded."""
        return self._author.text().strip()

    def secret(self) -> str:
        """Return the passphrase or the code, as typed."""
        return self._secret.text()

    def is_code(self) -> bool:
        """Tell whether what is typed is the recovery code."""
        return self._by_code.isChecked()

    def set_busy(self, is_busy: bool, words: str = "") -> None:
        """Say that the store is being opened, or what else has to end before it can be."""
        self._open.setEnabled(not is_busy)
        self._wait.setText(words or _("Opening…") if is_busy else "")

    def show_refusal(self, message: str) -> None:
        """Say why the store did not open, and select what was typed."""
        self.set_busy(False)
        self.form.show_invalid(Invalid("secret", message))
        self._secret.selectAll()

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        if not self._is_secret_needed:
            self._open.setFocus()
            return
        (self._secret if self._author.text() else self._author).setFocus()

    def _arrange(self) -> None:
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.form.add("author", _("Your name"), self._author)
        self.form.add("secret", _("Passphrase"), self._secret)
        actions = QHBoxLayout()
        actions.addWidget(self._other)
        actions.addWidget(self._wait, 1)
        actions.addWidget(self._open)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_M)
        column.addStretch(1)
        column.addWidget(self._title)
        column.addWidget(self._where)
        column.addSpacing(theme.SPACE_M)
        column.addWidget(self.form)
        column.addWidget(self._by_code)
        column.addStretch(2)
        column.addLayout(actions)
        self._open.setDefault(True)
        self._open.setObjectName("open")

    def _connect(self) -> None:
        self._open.clicked.connect(self._on_open)
        self._secret.returnPressed.connect(self._on_open)
        self._other.clicked.connect(self.other_asked)
        self._by_code.toggled.connect(self._on_way_changed)

    def _on_open(self) -> None:
        self.form.clear_errors()
        if not self._open.isEnabled():
            return
        if not self._is_secret_needed:
            self.asked.emit()
        elif not self.author():
            self.form.show_invalid(Invalid("author", _("A name is needed: yours, or your role.")))
        elif not self.secret():
            self.form.show_invalid(Invalid("secret", _("Type the passphrase, or the recovery code.")))
        else:
            self.asked.emit()

    def _on_way_changed(self, is_code: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_code else QLineEdit.EchoMode.Password
        self._secret.setEchoMode(mode)
        self._secret.clear()
        self._secret.setAccessibleName(_("Recovery code") if is_code else _("Passphrase"))
        self._secret.setPlaceholderText(_("The code of the recovery sheet") if is_code else "")
        self._secret.setFocus()
