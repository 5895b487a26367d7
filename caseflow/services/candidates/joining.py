"""Join in bulk the records that surely are of one person; two that were there before are left to somebody."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from caseflow.domain.duplicate import Level
from caseflow.i18n import ngettext
from caseflow.services.candidates.pairs import Member, Pair
from caseflow.services.merging import join
from caseflow.store.store import Store

Told = Callable[[int, int], None]
"""Told how many groups are joined of how many; it may raise to stop the work, and nothing is joined then."""


def join_certain(store: Store, pairs: Iterable[Pair], told: Told | None = None) -> tuple[int, UUID | None]:
    """Join every group of records that certain pairs tie together, as one action that one undo takes back.

    Returns how many records went into another, and the action; no action when there was nothing to join.
    """
    groups = [group for group in _groups(pairs) if sum(map(_was_there, group)) <= 1]
    if not groups:
        return 0, None
    gone = sum(len(group) - 1 for group in groups)
    label = ngettext("{count} duplicate joined", "{count} duplicates joined", gone).format(count=gone)
    with store.writing(label) as writing:
        for place, group in enumerate(groups):
            if told is not None:
                told(place, len(groups))
            kept, *others = sorted(group, key=lambda member: (not _was_there(member), member.id))
            for other in others:
                join(writing, kept.id, other.id, {})
    return gone, writing.change.action_id


def _was_there(member: Member) -> bool:
    """Tell a record that somebody works with from one that only a list of candidates made."""
    return member.is_followed or not member.is_candidate


def _groups(pairs: Iterable[Pair]) -> Iterator[list[Member]]:
    """Yield the members that certain pairs tie together, whatever the order of the pairs."""
    tied: defaultdict[UUID, set[UUID]] = defaultdict(set)
    members: dict[UUID, Member] = {}
    for pair in pairs:
        if pair.level is Level.CERTAIN:
            tied[pair.one.id].add(pair.other.id)
            tied[pair.other.id].add(pair.one.id)
            members |= {pair.one.id: pair.one, pair.other.id: pair.other}
    while tied:
        group, todo = set[UUID](), [next(iter(tied))]
        while todo:
            key = todo.pop()
            if key not in group:
                group.add(key)
                todo += tied.pop(key)
        yield [members[key] for key in group]
