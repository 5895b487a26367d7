"""Find the files shipped with CaseFlow, from the source tree and from the frozen build alike."""

import sys
from pathlib import Path


def _root() -> Path:
    """Return the folder `resources/`: beside the package, or where the frozen build unpacked it."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / "resources"
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def resource(*parts: str) -> Path:
    """Return the path of a shipped file.

    Raises:
        FileNotFoundError: no such file is shipped; a build without it is broken.
    """
    path = _root().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"missing resource: {'/'.join(parts)}")
    return path
