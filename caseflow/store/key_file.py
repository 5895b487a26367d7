"""Keep the ways into a store beside it, in two copies: `plie.cfkeys` and `plie.cfkeys.bak`.

Losing them loses the store, so each is written whole or not at all, and either is enough to open.
"""

import base64
import contextlib
import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar, cast

from caseflow.domain.errors import Refused, StorageTrouble
from caseflow.i18n import _
from caseflow.store.files import write_whole
from caseflow.store.keys import KEY_FORMAT, NONCE_BYTES, SALT_BYTES, Cost, KeyRing, Slot, SlotKind

_T = TypeVar("_T")

SUFFIX = ".cfkeys"
COPY_SUFFIX = ".cfkeys.bak"
_LARGEST = 2**20
"""Bytes: more is no file of keys."""


def paths_of(store: Path) -> tuple[Path, Path]:
    """Return the two files that hold the keys of a store."""
    return store.with_name(store.stem + SUFFIX), store.with_name(store.stem + COPY_SUFFIX)


def write(store: Path, ring: KeyRing) -> None:
    """Write both copies; a PC that stops in between leaves the former or the new one in each.

    The first is the one that opens, so it is written last: until then the former ways in stay in force, and once it
    is there the new ones are, whatever the disk answers after that.

    Raises:
        StorageTrouble: the disk is full, gone or read-only; the former ways in still open.
    """
    first, second = paths_of(store)
    content = as_bytes(ring)
    write_whole(second, content)
    try:
        write_whole(first, content)
    except StorageTrouble:
        if not _holds(first, content):
            raise


def read(store: Path) -> KeyRing:
    """Read the keys of a store from the first good copy.

    Raises:
        StorageTrouble: neither copy is there, or both are damaged.
        Refused: a later version of CaseFlow wrote them.
    """
    found = [path for path in paths_of(store) if path.is_file()]
    if not found:
        raise StorageTrouble(
            _(
                "The file of keys is missing: « {name} » must stand in the same folder. "
                "Put it back, or restore a backup, which holds a copy."
            ).format(name=paths_of(store)[0].name)
        )
    for path in found:
        ring = read_copy(path)
        if ring is not None:
            return ring
    raise StorageTrouble(
        _(
            "The file of keys is damaged, and so is its copy. The passphrase is not at fault. "
            "Restore a backup, which holds another copy."
        )
    )


def heal(store: Path, ring: KeyRing) -> None:
    """Write again the copy that is missing, damaged or behind, once the ring has proved to open the store.

    A disk that refuses keeps nobody from opening: the next opening tries again, and `check` tells.
    """
    expected = as_bytes(ring)
    with contextlib.suppress(StorageTrouble):
        for path in paths_of(store):
            if not _holds(path, expected):
                write_whole(path, expected)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def read_copy(path: Path) -> KeyRing | None:
    """Read one copy, or return None where it is damaged.

    Raises:
        Refused: a later version of CaseFlow wrote it.
    """
    try:
        if path.stat().st_size > _LARGEST:
            return None
        document: Any = json.loads(path.read_bytes())
        ring_part = cast("dict[str, Any]", _kind(dict, document["ring"]))
        if document["sha256"] != _digest(ring_part):
            return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    if ring_part.get("format") != KEY_FORMAT:
        raise Refused(_("This file was made by a newer version of CaseFlow. Install the latest version to open it."))
    return _ring(ring_part)


def as_bytes(ring: KeyRing) -> bytes:
    """Return a ring as it is written; the digest tells damage from a wrong passphrase, AES-GCM tells fraud."""
    part: dict[str, Any] = {
        "format": ring.format,
        "vault_id": ring.vault_id,
        "generation": ring.generation,
        "slots": [_slot_part(slot) for slot in ring.slots],
    }
    return json.dumps({"ring": part, "sha256": _digest(part)}, indent=1, sort_keys=True).encode()


def _digest(part: Any) -> str:
    return hashlib.sha256(json.dumps(part, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _slot_part(slot: Slot) -> dict[str, Any]:
    return {
        "id": slot.id,
        "kind": slot.kind.value,
        "user": slot.user,
        "salt": base64.b64encode(slot.salt).decode(),
        "nonce": base64.b64encode(slot.nonce).decode(),
        "wrapped": base64.b64encode(slot.wrapped).decode(),
        "cost": None if slot.cost is None else asdict(slot.cost),
    }


def _ring(part: dict[str, Any]) -> KeyRing | None:
    try:
        slots = tuple(_slot(slot) for slot in part["slots"])
        return KeyRing(_kind(str, part["vault_id"]), _kind(int, part["generation"]), slots)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _slot(part: dict[str, Any]) -> Slot:
    salt, nonce, wrapped = (base64.b64decode(part[name], validate=True) for name in ("salt", "nonce", "wrapped"))
    if len(nonce) != NONCE_BYTES or len(salt) != SALT_BYTES:
        raise ValueError
    cost = None if part["cost"] is None else Cost(**{name: _kind(int, each) for name, each in part["cost"].items()})
    return Slot(_kind(str, part["id"]), SlotKind(part["kind"]), _kind(str, part["user"]), salt, nonce, wrapped, cost)


def _kind(kind: type[_T], value: Any) -> _T:
    """Return a value of the kind expected: whoever can write the file can write anything in it."""
    if not isinstance(value, kind):
        raise TypeError
    return value
