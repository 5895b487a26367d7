"""Wrap the store's key for each way in: a passphrase (Argon2id, RFC 9106), and a code printed on paper (HKDF).

The key is 32 random bytes, one for the life of the store; each slot holds it encrypted with AES-256-GCM, bound to the
store, the slot, the user and the cost of the derivation, so that none of them can be swapped. A new passphrase makes a
new slot: the key, and so the file, stays as it is.
"""

import base64
import binascii
import json
import math
import secrets
import time
import unicodedata
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from caseflow.domain.errors import Invalid, Refused, StorageTrouble
from caseflow.i18n import _

KEY_FORMAT = "caseflow-keys/1"
OWNER = "owner"
"""The user of a store that one person opens. Never a name: the file of keys can be read by anyone."""

_KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
_CODE_BYTES = 20
_CODE_LETTERS = 32
_MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B"})
"""Base 32 has no 0, 1 or 8: whoever types one misread a letter."""


@dataclass(frozen=True)
class Cost:
    """What a guess at a passphrase costs: memory in KiB, passes and lanes of Argon2id."""

    memory: int
    passes: int
    lanes: int


FLOOR = Cost(64 * 1024, 3, 4)
"""The least ever accepted (RFC 9106, second choice)."""
TARGET = Cost(256 * 1024, 3, 4)
_CEILING = Cost(1024 * 1024, 20, 16)
"""More than this in a file of keys is a file made to exhaust the PC."""
_SHORTEST, _LONGEST = 0.5, 1.0
"""Seconds that opening takes on the PC that made the slot."""


class SlotKind(StrEnum):
    """The ways in."""

    PASSPHRASE = "passphrase"
    RECOVERY = "recovery"


@dataclass(frozen=True, repr=False)
class Slot:
    """The key, encrypted for one way in. `cost` is None for the recovery code, which nobody can guess."""

    id: str
    kind: SlotKind
    user: str
    salt: bytes
    nonce: bytes
    wrapped: bytes
    cost: Cost | None


@dataclass(frozen=True, repr=False)
class KeyRing:
    """Every way into one store. `generation` counts the keys it has had; `format` names this layout."""

    vault_id: str
    generation: int
    slots: tuple[Slot, ...]
    format: str = KEY_FORMAT


@dataclass(frozen=True, repr=False)
class NewKeys:
    """A ring just made, its key, and the code to print: the only time that the code is known."""

    ring: KeyRing
    key: bytes
    recovery_code: str


def make_keys(passphrase: str, cost: Cost) -> NewKeys:
    """Make a key and two ways in: the passphrase and a code for the safe."""
    key = secrets.token_bytes(_KEY_BYTES)
    ring = KeyRing(vault_id=secrets.token_hex(16), generation=1, slots=())
    ring = with_passphrase(ring, key, passphrase, cost)
    ring, code = with_recovery_code(ring, key)
    return NewKeys(ring, key, code)


def unlock(ring: KeyRing, passphrase: str) -> bytes:
    """Return the key.

    Raises:
        Refused: no slot opens with this passphrase.
        StorageTrouble: the file of keys asks for more, or for less, than CaseFlow ever writes.
    """
    for slot in ring.slots:
        if slot.kind is SlotKind.PASSPHRASE:
            key = _unwrap(ring, slot, _from_passphrase(passphrase, slot))
            if key is not None:
                return key
    raise Refused(_("This passphrase does not open the file. Check capital letters and the keyboard, then try again."))


def unlock_with_code(ring: KeyRing, code: str) -> bytes:
    """Return the key from the recovery code, typed in any case, with or without hyphens.

    Raises:
        Invalid: what was typed cannot be a code.
        Refused: it is a code, not the one of this store.
    """
    secret = _code_bytes(code)
    for slot in ring.slots:
        if slot.kind is SlotKind.RECOVERY:
            key = _unwrap(ring, slot, _from_code(secret, slot))
            if key is not None:
                return key
    raise Refused(_("This recovery code is not the one of this file, or it has been replaced by a newer one."))


def with_passphrase(ring: KeyRing, key: bytes, passphrase: str, cost: Cost, user: str = OWNER) -> KeyRing:
    """Return the ring in which a user has this passphrase in place of the former one; it is tried before it counts."""
    slot = Slot(secrets.token_hex(8), SlotKind.PASSPHRASE, user, secrets.token_bytes(SALT_BYTES), b"", b"", cost)
    return _with_slot(ring, _wrap(ring, slot, _from_passphrase(passphrase, slot), key))


