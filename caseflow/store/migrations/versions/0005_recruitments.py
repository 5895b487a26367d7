"""Make room for recruitments, the candidates that prescribers send, and the meetings they are invited to.

Why: the lists of many partners become one, followed to the hire and beyond.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

STATES = "received contacted registered attended tested interviewed selected hired left"
REASONS = (
    "unreachable did_not_come hired_elsewhere training not_eligible not_mobile not_interested lacking_skills "
    "incompatible prevents_objectives no_position duplicate other"
)
CONTRACTS = (
    "cdi cdi_interim cdi_inclusion cdd_6_months_or_more cdd_short cddi cdd_usage temporary seasonal apprenticeship "
    "professional_training pec self_employed other"
)


def upgrade() -> None:
    _make_prescriber()
    _make_recruitment()
    _make_recruitment_job()
    _make_criterion()
    _make_invitation()
    _make_candidate_file()
    _make_candidacy()
    _make_candidacy_source()
    _make_criterion_answer()
    _make_kept_check()
    _make_disclosure()
    _make_meeting()
    _make_seat()


def _choice(name: str, values: str) -> sa.Enum:
    return sa.Enum(*values.split(), name=name, native_enum=False, create_constraint=True, length=40)


def _points_at(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{parent}"
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=name, deferrable=True, initially="DEFERRED")


def _make_prescriber() -> None:
    op.create_table(
        "prescriber",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String()),
        sa.Column("contact_name", sa.String()),
        sa.Column("email", sa.String()),
        sa.Column("phone", sa.String()),
        sa.Column("mail_domains", sa.String(), nullable=False),
        sa.Column("file_words", sa.String(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_prescriber"),
        sa.UniqueConstraint("name", name="uq_prescriber_name"),
    )


def _make_recruitment() -> None:
    op.create_table(
        "recruitment",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("employer", sa.String(), nullable=False),
        sa.Column("is_public_employer", sa.Boolean(), nullable=False),
        sa.Column(
            "project_kind", _choice("ck_recruitment_projectkind", "implantation development creation replacement")
        ),
        sa.Column(
            "method", _choice("ck_recruitment_recruitmentmethod", "mrs poei poec job_dating classic"), nullable=False
        ),
        sa.Column("employer_contact", sa.String()),
        sa.Column("employer_phone", sa.String()),
        sa.Column("employer_email", sa.String()),
        sa.Column("counsellor_id", sa.Uuid()),
        sa.Column("other_referent", sa.String()),
        sa.Column("place", sa.String()),
        sa.Column("insee_code", sa.String()),
        sa.Column("transport", sa.String()),
        sa.Column("starts_on", sa.Date()),
        sa.Column("clause_hours", sa.Integer()),
        sa.Column("is_common_prescription", sa.Boolean(), nullable=False),
        sa.Column("opened_on", sa.Date()),
        sa.Column("closed_on", sa.Date()),
        sa.Column("note", sa.String()),
        sa.Column("account", sa.String()),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("recruitment", "counsellor_id", "counsellor"),
        sa.PrimaryKeyConstraint("id", name="pk_recruitment"),
        sa.UniqueConstraint("code", name="uq_recruitment_code"),
    )
    op.create_index("ix_recruitment_counsellor_id", "recruitment", ["counsellor_id"])


def _make_recruitment_job() -> None:
    op.create_table(
        "recruitment_job",
        sa.Column("recruitment_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("rome", sa.String()),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date()),
        sa.Column("contract", _choice("ck_recruitment_job_contract", CONTRACTS)),
        sa.Column("weekly_minutes", sa.Integer()),
        sa.Column("hours", sa.String()),
        sa.Column("place", sa.String()),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("recruitment_job", "recruitment_id", "recruitment"),
        sa.PrimaryKeyConstraint("id", name="pk_recruitment_job"),
    )
    op.create_index("ix_recruitment_job_recruitment_id", "recruitment_job", ["recruitment_id"])


def _make_criterion() -> None:
    op.create_table(
        "criterion",
        sa.Column("recruitment_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("weight", _choice("ck_criterion_criterionweight", "required wished information"), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("criterion", "recruitment_id", "recruitment"),
        sa.PrimaryKeyConstraint("id", name="pk_criterion"),
    )
    op.create_index("ix_criterion_recruitment_id", "criterion", ["recruitment_id"])


def _make_invitation() -> None:
    op.create_table(
        "invitation",
        sa.Column("recruitment_id", sa.Uuid(), nullable=False),
        sa.Column("prescriber_id", sa.Uuid(), nullable=False),
        sa.Column("quota", sa.Integer()),
        sa.Column("deadline", sa.Date()),
        sa.Column("invited_on", sa.Date()),
        sa.Column("told_on", sa.Date()),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("invitation", "recruitment_id", "recruitment"),
        _points_at("invitation", "prescriber_id", "prescriber"),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
    )
    op.create_index("ix_invitation_prescriber_id", "invitation", ["prescriber_id"])
    op.create_index("ix_invitation_recruitment_id", "invitation", ["recruitment_id"])


def _make_candidate_file() -> None:
    op.create_table(
        "candidate_file",
        sa.Column("recruitment_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("prescriber_id", sa.Uuid()),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("report", sa.String()),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("candidate_file", "recruitment_id", "recruitment"),
        _points_at("candidate_file", "prescriber_id", "prescriber"),
        sa.PrimaryKeyConstraint("id", name="pk_candidate_file"),
    )
    op.create_index("ix_candidate_file_prescriber_id", "candidate_file", ["prescriber_id"])
    op.create_index("ix_candidate_file_recruitment_id", "candidate_file", ["recruitment_id"])


def _make_candidacy() -> None:
    op.create_table(
        "candidacy",
        sa.Column("recruitment_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("job_id", sa.Uuid()),
        sa.Column("state", _choice("ck_candidacy_candidacystate", STATES), nullable=False),
        sa.Column("state_since", sa.Date()),
        sa.Column("leaving_reason", _choice("ck_candidacy_leavingreason", REASONS)),
        sa.Column("left_from", _choice("ck_candidacy_candidacystate", STATES)),
        sa.Column(
            "readiness", _choice("ck_candidacy_readiness", "ready to_prepare to_reorient to_complete"), nullable=False
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_attempt_on", sa.Date()),
        sa.Column(
            "call_result", _choice("ck_candidacy_callresult", "yes not_interested absent call_back wrong_number")
        ),
        sa.Column("hired_on", sa.Date()),
        sa.Column("contract", _choice("ck_candidacy_contract", CONTRACTS)),
        sa.Column("hired_by_id", sa.Uuid()),
        sa.Column("step_id", sa.Uuid()),
        sa.Column("note", sa.String()),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("candidacy", "recruitment_id", "recruitment"),
        _points_at("candidacy", "person_id", "person"),
        _points_at("candidacy", "job_id", "recruitment_job"),
        _points_at("candidacy", "hired_by_id", "candidacy"),
        _points_at("candidacy", "step_id", "step"),
        sa.PrimaryKeyConstraint("id", name="pk_candidacy"),
    )
    op.create_index(
        "ix_candidacy_hired_by_id", "candidacy", ["hired_by_id"], sqlite_where=sa.text("hired_by_id IS NOT NULL")
    )
    op.create_index("ix_candidacy_job_id", "candidacy", ["job_id"], sqlite_where=sa.text("job_id IS NOT NULL"))
    op.create_index("ix_candidacy_recruitment_id", "candidacy", ["recruitment_id", "state", "readiness"])
    op.create_index("uq_candidacy_person_id", "candidacy", ["person_id", "recruitment_id"], unique=True)


def _make_candidacy_source() -> None:
    op.create_table(
        "candidacy_source",
        sa.Column("candidacy_id", sa.Uuid(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("prescriber_id", sa.Uuid()),
        sa.Column("file_id", sa.Uuid()),
        sa.Column("line", sa.Integer()),
        sa.Column("told_state", _choice("ck_candidacy_source_candidacystate", STATES)),
        sa.Column("told_on", sa.Date()),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("candidacy_source", "candidacy_id", "candidacy"),
        _points_at("candidacy_source", "prescriber_id", "prescriber"),
        _points_at("candidacy_source", "file_id", "candidate_file"),
        sa.PrimaryKeyConstraint("id", name="pk_candidacy_source"),
    )
    op.create_index("ix_candidacy_source_candidacy_id", "candidacy_source", ["candidacy_id"])
    op.create_index("ix_candidacy_source_file_id", "candidacy_source", ["file_id"])
    op.create_index("ix_candidacy_source_prescriber_id", "candidacy_source", ["prescriber_id"])


def _make_criterion_answer() -> None:
    op.create_table(
        "criterion_answer",
        sa.Column("candidacy_id", sa.Uuid(), nullable=False),
        sa.Column("criterion_id", sa.Uuid(), nullable=False),
        sa.Column("answer", _choice("ck_criterion_answer_answer", "yes no")),
        sa.Column("words", sa.String()),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("criterion_answer", "candidacy_id", "candidacy"),
        _points_at("criterion_answer", "criterion_id", "criterion"),
        sa.PrimaryKeyConstraint("id", name="pk_criterion_answer"),
    )
    op.create_index("ix_criterion_answer_criterion_id", "criterion_answer", ["criterion_id"])
    op.create_index(
        "uq_criterion_answer_candidacy_id", "criterion_answer", ["candidacy_id", "criterion_id"], unique=True
    )


def _make_kept_check() -> None:
    op.create_table(
        "kept_check",
        sa.Column("candidacy_id", sa.Uuid(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("is_kept", sa.Boolean()),
        sa.Column("checked_on", sa.Date()),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("kept_check", "candidacy_id", "candidacy"),
        sa.PrimaryKeyConstraint("id", name="pk_kept_check"),
    )
    op.create_index("ix_kept_check_candidacy_id", "kept_check", ["candidacy_id"])
    op.create_index("ix_kept_check_due_on", "kept_check", ["due_on"])


def _make_disclosure() -> None:
    op.create_table(
        "disclosure",
        sa.Column("recruitment_id", sa.Uuid(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("fields", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("disclosure", "recruitment_id", "recruitment"),
        sa.PrimaryKeyConstraint("id", name="pk_disclosure"),
    )
    op.create_index("ix_disclosure_recruitment_id", "disclosure", ["recruitment_id"])


def _make_meeting() -> None:
    op.create_table(
        "meeting",
        sa.Column("recruitment_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind", _choice("ck_meeting_meetingkind", "information exercises job_dating interview"), nullable=False
        ),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("at_minute", sa.Integer()),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("slot_minutes", sa.Integer()),
        sa.Column("mode", _choice("ck_meeting_meetingmode", "on_site video phone"), nullable=False),
        sa.Column("place", sa.String()),
        sa.Column("bring", sa.String()),
        sa.Column("facilitator", sa.String()),
        sa.Column("seats", sa.Integer()),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("meeting", "recruitment_id", "recruitment"),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
    )
    op.create_index("ix_meeting_held_on", "meeting", ["held_on"])
    op.create_index("ix_meeting_recruitment_id", "meeting", ["recruitment_id"])


def _make_seat() -> None:
    op.create_table(
        "seat",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("candidacy_id", sa.Uuid(), nullable=False),
        sa.Column("slot_minute", sa.Integer()),
        sa.Column(
            "status",
            _choice("ck_seat_seatstatus", "invited waiting present absent excused walked_in cancelled"),
            nullable=False,
        ),
        sa.Column("invited_on", sa.Date()),
        sa.Column("result", sa.String()),
        sa.Column("is_passed", sa.Boolean()),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("seat", "meeting_id", "meeting"),
        _points_at("seat", "candidacy_id", "candidacy"),
        sa.PrimaryKeyConstraint("id", name="pk_seat"),
    )
    op.create_index("ix_seat_candidacy_id", "seat", ["candidacy_id", "status"])
    op.create_index("uq_seat_meeting_id", "seat", ["meeting_id", "candidacy_id"], unique=True)
