"""Meetings of a recruitment: information meetings, exercises, job datings, interviews; who is invited, who came."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from caseflow.domain.base import Entity, reference, stored_enum


class MeetingKind(StrEnum):
    """What people are invited to."""

    INFORMATION = "information"
    EXERCISES = "exercises"
    JOB_DATING = "job_dating"
    INTERVIEW = "interview"


class MeetingMode(StrEnum):
    """Where it takes place."""

    ON_SITE = "on_site"
    VIDEO = "video"
    PHONE = "phone"


class SeatStatus(StrEnum):
    """What became of an invitation to a meeting."""

    INVITED = "invited"
    WAITING = "waiting"
    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"
    WALKED_IN = "walked_in"
    CANCELLED = "cancelled"


class Meeting(Entity):
    """One meeting of a recruitment."""

    __tablename__ = "meeting"

    recruitment_id: Mapped[UUID] = mapped_column(reference("recruitment"), index=True)
    kind: Mapped[MeetingKind] = mapped_column(stored_enum(MeetingKind))
    held_on: Mapped[date] = mapped_column(index=True)
    at_minute: Mapped[int | None] = mapped_column(default=None)
    """Minutes since midnight."""
    minutes: Mapped[int] = mapped_column(default=120)
    slot_minutes: Mapped[int | None] = mapped_column(default=None)
    """Of a job dating or of interviews: how long each person has."""
    mode: Mapped[MeetingMode] = mapped_column(stored_enum(MeetingMode), default=MeetingMode.ON_SITE)
    place: Mapped[str | None] = mapped_column(default=None)
    bring: Mapped[str | None] = mapped_column(default=None)
    facilitator: Mapped[str | None] = mapped_column(default=None)
    seats: Mapped[int | None] = mapped_column(default=None)
    sequence: Mapped[int] = mapped_column(default=0)
    """How many times it was moved: the SEQUENCE of RFC 5545."""


class Seat(Entity):
    """One candidate at one meeting. Its id is the UID of its calendar file."""

    __tablename__ = "seat"
    __table_args__ = (
        Index("uq_seat_meeting_id", "meeting_id", "candidacy_id", unique=True),
        Index("ix_seat_candidacy_id", "candidacy_id", "status"),
    )

    meeting_id: Mapped[UUID] = mapped_column(reference("meeting"))
    candidacy_id: Mapped[UUID] = mapped_column(reference("candidacy"))
    slot_minute: Mapped[int | None] = mapped_column(default=None)
    status: Mapped[SeatStatus] = mapped_column(stored_enum(SeatStatus), default=SeatStatus.INVITED)
    invited_on: Mapped[date | None] = mapped_column(default=None)
    result: Mapped[str | None] = mapped_column(default=None)
    """What exercises or an interview showed, in words of the trade: « validé », « à revoir »."""
    is_passed: Mapped[bool | None] = mapped_column(default=None)
    rank: Mapped[int] = mapped_column(default=0)
    """On the waiting list: who comes next."""
