"""The Qt we lock survives many events on the Python we run."""

import subprocess
import sys

PROCESS_20_000_EVENTS = """
from PySide6.QtCore import QCoreApplication, QEvent, QObject

class Counter(QObject):
    seen = 0

    def event(self, event):
        Counter.seen += 1
        return super().event(event)

application = QCoreApplication([])
counter = Counter()
for _ in range(20_000):
    QCoreApplication.postEvent(counter, QEvent(QEvent.Type.User))
    application.processEvents()
print(Counter.seen)
"""


def test_twenty_thousand_events_do_not_abort_the_process() -> None:
    # PySide6 6.12.0 loses a reference to None at each call from Qt: Python 3.10 and 3.11 abort after about 5,000.
    # A suite of short tests hides it, so a child process goes through enough events on its own.
    child = subprocess.run(
        [sys.executable, "-c", PROCESS_20_000_EVENTS], capture_output=True, text=True, timeout=120, check=False
    )
    assert child.returncode == 0, child.stderr
    assert child.stdout.strip() == "20000"
