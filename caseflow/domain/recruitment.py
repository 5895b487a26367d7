"""Recruitments of many at once: what an employer needs, who sends people, under which criteria."""

import re
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from caseflow.domain.base import Entity, reference, stored_enum
from caseflow.domain.pathway import Contract
from caseflow.i18n import fold

_LONGEST_CODE = 24


def code_of(title: str, on: date) -> str:
    """Return the code proposed for a recruitment: « Entrepôt Nord » in 2026 gives « ENTREPOT-NORD-2026 »."""
    words = "-".join(re.findall(r"[a-z0-9]+", fold(title))).upper()[:_LONGEST_CODE].strip("-")
    year = str(on.year)
    return words if not words or year in words else f"{words}-{year}"


class ProjectKind(StrEnum):
    """Why an employer hires."""

    IMPLANTATION = "implantation"
    DEVELOPMENT = "development"
    CREATION = "creation"
    REPLACEMENT = "replacement"


class RecruitmentMethod(StrEnum):
    """How people are chosen."""

    MRS = "mrs"
    POEI = "poei"
    POEC = "poec"
    JOB_DATING = "job_dating"
    CLASSIC = "classic"


class CriterionWeight(StrEnum):
    """What a criterion decides."""

    REQUIRED = "required"
    WISHED = "wished"
    INFORMATION = "information"


class Recruitment(Entity):
    """One employer’s need for many people, from the need to the account given of it."""

    __tablename__ = "recruitment"

    code: Mapped[str] = mapped_column(unique=True)
    """What commands and files name it by: « ENTREPOT-2027 »."""
    title: Mapped[str]
    employer: Mapped[str] = mapped_column(default="")
    is_public_employer: Mapped[bool] = mapped_column(default=False)
    project_kind: Mapped[ProjectKind | None] = mapped_column(stored_enum(ProjectKind), default=None)
    method: Mapped[RecruitmentMethod] = mapped_column(stored_enum(RecruitmentMethod), default=RecruitmentMethod.CLASSIC)
    employer_contact: Mapped[str | None] = mapped_column(default=None)
    employer_phone: Mapped[str | None] = mapped_column(default=None)
    employer_email: Mapped[str | None] = mapped_column(default=None)
    counsellor_id: Mapped[UUID | None] = mapped_column(reference("counsellor"), default=None, index=True)
    """Who answers for it here."""
    other_referent: Mapped[str | None] = mapped_column(default=None)
    """Who does on the other side: France Travail, the mission locale."""
    place: Mapped[str | None] = mapped_column(default=None)
    insee_code: Mapped[str | None] = mapped_column(default=None)
    transport: Mapped[str | None] = mapped_column(default=None)
    starts_on: Mapped[date | None] = mapped_column(default=None)
    clause_hours: Mapped[int | None] = mapped_column(default=None)
    """Hours of a social clause that these posts may answer."""
    is_common_prescription: Mapped[bool] = mapped_column(default=True)
    """Open to all prescribers, not to one alone (convention, axe 3)."""
    opened_on: Mapped[date | None] = mapped_column(default=None)
    closed_on: Mapped[date | None] = mapped_column(default=None)
    note: Mapped[str | None] = mapped_column(default=None)
    account: Mapped[str | None] = mapped_column(default=None)
    """What the committee reads beside the figures."""


class RecruitmentJob(Entity):
    """One job of a recruitment: how many posts, from which day, on which terms."""

    __tablename__ = "recruitment_job"

    recruitment_id: Mapped[UUID] = mapped_column(reference("recruitment"), index=True)
    title: Mapped[str]
    rome: Mapped[str | None] = mapped_column(default=None)
    posts: Mapped[int] = mapped_column(default=1)
    starts_on: Mapped[date | None] = mapped_column(default=None)
    contract: Mapped[Contract | None] = mapped_column(stored_enum(Contract), default=None)
    weekly_minutes: Mapped[int | None] = mapped_column(default=None)
    hours: Mapped[str | None] = mapped_column(default=None)
    """As the employer says them: « 3 × 8, week-ends »."""
    place: Mapped[str | None] = mapped_column(default=None)
    rank: Mapped[int] = mapped_column(default=0)


class Criterion(Entity):
    """What a candidate is asked, and what the answer decides."""

    __tablename__ = "criterion"

    recruitment_id: Mapped[UUID] = mapped_column(reference("recruitment"), index=True)
    question: Mapped[str]
    weight: Mapped[CriterionWeight] = mapped_column(stored_enum(CriterionWeight), default=CriterionWeight.REQUIRED)
    rank: Mapped[int] = mapped_column(default=0)


class Prescriber(Entity):
    """An organisation that sends people: how its files are recognised, whom to write to."""

    __tablename__ = "prescriber"

    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str | None] = mapped_column(default=None)
    """One of the prescriber kinds of `prescribers`; eight of them are hidden on paper."""
    contact_name: Mapped[str | None] = mapped_column(default=None)
    email: Mapped[str | None] = mapped_column(default=None)
    phone: Mapped[str | None] = mapped_column(default=None)
    mail_domains: Mapped[str] = mapped_column(default="[]")
    """As JSON: « mission-locale.fr »."""
    file_words: Mapped[str] = mapped_column(default="[]")
    """As JSON: words met in the names of its files."""
    is_active: Mapped[bool] = mapped_column(default=True)


class Invitation(Entity):
    """A prescriber asked to send people to one recruitment: how many, until when."""

    __tablename__ = "invitation"

    recruitment_id: Mapped[UUID] = mapped_column(reference("recruitment"), index=True)
    prescriber_id: Mapped[UUID] = mapped_column(reference("prescriber"), index=True)
    quota: Mapped[int | None] = mapped_column(default=None)
    deadline: Mapped[date | None] = mapped_column(default=None)
    invited_on: Mapped[date | None] = mapped_column(default=None)
    told_on: Mapped[date | None] = mapped_column(default=None)
    """When it last heard what became of the people it sent."""


class CandidateFile(Entity):
    """A list that a prescriber sent: where each candidacy comes from, and what can be taken back as one."""

    __tablename__ = "candidate_file"

    recruitment_id: Mapped[UUID] = mapped_column(reference("recruitment"), index=True)
    name: Mapped[str]
    received_on: Mapped[date]
    prescriber_id: Mapped[UUID | None] = mapped_column(reference("prescriber"), default=None, index=True)
    fingerprint: Mapped[str] = mapped_column(default="")
    """Of its headings."""
    rows: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)
    report: Mapped[str | None] = mapped_column(default=None)
    """As JSON: what it brought, what was mended, the lines left out as the sender wrote them."""
