"""The ways into a store: each opens, nothing else does, and none can be weakened."""

import base64
from dataclasses import replace

import pytest

from caseflow.domain.errors import Invalid, Refused, StorageTrouble
from caseflow.store import keys
from caseflow.store.keys import Cost, KeyRing, Slot, SlotKind

CHEAP = Cost(64, 1, 1)
PASSPHRASE = "é tout ce que je veux"


@pytest.fixture
def made() -> keys.NewKeys:
    return keys.make_keys(PASSPHRASE, CHEAP)


def slot_of(ring: KeyRing, kind: SlotKind) -> Slot:
    return next(slot for slot in ring.slots if slot.kind is kind)


def with_slot(ring: KeyRing, slot: Slot) -> KeyRing:
    return replace(ring, slots=(slot,))


def flipped(content: bytes) -> bytes:
    return bytes([content[0] ^ 1]) + content[1:]


def test_passphrase_and_recovery_code_open_the_same_key(made: keys.NewKeys) -> None:
    assert keys.unlock(made.ring, PASSPHRASE) == made.key
    assert keys.unlock_with_code(made.ring, made.recovery_code) == made.key


def test_a_passphrase_opens_however_the_keyboard_composes_its_accents(made: keys.NewKeys) -> None:
    assert keys.unlock(made.ring, "e\u0301 tout ce que je veux") == made.key


def test_another_passphrase_is_refused(made: keys.NewKeys) -> None:
    with pytest.raises(Refused):
        keys.unlock(made.ring, PASSPHRASE + " ")


def test_two_stores_share_nothing() -> None:
    first, second = keys.make_keys(PASSPHRASE, CHEAP), keys.make_keys(PASSPHRASE, CHEAP)
    assert first.key != second.key
    assert first.ring.vault_id != second.ring.vault_id
    assert first.recovery_code != second.recovery_code
    with pytest.raises(Refused):
        keys.unlock(replace(second.ring, slots=first.ring.slots), PASSPHRASE)


@pytest.mark.parametrize(
    "altered",
    [
        lambda ring, slot: with_slot(ring, replace(slot, id="0" * 16)),
        lambda ring, slot: with_slot(ring, replace(slot, user="someone else")),
        lambda ring, slot: with_slot(ring, replace(slot, salt=flipped(slot.salt))),
        lambda ring, slot: with_slot(ring, replace(slot, nonce=flipped(slot.nonce))),
        lambda ring, slot: with_slot(ring, replace(slot, wrapped=flipped(slot.wrapped))),
        lambda ring, slot: with_slot(ring, replace(slot, cost=Cost(128, 1, 1))),
        lambda ring, slot: replace(with_slot(ring, slot), generation=2),
        lambda ring, slot: replace(with_slot(ring, slot), vault_id="0" * 32),
    ],
)
def test_a_slot_that_was_altered_in_any_way_does_not_open(made: keys.NewKeys, altered) -> None:
    with pytest.raises(Refused):
        keys.unlock(altered(made.ring, slot_of(made.ring, SlotKind.PASSPHRASE)), PASSPHRASE)


def test_keys_protected_below_the_floor_or_made_to_exhaust_the_pc_are_refused(
    made: keys.NewKeys, real_floor: Cost
) -> None:
    slot = slot_of(made.ring, SlotKind.PASSPHRASE)
    for cost in (CHEAP, Cost(real_floor.memory, 1, 4), Cost(2 * 1024 * 1024, 3, 4), Cost(real_floor.memory, 10_000, 4)):
        with pytest.raises(StorageTrouble):
            keys.unlock(with_slot(made.ring, replace(slot, cost=cost)), PASSPHRASE)


def test_the_floor_that_people_get_is_the_second_choice_of_rfc_9106(real_floor: Cost) -> None:
    assert real_floor == Cost(memory=64 * 1024, passes=3, lanes=4)
    made = keys.make_keys(PASSPHRASE, real_floor)
    assert keys.unlock(made.ring, PASSPHRASE) == made.key


