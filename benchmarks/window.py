"""Open a window, scroll its list, say what it cost and end: run by `starting.py`.

The passphrase's own time is left out: Argon2 is slow on purpose. It is timed from the start of the interpreter.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path


def main(what: str, store: Path) -> None:
    """Open the window asked for."""
    spent = (_ours if what == "ours" else _bare)(store)
    used = resource.getrusage(resource.RUSAGE_SELF)
    memory = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 2**20
    figures = {
        "wall": _since_start() - spent[0],
        "cpu": (used.ru_utime + used.ru_stime) * 1000 - spent[1],
        "memory": memory,
    }
    print(json.dumps(figures), flush=True)
    os._exit(0)


def _since_start() -> float:
    """Return the milliseconds since this process began (proc(5): field 22, in ticks since the machine started)."""
    started = int(Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()[19])
    return (time.clock_gettime(time.CLOCK_BOOTTIME) - started / os.sysconf("SC_CLK_TCK")) * 1000


def _bare(_store: Path) -> tuple[float, float]:
    import sqlalchemy.orm  # noqa: F401 - what is measured
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    application.processEvents()
    return 0.0, 0.0


def _ours(path: Path) -> tuple[float, float]:
    from caseflow import app, i18n
    from caseflow.settings import Settings

    i18n.install("fr")
    application = app.make_application([sys.argv[0]], "fr")
    from caseflow.services.desk import Desk
    from caseflow.store import opening
    from caseflow.ui.changes import Changes
    from caseflow.ui.context import Context
    from caseflow.ui.main_window import MainWindow
    from caseflow.ui.navigation import Navigator
    from caseflow.ui.tasks import Tasks
    from caseflow.ui.widgets.rows_view import RowsView

    wall, cpu = time.perf_counter(), time.process_time()
    store = opening.open_store(path, opening.TRAINING_PASSPHRASE, "Mesures", app.wall)
    spent = (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000
    context = Context(Desk(store), Navigator(), Changes(store), Tasks(), app.wall, Settings())
    window = MainWindow(context)
    window.resize(1366, 768)
    window.show()
    window.open_list("active")
    view = window.findChild(RowsView)
    until = time.perf_counter() + 60
    while (view is None or not view.model().rowCount()) and time.perf_counter() < until:
        application.processEvents()
        view = window.findChild(RowsView)
    application.processEvents()
    window.grab()  # painted, whatever the platform
    return spent


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
