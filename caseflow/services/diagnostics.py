"""What the support is told when something breaks: texts without anybody's name, read by the counsellor before they go.

Sizes and counts are told, never what is counted. The log holds ids and actions only; folders named after somebody are
taken out of it all the same.
"""

import platform
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from caseflow import __version__
from caseflow.domain.base import Entity
from caseflow.i18n import _
from caseflow.services.checks import check_rules
from caseflow.settings import Settings
from caseflow.store import check
from caseflow.store.store import Store

LINES = 400
"""The last lines of the log that are kept: about a week of work."""
_TOLD = ("language", "look", "lock_after", "density")
"""The preferences that name nobody and nothing."""


@dataclass(frozen=True)
class Sheet:
    """One text of the folder."""

    name: str
    text: str


def sheets(shown: Mapping[str, str], logs: Path, settings: Settings | None, store: Store | None) -> tuple[Sheet, ...]:
    """Return every text of the folder; `shown` is what the window knows of the screen."""
    system = {
        "CaseFlow": __version__,
        "Python": platform.python_version(),
        "System": f"{platform.system()} {platform.release()} {platform.machine()}",
        **shown,
    }
    made = [Sheet("system.txt", _lines(system.items())), Sheet("log.txt", _log(logs))]
    if settings is not None:
        told = [(name, getattr(settings, name)) for name in _TOLD]
        second = ("second_backup_folder", bool(settings.second_backup_folder))
        made.append(Sheet("settings.txt", _lines([*told, second])))
    if store is not None:
        made.append(Sheet("store.txt", _lines(_store(store))))
    return tuple(made)


def write(folder: Path, made: Iterable[Sheet]) -> Path:
    """Write the texts into a folder that does not exist yet, whole or not at all, and return it.

    Raises:
        OSError: the place cannot be written, or the folder is there already.
    """
    begun = folder.with_name(f"{folder.name}.new")
    begun.mkdir()
    try:
        for sheet in made:
            (begun / sheet.name).write_text(sheet.text, encoding="utf-8")
        begun.rename(folder)
    except OSError:
        shutil.rmtree(begun, ignore_errors=True)
        raise
    return folder


def _store(store: Store) -> list[tuple[str, object]]:
    """Return the size of the store, how many rows each table has, and how many faults each check found."""
    told: list[tuple[str, object]] = [
        ("training", store.is_training),
        ("read only", store.read_only),
        ("size", store.path.stat().st_size),
    ]
    with store.reading() as session:
        told += [
            (table.name, session.execute(select(func.count()).select_from(table)).scalar_one())
            for table in Entity.metadata.sorted_tables
        ]
    found = check.check(store, [check_rules])
    return told + [(f"check {finding.area.value} {finding.table}".strip(), len(finding.rows) or 1) for finding in found]


def _log(folder: Path) -> str:
    try:
        lines = (folder / "caseflow.log").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return _("There is no log.")
    home = str(Path.home())
    return "\n".join(line.replace(home, "~").replace(Path.home().name, "~") for line in lines[-LINES:])


def _lines(told: Iterable[tuple[str, object]]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in told)
