"""Start this very program as a process of its own: for work that may die without harm, or that two can share."""

import os
import subprocess
import sys
from pathlib import Path


def start(argument: str) -> "subprocess.Popen[bytes]":
    """Start a process that does what `__main__` does for an argument; it listens and answers through pipes alone."""
    frozen = bool(getattr(sys, "frozen", False))
    return subprocess.Popen(
        [sys.executable, argument] if frozen else [sys.executable, "-m", "caseflow", argument],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what dies may print what it was reading
        cwd=None if frozen else Path(__file__).resolve().parents[1],
        env=os.environ | {"PYTHONSAFEPATH": ""},  # the package is found from the folder it lies in
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # no black window flashing on Windows
    )
