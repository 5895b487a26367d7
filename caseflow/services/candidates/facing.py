"""Two records face to face: the fields of each, what else is known of either, and the pairs that were told apart."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain.candidacy import Candidacy, CandidacySource, CandidacyState, LeavingReason
from caseflow.domain.contact import shown_phone
from caseflow.domain.counsellor import Counsellor
from caseflow.domain.enrolment import Enrolment, ReferentAssignment
from caseflow.domain.labels import label
from caseflow.domain.person import ContactPoint, Person, display_name
from caseflow.domain.recruitment import Prescriber, Recruitment
from caseflow.domain.reference import DistinctPair
from caseflow.i18n import _, current
from caseflow.services.merging import FIELDS
from caseflow.services.naming import field_label
from caseflow.store.store import Store, get

_NEVER_SHOWN = frozenset({"private_note", "note", "archived_on", "notice_given_on", "notice_channel"})
"""Merged as the others are, but nothing to tell two people apart by."""


@dataclass(frozen=True)
class FacingField:
    """One field of both records, as words."""

    name: str
    label: str
    left: str = field(repr=False)
    right: str = field(repr=False)

    @property
    def differs(self) -> bool:
        """Whether both say something, and not the same."""
        return bool(self.left and self.right) and self.left.casefold() != self.right.casefold()


@dataclass(frozen=True)
class Facing:
    """What somebody needs to decide whether two records are of one person."""

    left_id: UUID
    right_id: UUID
    fields: tuple[FacingField, ...]
    left_known: tuple[str, ...]
    """Who follows her, in which recruitments she is, where she was hired, who sent her."""
    right_known: tuple[str, ...]


@dataclass(frozen=True)
class Apart:
    """Two records that somebody said are of two people."""

    id: UUID
    names: tuple[str, str] = field(repr=False)


class Faces:
    """Reads pairs to be decided, and those that were."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, left_id: UUID, right_id: UUID, recruitment_id: UUID) -> Facing:
        """Return two records, face to face, as a recruitment sees them.

        Raises:
            Missing: one of them is no longer there.
        """
        with self._store.reading() as session:
            left, right = get(session, Person, left_id), get(session, Person, right_id)
            fields = [
                FacingField(name, field_label(name), _shown(getattr(left, name)), _shown(getattr(right, name)))
                for name in FIELDS
                if name not in _NEVER_SHOWN
            ]
            points = FacingField("", _("Phones and e-mails"), _points(session, left_id), _points(session, right_id))
            return Facing(
                left_id,
                right_id,
                tuple(each for each in (*fields, points) if each.left or each.right),
                tuple(_known(session, left_id, recruitment_id)),
                tuple(_known(session, right_id, recruitment_id)),
            )

    def apart(self, recruitment_id: UUID) -> tuple[Apart, ...]:
        """Return the pairs that were told apart and that a candidate is part of."""
        with self._store.reading() as session:
            here = set(session.scalars(select(Candidacy.person_id).where(Candidacy.recruitment_id == recruitment_id)))
            found: list[Apart] = []
            for pair in session.scalars(select(DistinctPair).order_by(DistinctPair.id)):
                ids = sorted(_ids(pair))
                people = [session.get(Person, each) for each in ids]
                if here & set(ids) and all(people):
                    one, other = (display_name(each.last_name, each.first_name) for each in people if each)
                    found.append(Apart(pair.id, (one, other)))
            return tuple(found)

    def bring_back(self, pair_id: UUID) -> None:
        """Propose a pair again that was told apart."""
        with self._store.writing(_("Pair to be looked at again")) as writing:
            writing.delete(writing.get(DistinctPair, pair_id))


def _ids(pair: DistinctPair) -> tuple[UUID, ...]:
    """Return the records of a pair; a line of a file that was told apart has none."""
    try:
        return UUID(pair.first_key), UUID(pair.second_key)
    except ValueError:
        return ()


def _shown(value: Any) -> str:
    if value is None or value is False or value == "":
        return ""
    if value is True:
        return _("Yes")
    if isinstance(value, date):
        return current().date(value)
    return label(value) if isinstance(value, StrEnum) else str(value)


def _points(session: Session, person_id: UUID) -> str:
    query = select(ContactPoint.value).where(ContactPoint.person_id == person_id).order_by(ContactPoint.id)
    return ", ".join(value if "@" in value else shown_phone(value) for value in session.scalars(query))


def _known(session: Session, person_id: UUID, recruitment_id: UUID) -> Iterable[str]:
    query = (
        select(Counsellor.name)
        .join(ReferentAssignment, ReferentAssignment.counsellor_id == Counsellor.id)
        .join(Enrolment, Enrolment.id == ReferentAssignment.enrolment_id)
        .where(Enrolment.person_id == person_id, ReferentAssignment.until.is_(None), Enrolment.exited_on.is_(None))
    )
    for name in session.scalars(query):
        yield _("Already followed by {name}").format(name=name)
    others = (
        select(Recruitment.title, Candidacy.state, Candidacy.leaving_reason)
        .join(Candidacy, Candidacy.recruitment_id == Recruitment.id)
        .where(Candidacy.person_id == person_id, Candidacy.recruitment_id != recruitment_id)
        .order_by(Recruitment.title)
    )
    for title, state, reason in session.execute(others):
        if state is CandidacyState.HIRED or reason is LeavingReason.HIRED_ELSEWHERE:
            yield _("Hired elsewhere: {title}").format(title=title)
        else:
            yield _("Already in “{title}”").format(title=title)
    senders = (
        select(Prescriber.name)
        .join(CandidacySource, CandidacySource.prescriber_id == Prescriber.id)
        .join(Candidacy, Candidacy.id == CandidacySource.candidacy_id)
        .where(Candidacy.person_id == person_id, Candidacy.recruitment_id == recruitment_id)
        .distinct()
        .order_by(Prescriber.name)
    )
    names = list(session.scalars(senders))
    if names:
        yield _("Sent by {names}").format(names=", ".join(names))
