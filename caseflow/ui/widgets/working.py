"""What stands in place of a step while its work goes on: a sentence, how far it has come, a way to cancel."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from caseflow.i18n import _
from caseflow.ui import theme
from caseflow.ui.tasks import Job


class Working(QWidget):
    """Follows one job at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._label = QLabel()
        self._bar = QProgressBar()
        self._cancel = QPushButton(_("Cancel"))
        self._job: Job | None = None
        self._arrange()
        self._cancel.clicked.connect(self.cancel)

    def show_job(self, label: str, job: Job) -> None:
        """Follow a job."""
        self._job = job
        self._label.setText(label)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(label)
        self._cancel.setEnabled(True)
        self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        job.progressed.connect(self._on_progressed)
        job.ended.connect(self._on_ended)

    def _arrange(self) -> None:
        self._label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._bar.setMaximumWidth(theme.COLUMN_FORM)
        self._bar.setMinimumWidth(theme.COLUMN_FORM // 2)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self._label)
        column.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.SPACE_S)
        column.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def _on_progressed(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def cancel(self) -> None:
        """Ask the job under way, if there is one, to stop."""
        self._cancel.setEnabled(False)
        if self._job is not None:
            self._job.cancel()

    def _on_ended(self) -> None:
        self._job = None
