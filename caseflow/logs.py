"""Keep a rotating log of ids and actions. Names, notes and any other personal data never reach it."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


def start(folder: Path, *, size: int = 1_000_000, kept: int = 5) -> None:
    """Write the log of this program into a folder, `kept` files of `size` bytes at most."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(folder / "caseflow.log", maxBytes=size, backupCount=kept, encoding="utf-8")
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger("caseflow")
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    root.propagate = False
