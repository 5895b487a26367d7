"""Run the parsing process and listen to it: what it says, how long it takes, how it ends."""

import json
import subprocess
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import asdict
from datetime import date, datetime
from typing import cast

from caseflow import apart
from caseflow.domain.errors import Refused
from caseflow.exchange import PARSE_ARGUMENT
from caseflow.exchange.limits import Limits
from caseflow.exchange.parse_child import NumberedRow, Parsed, PlainCell
from caseflow.exchange.rejections import sentence

_PATIENCE = 0.1  # seconds between two looks at the cancel button


def parse_apart(
    content: bytes,
    *,
    sheet: str | None,
    known: Collection[str],
    limits: Limits,
    cancel: Callable[[], bool] | None = None,
) -> Parsed:
    """Parse a file in a process of its own.

    Raises:
        Refused: its verdict, or its death, or its slowness, as a sentence.
    """
    request = {"sheet": sheet, "known": sorted(known), "limits": asdict(limits)}
    answer = _listen(_start(), json.dumps(request).encode() + b"\n" + content, limits.seconds, cancel)
    return _understand(answer)


def _start() -> "subprocess.Popen[bytes]":
    """Start the parsing process."""
    return apart.start(PARSE_ARGUMENT)


def _listen(
    process: "subprocess.Popen[bytes]", request: bytes, seconds: float, cancel: Callable[[], bool] | None
) -> bytes:
    """Send the request and wait for the answer, watching the clock and the cancel button; leave no process behind."""
    answers: list[bytes] = []
    # A thread, for `communicate` forgets what is left to send when it is called again after a timeout.
    talk = threading.Thread(target=lambda: answers.append(process.communicate(request)[0]), daemon=True)
    talk.start()
    until = time.monotonic() + seconds
    try:
        while talk.is_alive():
            if cancel is not None and cancel():
                raise Refused(sentence("cancelled"))
            if time.monotonic() > until:
                raise Refused(sentence("too_long"))
            talk.join(_PATIENCE)
    finally:
        if process.poll() is None:
            process.kill()
        talk.join()
    return answers[0] if answers else b""


def _understand(answer: bytes) -> Parsed:
    lines = answer.decode("ascii", "replace").split("\n")
    try:
        head = cast("dict[str, object]", json.loads(lines[0]))
        if "rejected" in head:
            raise Refused(sentence(str(head["rejected"]), cast("dict[str, int]", head["figures"])))
        if lines[-1] != "true":
            raise Refused(sentence("died"))
        rows = [_row(cast("tuple[int, list[object]]", json.loads(line))) for line in lines[1:-1]]
        return Parsed(
            tuple(cast("list[str]", head["sheets"])),
            str(head["sheet"]),
            rows,
            cast("str | None", head["encoding"]),
            cast("str | None", head["delimiter"]),
            int(cast("int", head["epoch"])),
            bool(head["doubtful"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:  # killed, or gone mad: it makes no sense
        raise Refused(sentence("died")) from error


def _row(line: tuple[int, list[object]]) -> NumberedRow:
    return line[0], [_decode(cell) for cell in line[1]]


def _decode(cell: object) -> PlainCell:
    if not isinstance(cell, dict):
        return cast("PlainCell", cell)
    pair = cast("dict[str, str]", cell)
    return date.fromisoformat(pair["d"]) if "d" in pair else datetime.fromisoformat(pair["t"])
