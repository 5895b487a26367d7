"""Make one record of two that are of the same person: nothing is lost, everybody who sent either stays credited.

One action, so that one undo parts them again. A person decides, field by field; nothing here does it alone.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import select

from caseflow.domain.base import Entity
from caseflow.domain.candidacy import Candidacy, CandidacySource, CandidacyState, CriterionAnswer, KeptCheck
from caseflow.domain.errors import Invalid
from caseflow.domain.interview import InterviewPerson
from caseflow.domain.meeting import Seat
from caseflow.domain.person import ContactPoint, Person
from caseflow.i18n import _
from caseflow.store.store import Store, Writing


class Side(StrEnum):
    """Whose value a field takes."""

    KEPT = "kept"
    GONE = "gone"


FIELDS = tuple(
    column.name
    for column in Person.__table__.columns
    if not column.info.get("derived") and column.name not in {"id", "file_number"}
)
"""What may be chosen field by field; the file number of the record that stays never changes."""

_PROGRESS = list(CandidacyState)
"""The later, the further."""


def merge(store: Store, kept_id: UUID, gone_id: UUID, choices: Mapping[str, Side] | None = None) -> UUID:
    """Make one record of two, `gone_id` becoming part of `kept_id`; return the action, which one undo takes back.

    Args:
        store: where both are.
        kept_id: the record that stays.
        gone_id: the record whose rows go over to the other.
        choices: whose value each of `FIELDS` takes; without a choice, an empty field of the one kept is filled in.

    Raises:
        Invalid: both are the same record.
        Missing: one of them is no longer there.
    """
    with store.writing(_("Two records joined")) as writing:
        join(writing, kept_id, gone_id, choices or {})
    return writing.change.action_id


def join(writing: Writing, kept_id: UUID, gone_id: UUID, choices: Mapping[str, Side]) -> None:
    """Make one record of two, within an action of any service: see `merge`."""
    if kept_id == gone_id:
        raise Invalid("person", _("A record cannot be joined to itself."))
    kept, gone = writing.get(Person, kept_id), writing.get(Person, gone_id)
    values = _chosen(kept, gone, choices)
    _join_candidacies(writing, kept_id, gone_id)
    _drop_repeated(writing, kept_id, gone_id)
    for kind in _kinds_of_a_person():
        _hand_over(writing, kind, gone_id, kept_id)
    writing.delete(gone)
    for name, value in values.items():
        setattr(kept, name, value)
    writing.session.flush()


def _chosen(kept: Person, gone: Person, choices: Mapping[str, Side]) -> dict[str, Any]:
    """Return the fields of the one kept that change."""
    found: dict[str, Any] = {}
    for name in FIELDS:
        mine, theirs = getattr(kept, name), getattr(gone, name)
        side = choices.get(name) or (Side.GONE if mine in (None, "", False) and theirs else Side.KEPT)
        if name == "archived_on" and name not in choices:  # one that is still followed is no longer put away
            side = Side.GONE if theirs is None else Side.KEPT
        if side is Side.GONE and theirs != mine:
            found[name] = theirs
    return found


def _kinds_of_a_person() -> Iterable[type[Entity]]:
    """Return every kind of row that belongs to a person."""
    return [mapper.class_ for mapper in Entity.registry.mappers if "person_id" in mapper.class_.__table__.columns]


def _hand_over(writing: Writing, kind: type[Entity], gone_id: UUID, kept_id: UUID) -> None:
    columns = kind.__table__.columns
    ids = writing.session.scalars(select(columns.id).where(columns.person_id == gone_id)).all()
    writing.update_rows(kind, {row_id: {"person_id": kept_id} for row_id in ids})


def _drop_repeated(writing: Writing, kept_id: UUID, gone_id: UUID) -> None:
    """Leave out numbers and addresses that both have, and interviews that both were at."""
    for kind, key in ((ContactPoint, "search_key"), (InterviewPerson, "interview_id")):
        columns = kind.__table__.columns
        mine = set(writing.session.scalars(select(columns[key]).where(columns.person_id == kept_id)))
        rows = writing.session.execute(select(columns.id, columns[key]).where(columns.person_id == gone_id))
        writing.delete_rows(kind, [row_id for row_id, value in rows if value in mine])


def _join_candidacies(writing: Writing, kept_id: UUID, gone_id: UUID) -> None:
    """Make one candidacy of two in the same recruitment; all who sent either stay credited."""
    session = writing.session
    mine = {each.recruitment_id: each for each in session.scalars(_candidacies(kept_id))}
    for theirs in session.scalars(_candidacies(gone_id)).all():
        ours = mine.get(theirs.recruitment_id)
        if ours is None:
            continue
        if theirs.is_alive and (not ours.is_alive or _PROGRESS.index(theirs.state) > _PROGRESS.index(ours.state)):
            ours.state, ours.state_since, ours.leaving_reason = theirs.state, theirs.state_since, theirs.leaving_reason
        ours.received_on = min(ours.received_on, theirs.received_on)
        ours.attempts += theirs.attempts
        session.flush()
        _join_rows(writing, CriterionAnswer, "criterion_id", ours.id, theirs.id)
        _join_rows(writing, Seat, "meeting_id", ours.id, theirs.id)
        _join_rows(writing, KeptCheck, "months", ours.id, theirs.id)
        _join_rows(writing, CandidacySource, "id", ours.id, theirs.id)
        _forget(writing, theirs, ours)


def _candidacies(person_id: UUID) -> Any:
    return select(Candidacy).where(Candidacy.person_id == person_id)


def _join_rows(writing: Writing, kind: type[Entity], key: str, ours: UUID, theirs: UUID) -> None:
    """Give the rows of one candidacy to another, unless it has the same already."""
    columns = kind.__table__.columns
    have = set(writing.session.scalars(select(columns[key]).where(columns.candidacy_id == ours)))
    rows = list(writing.session.execute(select(columns.id, columns[key]).where(columns.candidacy_id == theirs)))
    writing.delete_rows(kind, [row_id for row_id, value in rows if value in have])
    writing.update_rows(kind, {row_id: {"candidacy_id": ours} for row_id, value in rows if value not in have})


def _forget(writing: Writing, theirs: Candidacy, ours: Candidacy) -> None:
    """Remove a candidacy that became part of another, and point at that one what pointed at it."""
    for other in writing.session.scalars(select(Candidacy).where(Candidacy.hired_by_id == theirs.id)):
        other.hired_by_id = ours.id
    writing.session.flush()
    writing.delete(theirs)
    writing.session.flush()