def test_a_new_passphrase_closes_the_former_one_and_keeps_the_key(made: keys.NewKeys) -> None:
    ring = keys.with_passphrase(made.ring, made.key, "autre", CHEAP)
    assert keys.unlock(ring, "autre") == made.key
    assert keys.unlock_with_code(ring, made.recovery_code) == made.key
    with pytest.raises(Refused):
        keys.unlock(ring, PASSPHRASE)


def test_a_new_recovery_code_replaces_the_former_one(made: keys.NewKeys) -> None:
    ring, code = keys.with_recovery_code(made.ring, made.key)
    assert keys.unlock_with_code(ring, code) == made.key
    with pytest.raises(Refused):
        keys.unlock_with_code(ring, made.recovery_code)


def test_a_recovery_code_has_160_bits_in_eight_groups_of_four(made: keys.NewKeys) -> None:
    groups = made.recovery_code.split("-")
    assert [len(group) for group in groups] == [4] * 8
    assert len(base64.b32decode("".join(groups))) * 8 == 160


def test_a_recovery_code_is_read_as_people_type_it(made: keys.NewKeys) -> None:
    typed = made.recovery_code.lower().replace("-", " ").replace("o", "0").replace("i", "1").replace("b", "8")
    assert keys.unlock_with_code(made.ring, f" {typed} ") == made.key
    assert keys.same_code(typed, made.recovery_code)
    assert not keys.same_code("AAAA", made.recovery_code)


@pytest.mark.parametrize("typed", ["", "ABCD-EFGH", "9" * 32, "A" * 33])
def test_what_cannot_be_a_recovery_code_is_told_at_once(made: keys.NewKeys, typed: str) -> None:
    with pytest.raises(Invalid) as told:
        keys.unlock_with_code(made.ring, typed)
    assert told.value.field == "recovery_code"


def test_nothing_secret_shows_in_a_repr(made: keys.NewKeys) -> None:
    shown = f"{made!r} {made.ring!r} {made.ring.slots!r}"
    assert made.recovery_code not in shown
    assert repr(made.key) not in shown


def test_the_key_of_the_file_is_not_the_key_that_is_wrapped(made: keys.NewKeys) -> None:
    assert keys.database_key(made.key) != made.key
    assert len(keys.database_key(made.key)) == 32


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0.3, Cost(256 * 1024, 5, 4)),
        (0.01, Cost(256 * 1024, 10, 4)),
        (0.7, Cost(256 * 1024, 3, 4)),
        (1.4, Cost(64 * 1024, 3, 4)),
    ],
)
def test_opening_is_made_to_take_between_half_a_second_and_a_second(
    monkeypatch: pytest.MonkeyPatch, real_floor: Cost, seconds: float, expected: Cost
) -> None:
    """`seconds` is what the target takes on a PC, whatever the memory."""
    readings = iter(range(100))
    monkeypatch.setattr(keys, "TARGET", Cost(256 * 1024, 3, 4))
    monkeypatch.setattr(keys, "_argon2", lambda *_given: b"")
    monkeypatch.setattr(keys.time, "perf_counter", lambda: next(readings) * seconds)
    assert keys.calibrate() == expected


def test_a_pc_without_enough_memory_gets_a_lesser_cost_and_never_less_than_the_floor(
    monkeypatch: pytest.MonkeyPatch, real_floor: Cost
) -> None:
    tried: list[int] = []

    def no_memory(_secret: bytes, _salt: bytes, cost: Cost) -> bytes:
        tried.append(cost.memory)
        raise MemoryError

    monkeypatch.setattr(keys, "TARGET", Cost(256 * 1024, 3, 4))
    monkeypatch.setattr(keys, "_argon2", no_memory)
    assert keys.calibrate() == real_floor
    assert tried == [256 * 1024, 128 * 1024]
