"""The line at the foot of the window: when it was saved, which store, the last backup, the work in the background."""

from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from caseflow.i18n import _
from caseflow.ui import theme
from caseflow.ui.tasks import Job


class StatusLine(QStatusBar):
    """Shows one long work at a time, the latest begun, with its progress and the way to cancel it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved = QLabel()
        self._store = QLabel()
        self._backup = QLabel()
        self._work = QLabel()
        self._bar = QProgressBar()
        self._cancel = QPushButton(_("Cancel"))
        self._job: Job | None = None
        self._arrange()
        self._cancel.clicked.connect(self._on_cancel_clicked)

    def show_saved(self, text: str) -> None:
        """Say when something was last written."""
        self._saved.setText(text)

    def show_store(self, name: str, where: str) -> None:
        """Say which store is open; its folder is in the tool tip."""
        self._store.setText(name)
        self._store.setToolTip(where)

    def show_backup(self, text: str, trouble: str = "") -> None:
        """Say when the last backup was made, or what keeps it from being made."""
        self._backup.setText(text)
        self._backup.setToolTip(trouble)
        self._backup.setProperty("tone", "danger" if trouble else "")
        self._backup.style().polish(self._backup)

    def follow(self, job: Job) -> None:
        """Show a long work until it ends."""
        self._job = job
        self._work.setText(job.label)
        self._bar.setRange(0, 0)
        job.progressed.connect(self._on_progressed)
        job.ended.connect(self._on_ended)
        self._show_work(True)

    def _arrange(self) -> None:
        self.setSizeGripEnabled(False)
        for label in (self._saved, self._store, self._backup):
            label.setContentsMargins(theme.SPACE_S, 0, theme.SPACE_S, 0)
            self.addWidget(label)
        self._bar.setFixedWidth(140)
        self._bar.setAccessibleName(_("Progress of the work in the background"))
        self._cancel.setAccessibleName(_("Cancel the work in the background"))
        for widget in (self._work, self._bar, self._cancel):
            self.addPermanentWidget(widget)
        self._show_work(False)

    def _show_work(self, is_shown: bool) -> None:
        for widget in (self._work, self._bar, self._cancel):
            widget.setVisible(is_shown)
        self._cancel.setEnabled(is_shown)

    def _on_progressed(self, done: int, total: int) -> None:
        if self.sender() is self._job:
            self._bar.setRange(0, total)
            self._bar.setValue(done)

    def _on_ended(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self._show_work(False)

    def _on_cancel_clicked(self) -> None:
        if self._job is not None:
            self._cancel.setEnabled(False)
            self._job.cancel()
