"""Have many sheets set by two processes at once: only they wait, the window does not; only we ever read the store."""

import os
import pickle
import queue
import threading
from collections import deque
from collections.abc import Generator, Iterable
from contextlib import ExitStack, suppress
from typing import BinaryIO, cast

from caseflow import apart
from caseflow.domain.errors import Refused
from caseflow.i18n import _
from caseflow.reports import SET_ARGUMENT
from caseflow.reports.sheet_child import Order, read_framed, write_framed
from caseflow.services.summaries import PathwaySummary

PROCESSES = 2
WORTH_IT = 40
"""From how many people on two processes are faster: starting them takes as long as setting some thirty sheets."""

_AHEAD = 4
"""Summaries that a process has before it."""
_PATIENCE = 60.0  # seconds for one sheet


def is_worth_it(people: int) -> bool:
    """Tell whether so many sheets are set faster by two processes, on this computer."""
    return people >= WORTH_IT and (os.cpu_count() or 1) >= PROCESSES


def set_apart(summaries: Iterable[PathwaySummary], order: Order) -> Generator[bytes]:
    """Yield what two processes made of each summary, in the order given: nothing, for one that they could not set.

    No process is left behind, whatever ends the reading.

    Raises:
        Refused: a process died, or does not answer.
    """
    with ExitStack() as stack:
        setters = [_Setter(order) for _number in range(PROCESSES)]
        for setter in setters:
            stack.callback(setter.end)
        asked: deque[_Setter] = deque()
        for number, summary in enumerate(summaries):
            setter = setters[number % PROCESSES]
            setter.ask(summary)
            asked.append(setter)
            if len(asked) == PROCESSES * _AHEAD:
                yield asked.popleft().answer()
        while asked:
            yield asked.popleft().answer()


class _Setter:
    """One process; a thread listens to it, so that neither ever waits for the other to be read."""

    def __init__(self, order: Order) -> None:
        self._process = apart.start(SET_ARGUMENT)
        self._asked = cast("BinaryIO", self._process.stdin)
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self._send(order)

    def ask(self, summary: PathwaySummary) -> None:
        """Have one more sheet set."""
        self._send(summary)

    def answer(self) -> bytes:
        """Return the next sheet, in the order asked.

        Raises:
            Refused: the process died, or does not answer.
        """
        try:
            found = self._answers.get(timeout=_PATIENCE)
        except queue.Empty:
            found = None
        if found is None:
            raise _died()
        return found

    def end(self) -> None:
        """Leave no process behind."""
        self._process.kill()
        self._process.wait()
        self._listener.join()
        with suppress(OSError):  # what it was not yet told
            self._asked.close()

    def _send(self, thing: object) -> None:
        try:
            write_framed(self._asked, pickle.dumps(thing))
        except OSError as error:
            raise _died() from error

    def _listen(self) -> None:
        stream = cast("BinaryIO", self._process.stdout)
        with stream:
            while (content := read_framed(stream)) is not None:
                self._answers.put(content)
        self._answers.put(None)


def _died() -> Refused:
    return Refused(
        _("The sheets could not be prepared: a part of CaseFlow stopped. Nothing is lost; please try again.")
    )
