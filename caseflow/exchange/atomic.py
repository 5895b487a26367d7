"""Write a file whole or not at all: whatever happens, the one that was there before stays readable."""

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from caseflow.domain.errors import StorageTrouble
from caseflow.i18n import _


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place, make it durable, then put it in its place.

    Raises:
        StorageTrouble: the disk is full, the folder cannot be written, or another program holds the file.
    """
    aside: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=".caseflow-", suffix=".tmp", dir=path.parent)
        aside = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        if aside is not None:
            with contextlib.suppress(OSError):
                aside.unlink()
        raise StorageTrouble(_trouble(error)) from error


def _trouble(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("The disk is full: nothing was written. Free some space, then try again.")
    if isinstance(error, FileNotFoundError):
        return _("This folder does not exist: nothing was written.")
    return _("This file cannot be written: it is open in another program, or the folder is protected.")
