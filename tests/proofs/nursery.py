"""Run jobs in processes of their own, by the hundred, and end some of them without warning.

One process imports CaseFlow once, then forks a child for each job: a child costs some milliseconds. What a job tells
through `Tell` is on its way to the test the moment `tell` returns, whatever happens to the job afterwards.
"""

import contextlib
import importlib
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.store.conftest import CHEAP

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
"""Seconds after which a job is hung, which is a fault."""

Tell = Callable[[Any], None]
Job = Callable[..., None]
"""Takes `tell` and what can be said in JSON."""


@dataclass
class Story:
    """What became of a job."""

    told: list[Any] = field(default_factory=list)
    was_killed: bool = False
    error: str = ""


class Nursery:
    """The process that forks the children."""

    def __init__(self, library: Path | None = None) -> None:
        """Start it; `library` rules the disk under it, see `disk`."""
        environment = dict(os.environ)
        if library is not None:
            environment["LD_PRELOAD"] = str(library)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.proofs.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=environment,
        )
        self._rest = b""

    def close(self) -> None:
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    def run(self, job: Job, *arguments: Any, kill_after: float | None = None, once_told: bool = False) -> Story:
        """Do a job, or kill it some seconds after its process began, or after the first thing it told.

        An exception that leaves the job is an error of the story, told with its traceback.
        """
        return self.run_together([(job, arguments)], kill_after=kill_after, once_told=once_told)[0]

    def run_together(
        self, jobs: list[tuple[Job, tuple[Any, ...]]], *, kill_after: float | None = None, once_told: bool = False
    ) -> list[Story]:
        """Do several jobs at the same time."""
        order = [[f"{job.__module__}:{job.__name__}", arguments] for job, arguments in jobs]
        self._process.stdin.write(json.dumps(order, default=str).encode() + b"\n")
        self._process.stdin.flush()
        stories = [Story() for _ in jobs]
        running: dict[int, int] = {}
        deadline = time.monotonic() + PATIENCE
        is_killed = kill_after is None
        left = len(jobs)
        while left:
            line = self._line(deadline)
            if line is None:
                if is_killed:
                    raise TimeoutError("a job hangs")
                deadline, is_killed = time.monotonic() + PATIENCE, True
                for pid in running:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
                continue
            kind, place, value = json.loads(line)
            if kind == "began":
                running[value] = place
                if kill_after is not None and not once_told and len(running) == len(jobs):
                    deadline = time.monotonic() + kill_after
            elif kind == "told":
                if once_told and kill_after is not None and not stories[place].told:
                    deadline = time.monotonic() + kill_after
                stories[place].told.append(value)
            elif kind == "error":
                stories[place].error = value
            else:
                left -= 1
                stories[place].was_killed = value == -signal.SIGKILL
        return stories

    def _line(self, deadline: float) -> bytes | None:
        """Return the next line said, or None at the deadline."""
        stream = self._process.stdout.fileno()
        while b"\n" not in self._rest:
            wait = max(0.0, deadline - time.monotonic())
            if not select.select([stream], [], [], wait)[0]:
                return None
            more = os.read(stream, 65536)
            if not more:
                raise RuntimeError("the nursery ended")
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\n")
        return line


def _say(kind: str, place: int, value: Any) -> None:
    """One write: lines of several processes never mix while they are short."""
    os.write(1, json.dumps([kind, place, value]).encode() + b"\n")


def _child(place: int, name: str, arguments: list[Any]) -> None:
    signal.alarm(int(PATIENCE) + 30)
    module, _, function = name.partition(":")
    try:
        getattr(importlib.import_module(module), function)(lambda value: _say("told", place, value), *arguments)
    except BaseException:  # noqa: BLE001 - told to the test, whatever it is
        _say("error", place, traceback.format_exc()[-3000:])
    os._exit(0)


def _serve() -> None:
    for line in sys.stdin.buffer:
        children: dict[int, int] = {}
        for place, (name, arguments) in enumerate(json.loads(line)):
            pid = os.fork()
            if pid == 0:
                _child(place, name, arguments)
            children[pid] = place
            _say("began", place, pid)
        while children:
            pid, status = os.wait()
            _say("ended", children.pop(pid), os.waitstatus_to_exitcode(status))


def _import_all() -> None:
    from caseflow.store import keys

    for module in (
        "alembic.command",
        "caseflow.commands",
        "caseflow.exchange.listings",
        "caseflow.exchange.tables",
        "caseflow.reports.pathway_summary",
        "caseflow.services.desk",
        "caseflow.services.training",
        "caseflow.store.check",
        "caseflow.store.restore",
        "tests.proofs.forms",
        "tests.proofs.jobs",
        "xlsxwriter",
    ):
        importlib.import_module(module)
    keys.FLOOR = keys.TARGET = CHEAP
    keys.calibrate = lambda: CHEAP


def _warm() -> None:
    """Work once: what is written down at the first question of each kind is then there for every child."""
    from caseflow.services.desk import Desk
    from caseflow.store import opening
    from tests.proofs.jobs import wall
    from tests.proofs.life import Day, faults

    with tempfile.TemporaryDirectory() as folder:
        made = opening.create_store(Path(folder, "warm.caseflow"), "warm", "Claire", wall, cost=CHEAP)
        desk = Desk(made.store)
        Day(desk, 1, lambda _action, _count: None).work(12)
        if found := faults(made.store, {}):
            raise RuntimeError(found)
        desk.close()


if __name__ == "__main__":
    _import_all()
    _warm()
    _serve()
