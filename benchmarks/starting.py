"""Start to a usable list, and the memory it takes, beside a bare window; each in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.measure import Result, Timing
from benchmarks.stage import store_path

_RUNS = 3
MORE_MEMORY = 150.0
"""Megabytes beyond the bare window."""


def measure(people: int) -> list[Result]:
    """Measure the start and the memory of the window on a store."""
    _run("ours", store_path(people))  # compiles what is not yet
    pairs = [(_run("ours", store_path(people)), _run("bare", store_path(people))) for _ in range(_RUNS)]
    ours, bare = (_best([pair[side] for pair in pairs]) for side in (0, 1))
    memory, bare_memory = (min(pair[side]["memory"] for pair in pairs) for side in (0, 1))
    more = memory - bare_memory
    return [
        Result("start to a usable list (the passphrase apart)", people, ours, bare, 2),
        Result("memory beyond a bare window, in MB", people, Timing(more, more), at_most=MORE_MEMORY, unit="MB"),
    ]


def _run(what: str, store: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.window", what, str(store)],
        check=True,
        capture_output=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""},
        cwd=Path(__file__).resolve().parents[1],
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _best(found: list[dict[str, float]]) -> Timing:
    return Timing(min(each["wall"] for each in found), min(each["cpu"] for each in found))
