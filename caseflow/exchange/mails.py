"""Open a message that was saved or dragged from a mail program: who sent it, and the lists attached to it.

Nothing of the message is run, shown or written to the disk; what is attached is parsed apart, as any file is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from pathlib import Path, PurePath
from typing import cast

from caseflow.domain.errors import Refused, StorageTrouble
from caseflow.exchange.limits import LIMITS, Limits
from caseflow.exchange.rejections import sentence
from caseflow.i18n import _

LISTS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt")
"""How the names of files that may hold a list end."""
_MOST_PARTS = 200
_MOST_BYTES = 2 * LIMITS.container_bytes


@dataclass(frozen=True)
class Attached:
    """A list attached to a message."""

    name: str
    content: bytes = field(repr=False)
    address: str = field(repr=False)
    """Who sent the message, as it says."""


def is_message(path: Path) -> bool:
    """Tell whether a file is a message, by its name."""
    return path.suffix.lower() == ".eml"


def attached_lists(path: Path, limits: Limits = LIMITS) -> tuple[Attached, ...]:
    """Return the lists attached to a message.

    Raises:
        Refused: the message cannot be understood, is too large, or no list is attached to it.
        StorageTrouble: it cannot be read from the disk.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Refused(sentence("too_big"))
        content = path.read_bytes()
    except OSError as error:
        raise StorageTrouble(_("This file cannot be read: it is missing, or open in another program.")) from error
    try:
        message = BytesParser(policy=policy.default).parsebytes(content)
        sent_by = parseaddr(str(message.get("From", "")))[1]
        found = tuple(_lists(message, sent_by, limits))
    except Refused:
        raise
    except Exception as error:  # a parser of messages raises anything on bytes made to break it
        raise Refused(_("This message cannot be read: save the lists attached to it and drop them here.")) from error
    if not found:
        raise Refused(_("No list is attached to this message."))
    return found


def _lists(message: EmailMessage, sent_by: str, limits: Limits) -> Iterator[Attached]:
    for place, part in enumerate(message.walk()):
        if place >= _MOST_PARTS:
            raise Refused(sentence("too_big"))
        name = PurePath((part.get_filename() or "").replace("\\", "/")).name
        if part.is_multipart() or not name.lower().endswith(LISTS):
            continue
        content = cast("bytes | None", part.get_payload(decode=True)) or b""
        if len(content) > limits.container_bytes:
            raise Refused(sentence("too_big"))
        yield Attached(name, content, sent_by)
