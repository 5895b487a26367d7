"""Run the reading process as the program does, and look at what it costs while it lives."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from caseflow.exchange import parsing


@dataclass
class Watch:
    """What the reading processes took: the most memory in MiB, and processor seconds of each."""

    memory: float = 0.0
    seconds: list[float] = field(default_factory=list[float])


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """Look at each reading process from its start to its end."""
    watch, threads, start = Watch(), [], parsing._start

    def started() -> object:
        process = start()
        thread = threading.Thread(target=_follow, args=(process.pid, watch))
        threads.append(thread)
        thread.start()
        return process

    with monkeypatch.context() as patch:
        patch.setattr(parsing, "_start", started)
        yield watch
        for thread in threads:
            thread.join()


def _follow(pid: int, watch: Watch) -> None:
    tick = threading.Event()
    seconds = 0.0
    while (found := _looked(pid)) is not None:
        watch.memory = max(watch.memory, found[0])
        seconds = found[1]
        tick.wait(0.004)
    watch.seconds.append(seconds)


def _looked(pid: int) -> tuple[float, float] | None:
    """Return the most memory so far and the processor time of a process; nothing once it has gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii", "replace")
        stat = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
    except OSError:
        return None
    peak = next((line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")), None)
    if peak is None:
        return None
    user, system = stat.rpartition(")")[2].split()[11:13]
    return int(peak) / 1024, (int(user) + int(system)) / 100