def with_recovery_code(ring: KeyRing, key: bytes) -> tuple[KeyRing, str]:
    """Return the ring with a new recovery code in place of the former one, and that code, to be printed."""
    secret = secrets.token_bytes(_CODE_BYTES)
    slot = Slot(secrets.token_hex(8), SlotKind.RECOVERY, OWNER, secrets.token_bytes(SALT_BYTES), b"", b"", None)
    return _with_slot(ring, _wrap(ring, slot, _from_code(secret, slot), key)), _written(secret)


def database_key(key: bytes) -> bytes:
    """Return the key of the encrypted file, derived from the store's key as those of other uses will be."""
    return HKDF(SHA256(), _KEY_BYTES, None, b"caseflow/v1/db").derive(key)


def same_code(typed: str, code: str) -> bool:
    """Tell whether someone typed a code back right."""
    try:
        return secrets.compare_digest(_code_bytes(typed), _code_bytes(code))
    except Invalid:
        return False


def calibrate() -> Cost:
    """Return the cost for this PC: the target, more on a fast one, less on a slow one, never below the floor."""
    cost = TARGET
    while cost.memory > FLOOR.memory:
        began = time.perf_counter()
        try:
            _argon2(b"calibration", b"\0" * SALT_BYTES, cost)
        except MemoryError:
            pass
        else:
            taken = time.perf_counter() - began
            if taken <= _LONGEST:
                return replace(cost, passes=max(cost.passes, min(math.ceil(cost.passes * _SHORTEST / taken), 10)))
        cost = replace(cost, memory=cost.memory // 2)
    return FLOOR


def _with_slot(ring: KeyRing, slot: Slot) -> KeyRing:
    kept = [other for other in ring.slots if (other.kind, other.user) != (slot.kind, slot.user)]
    return replace(ring, slots=(*kept, slot))


def _wrap(ring: KeyRing, slot: Slot, secret: bytes, key: bytes) -> Slot:
    nonce = secrets.token_bytes(NONCE_BYTES)
    slot = replace(slot, nonce=nonce, wrapped=AESGCM(secret).encrypt(nonce, key, _binding(ring, slot)))
    if _unwrap(ring, slot, secret) != key:
        raise RuntimeError("a slot does not open")
    return slot


def _unwrap(ring: KeyRing, slot: Slot, secret: bytes) -> bytes | None:
    try:
        return AESGCM(secret).decrypt(slot.nonce, slot.wrapped, _binding(ring, slot))
    except InvalidTag:
        return None


def _binding(ring: KeyRing, slot: Slot) -> bytes:
    """Return what a slot is tied to: change any of it, and the slot no longer opens."""
    cost = None if slot.cost is None else asdict(slot.cost)
    return json.dumps([ring.format, ring.vault_id, ring.generation, slot.id, slot.kind, slot.user, cost]).encode()


def _from_passphrase(passphrase: str, slot: Slot) -> bytes:
    cost = slot.cost
    if cost is None or not all(
        floor <= value <= ceiling
        for floor, value, ceiling in zip(
            asdict(FLOOR).values(), asdict(cost).values(), asdict(_CEILING).values(), strict=True
        )
    ):
        raise StorageTrouble(
            _("The file of keys asks for a protection that CaseFlow never writes: it was altered. Restore a backup.")
        )
    try:
        return _argon2(unicodedata.normalize("NFC", passphrase).encode(), slot.salt, cost)
    except MemoryError as error:
        raise StorageTrouble(_("There is not enough free memory to open the file. Close other programs.")) from error


def _argon2(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """Derive a key.

    Raises:
        MemoryError: this PC has not the memory.
    """
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    try:
        return hash_secret_raw(secret, salt, cost.passes, cost.memory, cost.lanes, _KEY_BYTES, Type.ID)
    except HashingError as error:
        raise MemoryError from error


def _from_code(secret: bytes, slot: Slot) -> bytes:
    return HKDF(SHA256(), _KEY_BYTES, slot.salt, b"caseflow/v1/recovery").derive(secret)


def _written(secret: bytes) -> str:
    letters = base64.b32encode(secret).decode()
    return "-".join(letters[start : start + 4] for start in range(0, _CODE_LETTERS, 4))


def _code_bytes(typed: str) -> bytes:
    letters = "".join(char for char in typed if char.isalnum()).upper().translate(_MISREAD)
    try:
        if len(letters) != _CODE_LETTERS:
            raise ValueError
        return base64.b32decode(letters)
    except (ValueError, binascii.Error):
        raise Invalid(
            "recovery_code", _("A recovery code has 32 letters and digits, in eight groups of four.")
        ) from None
