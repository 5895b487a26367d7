"""Backups of the open store: make one now, go back to one, verify the file."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from caseflow.domain.errors import CaseFlowError
from caseflow.i18n import _, ngettext
from caseflow.services.checks import check_rules
from caseflow.services.list_views import check_views
from caseflow.store import check
from caseflow.store.backup import Copy
from caseflow.store.check import Finding
from caseflow.store.files import try_folder
from caseflow.ui import backups, icons, theme
from caseflow.ui.choosing import ask_folder
from caseflow.ui.context import Context
from caseflow.ui.errors import code_of
from caseflow.ui.tasks import Progress
from caseflow.ui.widgets.copy_list import CopyList

SHOWN = 20


class BackupsTab(QWidget):
    """The list of backups, and what can be done."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._list = CopyList()
        self._nothing = theme.quiet(_("No backup yet. Make the first one now: it takes a few seconds."))
        self._now = QPushButton(icons.icon("save"), _("Back up now"))
        self._restore = QPushButton(icons.icon("restore"), _("Restore a backup…"))
        self._check = QPushButton(icons.icon("shield"), _("Verify the store"))
        self._where = QLabel()
        self._where.setWordWrap(True)
        self._folder = QPushButton(icons.icon("folder"), _("Choose the folder…"))
        self._second = QPushButton(icons.icon("folder"), _("Choose a second folder…"))
        self._no_second = QPushButton(_("No second folder"))
        self._result = theme.quiet("")
        self._arrange()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the list of backups again."""
        self._show_places()
        self._context.tasks.run(
            self,
            partial(backups.copies_of, self._context.desk.store, backups.places(self._context.settings)),
            self._on_read,
            only_latest="copies",
        )

    def _arrange(self) -> None:
        actions = QHBoxLayout()
        for button in (self._now, self._restore, self._check):
            actions.addWidget(button)
        actions.addStretch(1)
        folders = QHBoxLayout()
        for widget in (self._folder, self._second, self._no_second):
            folders.addWidget(widget)
        folders.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(
            theme.quiet(
                _(
                    "A backup is made at the start of CaseFlow and every four hours of use, encrypted like the store,"
                    " and read back. A second folder, on a USB stick or a share, receives each of them too."
                )
            )
        )
        column.addWidget(self._where)
        column.addLayout(folders)
        column.addLayout(actions)
        column.addWidget(self._result)
        column.addWidget(self._nothing, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._list, 1)

    def _connect(self) -> None:
        self._now.clicked.connect(partial(backups.back_up_now, self._context))
        self._restore.clicked.connect(self._context.navigator.restore_asked)
        self._check.clicked.connect(self._on_check)
        self._folder.clicked.connect(partial(self._choose_folder, "backup_folder"))
        self._second.clicked.connect(partial(self._choose_folder, "second_backup_folder"))
        self._no_second.clicked.connect(partial(self._set_folder, "second_backup_folder", ""))
        self._context.navigator.backup_made.connect(self.refresh)

    def _choose_folder(self, name: str, _checked: bool = False) -> None:
        ask_folder(self, _("Folder of the backups"), partial(self._try_folder, name))

    def _try_folder(self, name: str, chosen: str) -> None:
        """Keep a folder only once something was written in it and read back."""
        kept = partial(self._on_tried, name, chosen)
        self._context.tasks.run(self, partial(try_folder, Path(chosen)), kept, failed=self._on_folder_refused)

    def _on_tried(self, name: str, chosen: str, _nothing: None) -> None:
        self._set_folder(name, chosen)
        self._show_result("✔ " + _("Tried: what is written there can be read back."), "success")

    def _on_folder_refused(self, error: Exception) -> None:
        words = error.message if isinstance(error, CaseFlowError) else code_of(error)
        self._show_result(f"⚠ {words} " + _("Choose another folder."), "danger")

    def _set_folder(self, name: str, chosen: str, _checked: bool = False) -> None:
        setattr(self._context.settings, name, chosen)
        self._context.settings.save()
        self.refresh()

    def _show_places(self) -> None:
        where = backups.places(self._context.settings)
        second = str(where.second) if where.second else _("none: a USB stick kept elsewhere saves everything in a fire")
        self._where.setText(_("Folder: {folder}\nSecond folder: {second}").format(folder=where.folder, second=second))
        self._no_second.setVisible(where.second is not None)

    def _on_read(self, copies: tuple[Copy, ...]) -> None:
        self._list.show_copies(copies)
        self._list.setVisible(bool(copies))
        self._nothing.setVisible(not copies)

    def _on_check(self) -> None:
        self._check.setEnabled(False)
        self._show_result(_("Verifying…"), "muted")

        def work(_progress: Progress) -> tuple[Finding, ...]:
            return check.check(self._context.desk.store, [check_rules, check_views])

        self._context.tasks.run_long(self, _("Verification"), work, self._on_checked, failed=self._on_check_failed)

    def _on_checked(self, found: tuple[Finding, ...]) -> None:
        self._check.setEnabled(True)
        if not found:
            self._show_result("✔ " + _("All is well: the file, its keys and every link were verified."), "success")
            return
        title = ngettext("{count} thing to look at:", "{count} things to look at:", len(found)).format(count=len(found))
        is_serious = any(finding.is_serious for finding in found)
        self._show_result("\n".join([title, *(f"• {each.message}" for each in found[:SHOWN])]), _tone(is_serious))

    def _on_check_failed(self, error: Exception) -> None:
        self._check.setEnabled(True)
        self._show_result("", "muted")
        self._context.tasks.failed.emit(error)

    def _show_result(self, text: str, tone: str) -> None:
        self._result.setText(text)
        self._result.setProperty("tone", tone)
        self._result.style().polish(self._result)


def _tone(is_serious: bool) -> str:
    return "danger" if is_serious else "warning"
