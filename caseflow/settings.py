"""Keep the preferences of this PC in one file, and say where data, backups and logs live. No personal data here."""

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from platformdirs import PlatformDirs

HOME_VARIABLE = "CASEFLOW_HOME"
"""Names a folder that holds everything, in place of the folders of the system: a USB stick, a test."""

STORE_SUFFIX = ".caseflow"


@dataclass(frozen=True)
class Folders:
    """Where things live on this PC. Local, never roaming: a roaming profile puts the store on a network share."""

    config: Path
    data: Path
    logs: Path

    @property
    def backups(self) -> Path:
        """Return the folder of automatic backups."""
        return self.data / "backups"

    @property
    def settings_file(self) -> Path:
        """Return the file of preferences."""
        return self.config / "settings.json"

    @property
    def training_store(self) -> Path:
        """Return the file of the training store."""
        return self.data / f"training{STORE_SUFFIX}"

    @property
    def first_store(self) -> Path:
        """Return the file that is proposed for the first store."""
        return self.data / f"plie{STORE_SUFFIX}"


def folders() -> Folders:
    """Return the folders of this PC, made when they are missing by whoever writes in them."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Folders(Path(home, "config"), Path(home, "data"), Path(home, "logs"))
    system = PlatformDirs("CaseFlow", appauthor=False, roaming=False)
    return Folders(Path(system.user_config_dir), Path(system.user_data_dir), Path(system.user_log_dir))


@dataclass
class Settings:
    """Preferences of one person on one PC. What a file does not say, or says wrongly, has its default."""

    language: str = "fr"
    look: str = "system"
    """Light, dark, high contrast, or as the system has it: see `ui/theme`."""
    lock_after: int = 5
    """Minutes without a key or the pointer, after which the store is locked."""
    author: str = ""
    """How the journal names whoever works here."""
    seen_version: str = ""
    """The version whose news were offered; empty before the first start."""
    hides_first_days: bool = False
    """The list of what a new store needs was hidden, or all of it is done."""
    last_store: str = ""
    backup_folder: str = ""
    """Where automatic copies go; empty for the folder of this PC."""
    second_backup_folder: str = ""
    """Where each copy is sent too: a USB key, a share; empty for none."""
    window: str = ""
    """Geometry of the window, as Qt gives it, in base 64."""
    splitters: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    columns: dict[str, str] = field(default_factory=dict[str, str])
    """Widths of the columns of each view of the list, as JSON."""
    list_view: str = ""
    """The key of the view of the list that was last shown."""
    density: str = "normal"
    """How close the lines of lists stand: compact, normal or wide."""
    path: Path | None = field(default=None, compare=False)
    """The file it is kept in; None keeps it nowhere."""

    def save(self) -> None:
        """Write the preferences, whole or not at all."""
        if self.path is None:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        values = {name: value for name, value in asdict(self).items() if name != "path"}
        written = self.path.with_suffix(".new")
        written.write_text(json.dumps(values, ensure_ascii=False, indent=1), encoding="utf-8")
        written.replace(self.path)


def load(path: Path) -> Settings:
    """Read the preferences; a file that is missing or damaged gives the defaults."""
    try:
        values: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        values = {}
    settings = Settings(path=path)
    if isinstance(values, dict):
        for known in fields(Settings):
            value: Any = values.get(known.name)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
            if known.name != "path" and isinstance(value, type(getattr(settings, known.name))):
                setattr(settings, known.name, value)
    return settings
