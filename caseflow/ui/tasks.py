"""Run what may take more than 100 ms away from the window's thread; answers come back in it, late ones are dropped.

Work never touches a widget: it is a service call. What it returns, or raises, is handed to a function of the page, in
the window's thread, unless the page is gone or has asked something newer since.
"""

from collections.abc import Callable
from itertools import count
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal, SignalInstance
from shiboken6 import isValid
from typing_extensions import override

from caseflow.ui.collecting import collections_put_off

Result = TypeVar("Result")


class Cancelled(Exception):
    """The work was asked to stop, and stopped."""


class Progress:
    """How a long work tells how far it has come, and learns that it should stop."""

    def __init__(self, told: Callable[[int, int], None]) -> None:
        self._told = told
        self._stop = Event()

    def __call__(self, done: int, total: int) -> None:
        """Tell how much is done; leave the work here if it was cancelled.

        Raises:
            Cancelled: the person at the screen wants it to stop.
        """
        if self._stop.is_set():
            raise Cancelled
        self._told(done, total)

    @property
    def is_cancelled(self) -> bool:
        """Tell whether the work was asked to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()


class Job(QObject):
    """One work under way. `label` is empty for work that the status line does not show."""

    progressed = Signal(int, int)
    """Done, and total (0 when it is not known)."""
    ended = Signal()
    """The work is over: done, failed or cancelled."""

    def __init__(self, label: str, owner: QObject) -> None:
        super().__init__()  # Python alone owns it: with a parent too, it was freed twice when both went at once
        self.label = label
        self.owner = owner
        self.progress = Progress(self.progressed.emit)
        self.on_done: Callable[[Any], None] = _ignore
        self.on_failed: Callable[[Exception], None] = _ignore
        self.on_cancelled: Callable[[], None] = _nothing
        self.is_wanted: Callable[[], bool] = _always

    def cancel(self) -> None:
        """Ask the work to stop."""
        self.progress.cancel()


class Tasks(QObject):
    """The window's pool of workers."""

    started = Signal(object)
    """A `Job` with a label began: the status line shows it."""
    failed = Signal(object)
    """An error that no page took: `ui.errors` tells it."""
    _returned = Signal(int, object)
    _raised = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(4)
        self._numbers = count(1)
        self._jobs: dict[int, Job] = {}
        self._runnables: dict[int, _Runnable] = {}
        self._latest: dict[tuple[int, str], int] = {}
        self._wound_down: Callable[[list[Exception]], None] | None = None
        self._untold: list[Exception] = []
        self._is_closed = False
        self._returned.connect(self._on_returned, Qt.ConnectionType.QueuedConnection)
        self._raised.connect(self._on_raised, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        owner: QObject,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        *,
        failed: Callable[[Exception], None] | None = None,
        only_latest: str = "",
    ) -> Job:
        """Run a short piece of work and hand its result to `done`.

        Args:
            owner: the page that asks: an answer that comes after its end is dropped.
            work: a service call; it touches no widget.
            done: called with the result, in the window's thread.
            failed: called with the error; without it, the window tells it.
            only_latest: names a series of questions of which only the last asked may be answered.
        """
        return self._start(owner, lambda _progress: work(), done, failed, series=only_latest)

    def run_long(
        self,
        owner: QObject,
        label: str,
        work: Callable[[Progress], Result],
        done: Callable[[Result], None],
        *,
        failed: Callable[[Exception], None] | None = None,
        cancelled: Callable[[], None] | None = None,
    ) -> Job:
        """Run work that the status line shows, with its progress and a way to cancel it; `work` is given both.

        Work that ends although it was asked to stop has been done: `done` is called all the same.
        """

        def quietly(progress: Progress) -> Result:
            with collections_put_off():
                return work(progress)

        job = self._start(owner, quietly, done, failed, label=label)
        job.on_cancelled = cancelled or _nothing
        self.started.emit(job)
        return job

    def is_idle(self) -> bool:
        """Tell whether every answer has come back."""
        return not self._jobs

    def wind_down(self, ended: Callable[[list[Exception]], None]) -> None:
        """Let all work under way be done and hand its answers to nobody; then call `ended`, with what failed.

        Nothing is cut: an import being written is written whole.
        """
        self._wound_down = ended
        if self.is_idle():
            QTimer.singleShot(0, self, self._end_if_idle)

    def close(self) -> None:
        """Ask long work to stop, let the rest be done (it may be a last edit), and drop what the threads bring.

        What is asked later is not begun: the timer of a page that is going would read a store that was put away, and
        the end of this pool would wait in the window's thread for work that itself waits for Python.
        """
        self._is_closed, self._wound_down = True, None
        for job in self._jobs.values():
            job.cancel()
        self._pool.waitForDone()
        self._jobs.clear()
        self._runnables.clear()

    def _start(
        self,
        owner: QObject,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None,
        *,
        label: str = "",
        series: str = "",
    ) -> Job:
        number = next(self._numbers)
        job = Job(label, owner)
        job.on_done = done
        job.on_failed = failed or self.failed.emit
        if series:
            key = (id(owner), series)
            self._latest[key] = number
            job.is_wanted = lambda: self._latest.get(key) == number
        if self._is_closed:
            return job
        self._jobs[number] = job
        self._runnables[number] = _Runnable(number, work, job.progress, self._returned, self._raised)
        self._pool.start(self._runnables[number])
        return job

    def _on_returned(self, number: int, result: object) -> None:
        job = self._take(number)
        if job is not None:
            job.on_done(result)
        self._end_if_idle()

    def _on_raised(self, number: int, error: Exception) -> None:
        if self._wound_down is not None and number in self._jobs and not isinstance(error, Cancelled):
            self._untold.append(error)
            self._take(number)
            self._end_if_idle()
            return
        is_told_by_window = number in self._jobs and not isValid(self._jobs[number].owner)
        job = self._take(number)
        if is_told_by_window and not isinstance(error, Cancelled):
            self.failed.emit(error)  # a page that is gone cannot tell that its last edit was refused
        if job is None:
            return
        if isinstance(error, Cancelled):
            job.on_cancelled()
        else:
            job.on_failed(error)

    def _take(self, number: int) -> Job | None:
        """Return the job whose answer came, if somebody still waits for it."""
        self._runnables.pop(number, None)
        job = self._jobs.pop(number, None)
        if job is None:
            return None
        job.ended.emit()
        is_heard = self._wound_down is None and isValid(job.owner) and job.is_wanted()
        return job if is_heard else None

    def _end_if_idle(self) -> None:
        if self._wound_down is not None and self.is_idle():
            ended, self._wound_down = self._wound_down, None
            ended(self._untold)


class _Runnable(QRunnable):
    """Carries one piece of work to a thread, and its answer back through a signal."""

    def __init__(
        self,
        number: int,
        work: Callable[[Progress], Any],
        progress: Progress,
        returned: SignalInstance,
        raised: SignalInstance,
    ) -> None:
        super().__init__()
        self.setAutoDelete(False)  # Python owns it: the pool must not delete it under us
        self._number = number
        self._work = work
        self._progress = progress
        self._returned = returned
        self._raised = raised

    @override
    def run(self) -> None:
        work = self._work
        del self._work  # the pool may hold this for as long as it lives: not what it asked, nor for whom
        try:
            result = work(self._progress)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told in the window's thread
            self._raised.emit(self._number, error)
        else:
            self._returned.emit(self._number, result)


def _ignore(_value: object) -> None:
    pass


def _nothing() -> None:
    pass


def _always() -> bool:
    return True
