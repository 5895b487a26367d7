"""Two processes set many sheets as one would have, to the byte; whatever becomes of them, none is left behind."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace

import pytest

from caseflow import apart
from caseflow.domain.errors import Refused
from caseflow.i18n import Catalog
from caseflow.reports import pathway_summary, sheets_apart
from caseflow.reports.pathway_summary import render_each, render_many
from caseflow.services.summaries import PathwaySummary
from tests.reports.reading import bookmarks, page_texts
from tests.reports.samples import EMPTY, NORMAL

FRENCH = Catalog("fr")
UNKNOWN_THERE = replace(NORMAL, last_name="Παπαδόπουλος", file_number="B-000300")
"""In letters that have no place in what the processes share: we set it ourselves."""

Started = list["subprocess.Popen[bytes]"]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """Have two processes work for five people already; return those that were started."""
    found: Started = []
    start = apart.start

    def noted(argument: str) -> "subprocess.Popen[bytes]":
        found.append(start(argument))
        return found[-1]

    monkeypatch.setattr(apart, "start", noted)
    monkeypatch.setattr(sheets_apart, "WORTH_IT", 5)
    monkeypatch.setattr(sheets_apart.os, "cpu_count", lambda: 2)
    return found


def five() -> list[PathwaySummary]:
    people = [replace(NORMAL, file_number=f"B-{number:06}") for number in range(3)]
    return [EMPTY, people[0], UNKNOWN_THERE, *people[1:]]


def _none_of_them(summaries: list[PathwaySummary], _order: object) -> Iterator[bytes]:
    return (b"" for _each in summaries)


def test_a_batch_set_apart_is_what_we_would_have_set(monkeypatch: pytest.MonkeyPatch, started: Started) -> None:
    made = render_many(five(), FRENCH, invariant=True)
    assert len(started) == 2
    monkeypatch.setattr(pathway_summary, "set_apart", _none_of_them)
    assert made == render_many(five(), FRENCH, invariant=True)
    assert [title for title, _page in bookmarks(made)] == [f"Dossier {each.file_number}" for each in five()]
    assert "Παπαδόπουλος".upper() in "".join(page_texts(made)).upper()


def test_each_may_have_a_file_of_its_own(started: Started) -> None:
    made = list(render_each(five(), FRENCH, full=True))
    assert len(started) == 2
    assert [f"Dossier {each.file_number}" for each in five()] == [bookmarks(pdf)[0][0] for pdf in made]


def test_a_batch_cancelled_leaves_no_process(started: Started) -> None:
    done: list[int] = []
    told = render_many(five(), FRENCH, lambda number, _total: done.append(number), lambda: len(done) == 1)
    assert told == b""
    assert [process.poll() is not None for process in started] == [True, True]


def test_a_process_that_dies_is_told_in_one_sentence(started: Started) -> None:
    def kill(_done: int, _total: int) -> None:
        for process in started:
            process.kill()

    with pytest.raises(Refused) as told:
        render_many([*five(), *five()], FRENCH, kill)
    assert told.value.message.endswith("recommencez.")
    assert [process.poll() is not None for process in started] == [True, True]


def test_a_few_people_are_not_worth_a_process(started: Started) -> None:
    render_many([NORMAL], FRENCH)
    assert started == []
