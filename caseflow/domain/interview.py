"""What passes between a counsellor and a person: interviews, calls and mails that took place, appointments to come."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from caseflow.domain.base import Entity, reference, stored_enum


class Medium(StrEnum):
    """How two people met or spoke."""

    IN_PERSON = "in_person"
    DROP_IN = "drop_in"
    PHONE = "phone"
    VIDEO = "video"
    EMAIL = "email"
    TEXT_MESSAGE = "text_message"
    LETTER = "letter"
    HOME_VISIT = "home_visit"
    OUTSIDE = "outside"
    THIRD_PARTY = "third_party"


class CallOutcome(StrEnum):
    """How a call ended."""

    MESSAGE_LEFT = "message_left"
    APPOINTMENT_GIVEN = "appointment_given"
    TO_CALL_BACK = "to_call_back"
    INFORMATION_GIVEN = "information_given"
    TRANSFERRED = "transferred"


class AppointmentStatus(StrEnum):
    """What became of an appointment: absences are told apart as rdv-insertion does."""

    PLANNED = "planned"
    HONOURED = "honoured"
    EXCUSED = "excused"
    ABSENT = "absent"
    CANCELLED = "cancelled"
    """By the service, not by the person."""


CALLED_OFF = frozenset({AppointmentStatus.EXCUSED, AppointmentStatus.CANCELLED})
"""It does not take place: what a calendar shows as cancelled."""


class Interview(Entity):
    """One contact, with one person or several, that took place."""

    __tablename__ = "interview"

    held_on: Mapped[date] = mapped_column(index=True)
    at_minute: Mapped[int | None] = mapped_column(default=None)
    """Minutes since midnight."""
    medium: Mapped[Medium] = mapped_column(stored_enum(Medium), default=Medium.IN_PERSON)
    place: Mapped[str | None] = mapped_column(default=None)
    minutes: Mapped[int | None] = mapped_column(default=None)
    """How long it lasted."""
    note: Mapped[str | None] = mapped_column(default=None)
    """Shared: the person may read it."""
    private_note: Mapped[str | None] = mapped_column(default=None)
    """For the counsellor alone: never printed, never exported by default."""
    call_outcome: Mapped[CallOutcome | None] = mapped_column(stored_enum(CallOutcome), default=None)
    caller: Mapped[str | None] = mapped_column(default=None)
    """Who called, when it is nobody on file: a name, a number, a partner."""


class InterviewPerson(Entity):
    """One of the people whom an interview was with."""

    __tablename__ = "interview_person"
    __table_args__ = (Index("ix_interview_person_person_id", "person_id", "interview_id"),)

    interview_id: Mapped[UUID] = mapped_column(reference("interview"), index=True)
    person_id: Mapped[UUID] = mapped_column(reference("person"))


class Appointment(Entity):
    """A meeting to come with one person, and what became of it. Its id is the UID of its calendar file."""

    __tablename__ = "appointment"
    __table_args__ = (
        Index("ix_appointment_person_id", "person_id", "held_on", "status"),
        Index("ix_appointment_held_on", "held_on", "at_minute"),
        Index("ix_appointment_interview_id", "interview_id", sqlite_where=text("interview_id IS NOT NULL")),
    )

    person_id: Mapped[UUID] = mapped_column(reference("person"))
    held_on: Mapped[date]
    at_minute: Mapped[int | None] = mapped_column(default=None)
    """Minutes since midnight; None where only the day is known."""
    minutes: Mapped[int] = mapped_column(default=45)
    medium: Mapped[Medium] = mapped_column(stored_enum(Medium), default=Medium.IN_PERSON)
    place: Mapped[str | None] = mapped_column(default=None)
    purpose: Mapped[str] = mapped_column(default="")
    bring: Mapped[str | None] = mapped_column(default=None)
    status: Mapped[AppointmentStatus] = mapped_column(stored_enum(AppointmentStatus), default=AppointmentStatus.PLANNED)
    interview_id: Mapped[UUID | None] = mapped_column(reference("interview"), default=None)
    """The interview in which it was given."""
    sequence: Mapped[int] = mapped_column(default=0)
    """How many times it was moved, called off or set again: the SEQUENCE of RFC 5545."""

    def move(self, held_on: date, at_minute: int | None) -> None:
        """Give it another day or hour; a calendar that has it will know it for the same."""
        if (held_on, at_minute) != (self.held_on, self.at_minute):
            self.held_on, self.at_minute = held_on, at_minute
            self.sequence += 1

    def settle(self, status: AppointmentStatus) -> None:
        """Say what became of it; a calendar that has it takes a later word that it is called off, or stands again."""
        if (status in CALLED_OFF) is not (self.status in CALLED_OFF):
            self.sequence += 1
        self.status = status
