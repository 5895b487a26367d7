"""Work in the background answers in the window's thread, drops what is late, stops when asked, and leaves no thread."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from caseflow.ui.tasks import Progress, Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()
    assert made.is_idle()


@pytest.fixture
def page(qtbot: QtBot) -> QObject:
    return QObject()


def test_work_runs_elsewhere_and_its_answer_comes_here(tasks: Tasks, page: QObject, qtbot: QtBot) -> None:
    seen: list[tuple[int, int]] = []
    tasks.run(page, threading.get_ident, lambda worker: seen.append((worker, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(seen))
    (worker, here) = seen[0]
    assert worker != here == threading.main_thread().ident


def test_only_the_last_question_of_a_series_is_answered(tasks: Tasks, page: QObject, qtbot: QtBot) -> None:
    answers: list[str] = []
    first_may_end = threading.Event()

    def slow() -> str:
        first_may_end.wait(5)
        return "first"

    tasks.run(page, slow, answers.append, only_latest="search")
    tasks.run(page, lambda: "second", answers.append, only_latest="search")
    qtbot.waitUntil(lambda: answers == ["second"])
    first_may_end.set()
    qtbot.waitUntil(tasks.is_idle)
    assert answers == ["second"]


def test_an_answer_for_a_page_that_is_gone_is_dropped(tasks: Tasks, qtbot: QtBot) -> None:
    page, may_end, answers = QObject(), threading.Event(), list[bool]()
    tasks.run(page, lambda: may_end.wait(5), answers.append)
    page.deleteLater()
    qtbot.waitSignal(page.destroyed)
    qtbot.wait(1)
    may_end.set()
    qtbot.waitUntil(tasks.is_idle)
    assert answers == []


def test_an_error_reaches_the_page_that_asked_or_else_the_window(tasks: Tasks, page: QObject, qtbot: QtBot) -> None:
    mine: list[Exception] = []
    tasks.run(page, lambda: 1 / 0, print, failed=mine.append)
    qtbot.waitUntil(lambda: len(mine) == 1)
    with qtbot.waitSignal(tasks.failed) as told:
        tasks.run(page, lambda: 1 / 0, print)
    assert isinstance(told.args[0], ZeroDivisionError)


def test_long_work_tells_its_progress_and_stops_when_asked(tasks: Tasks, page: QObject, qtbot: QtBot) -> None:
    steps: list[tuple[int, int]] = []
    ended: list[str] = []
    go_on = threading.Event()

    heard = threading.Event()

    def work(progress: Progress) -> str:
        heard.wait(5)
        progress(1, 10)
        go_on.wait(5)
        progress(2, 10)
        return "done"

    job = tasks.run_long(page, "Import", work, ended.append, cancelled=lambda: ended.append("cancelled"))
    job.progressed.connect(lambda done, total: steps.append((done, total)))
    heard.set()
    qtbot.waitUntil(lambda: bool(steps))
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == ["cancelled"]
    assert steps == [(1, 10)]


def test_work_that_ended_before_it_could_be_stopped_is_told_as_done(tasks: Tasks, page: QObject, qtbot: QtBot) -> None:
    ended: list[str] = []
    may_end = threading.Event()

    def work(progress: Progress) -> str:
        may_end.wait(5)
        return "done"

    job = tasks.run_long(page, "Import", work, ended.append, cancelled=lambda: ended.append("cancelled"))
    job.cancel()
    may_end.set()
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == ["done"]


def test_an_edit_refused_after_its_page_is_gone_is_told_by_the_window(tasks: Tasks, qtbot: QtBot) -> None:
    page, may_end = QObject(), threading.Event()

    def refused() -> None:
        may_end.wait(5)
        raise ValueError

    tasks.run(page, refused, print)
    page.deleteLater()
    qtbot.wait(1)
    with qtbot.waitSignal(tasks.failed):
        may_end.set()


def test_an_edit_under_way_is_written_although_the_window_closes(qtbot: QtBot) -> None:
    tasks, page, written = Tasks(), QObject(), list[int]()
    for number in range(20):
        tasks.run(page, lambda number=number: written.append(number), print)
    tasks.close()
    assert sorted(written) == list(range(20))


def test_closing_waits_for_the_threads_and_drops_what_they_bring(qtbot: QtBot) -> None:
    tasks, page, answers, may_end = Tasks(), QObject(), list[bool](), threading.Event()
    tasks.run(page, lambda: may_end.wait(5), answers.append)
    threading.Timer(0.01, may_end.set).start()
    tasks.close()
    qtbot.wait(1)
    assert answers == []
    assert tasks.is_idle()


def test_nothing_begins_nor_ends_once_closed(page: QObject, qtbot: QtBot) -> None:
    tasks, begun, ended = Tasks(), list[str](), list[list[Exception]]()
    tasks.wind_down(ended.append)
    tasks.close()
    tasks.run(page, lambda: begun.append("late"), begun.append)
    assert tasks.is_idle()
    tasks.deleteLater()
    with qtbot.waitSignal(tasks.destroyed):
        pass
    assert begun == []
    assert ended == []
