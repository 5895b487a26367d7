"""Make room for barriers, partners and their services, referrals, interviews and appointments.

Why: what stands between a person and a job, who can lift it, and whether it worked.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

SERVICE_SEARCH = """
CREATE VIRTUAL TABLE service_search USING fts5(search_text, tags, content = 'service', content_rowid = 'search_id',
        tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')

CREATE TRIGGER service_search_insert AFTER INSERT ON service
        BEGIN
        INSERT INTO service_search(rowid, search_text, tags) VALUES (new.search_id, new.search_text, new.tags);
        END

CREATE TRIGGER service_search_update AFTER UPDATE OF search_text, tags ON service
        BEGIN
        INSERT INTO service_search(service_search, rowid, search_text, tags)
            VALUES ('delete', old.search_id, old.search_text, old.tags);
        INSERT INTO service_search(rowid, search_text, tags) VALUES (new.search_id, new.search_text, new.tags);
        END

CREATE TRIGGER service_search_delete AFTER DELETE ON service
        BEGIN
        INSERT INTO service_search(service_search, rowid, search_text, tags)
            VALUES ('delete', old.search_id, old.search_text, old.tags);
        END
"""
"""Full text over services, kept by triggers; SQLite only. A blank line parts the statements."""


THEME = (
    "mobility family digital discrimination housing health language money administrative justice isolation confidence"
)
REFERRALREFUSAL = (
    "unreachable absent in_employment in_training not_eligible not_mobile not_interested peripheral_barriers "
    "session_full duplicate other"
)


def upgrade() -> None:
    _make_structure()
    _make_service()
    _make_lexicon_entry()
    _make_interview()
    _make_interview_person()
    _make_appointment()
    _make_barrier()
    _make_barrier_level()
    _make_barrier_goal()
    _make_barrier_proposal()
    _make_referral()
    for statement in SERVICE_SEARCH.strip().split("\n\n"):
        op.execute(statement)


def _choice(name: str, values: str) -> sa.Enum:
    return sa.Enum(*values.split(), name=name, native_enum=False, create_constraint=True, length=40)


def _real() -> sa.Double[float]:
    return sa.Double()


def _points_at(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{parent}"
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=name, deferrable=True, initially="DEFERRED")


def _make_structure() -> None:
    op.create_table(
        "structure",
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("updated_on", sa.Date()),
        sa.Column("description", sa.String()),
        sa.Column("link", sa.String()),
        sa.Column("siret", sa.String()),
        sa.Column("address_line", sa.String()),
        sa.Column("address_extra", sa.String()),
        sa.Column("post_code", sa.String()),
        sa.Column("commune", sa.String()),
        sa.Column("insee_code", sa.String()),
        sa.Column("latitude", _real()),
        sa.Column("longitude", _real()),
        sa.Column("phone", sa.String()),
        sa.Column("email", sa.String()),
        sa.Column("website", sa.String()),
        sa.Column("opening_hours", sa.String()),
        sa.Column("accessibility_link", sa.String()),
        sa.Column("networks", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date()),
        sa.Column("verified_on", sa.Date()),
        sa.Column("local_note", sa.String()),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_structure"),
        sa.UniqueConstraint("source_id", name="uq_structure_source_id"),
    )


def _make_service() -> None:
    op.create_table(
        "service",
        sa.Column("structure_id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("structure_name", sa.String(), nullable=False),
        sa.Column("updated_on", sa.Date()),
        sa.Column("description", sa.String()),
        sa.Column("link", sa.String()),
        sa.Column("kind", sa.String()),
        sa.Column("themes", sa.String(), nullable=False),
        sa.Column("fee", sa.String()),
        sa.Column("fee_details", sa.String()),
        sa.Column("publics", sa.String(), nullable=False),
        sa.Column("publics_details", sa.String()),
        sa.Column("access_conditions", sa.String()),
        sa.Column("address_line", sa.String()),
        sa.Column("address_extra", sa.String()),
        sa.Column("post_code", sa.String()),
        sa.Column("commune", sa.String()),
        sa.Column("insee_code", sa.String()),
        sa.Column("latitude", _real()),
        sa.Column("longitude", _real()),
        sa.Column("phone", sa.String()),
        sa.Column("email", sa.String()),
        sa.Column("reception_modes", sa.String(), nullable=False),
        sa.Column("zones", sa.String(), nullable=False),
        sa.Column("contact_name", sa.String()),
        sa.Column("mobilisation_link", sa.String()),
        sa.Column("mobilisation_modes", sa.String(), nullable=False),
        sa.Column("mobilisable_by", sa.String(), nullable=False),
        sa.Column("mobilisation_details", sa.String()),
        sa.Column("weekly_hours", _real()),
        sa.Column("weeks", sa.Integer()),
        sa.Column("opening_hours", sa.String()),
        sa.Column("closed_on", sa.Date()),
        sa.Column("verified_on", sa.Date()),
        sa.Column("local_note", sa.String()),
        sa.Column("sort_name", sa.String(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.Column("tags", sa.String(), nullable=False),
        sa.Column("search_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("service", "structure_id", "structure"),
        sa.PrimaryKeyConstraint("id", name="pk_service"),
        sa.UniqueConstraint("source_id", name="uq_service_source_id"),
        sa.UniqueConstraint("search_id", name="uq_service_search_id"),
    )
    op.create_index("ix_service_insee_code", "service", ["insee_code", "latitude", "longitude"])
    op.create_index("ix_service_sort_name", "service", ["sort_name"])
    op.create_index("ix_service_structure_id", "service", ["structure_id"])


def _make_lexicon_entry() -> None:
    op.create_table(
        "lexicon_entry",
        sa.Column("kind", _choice("ck_lexicon_entry_lexiconkind", "barrier risk"), nullable=False),
        sa.Column("expression", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("advice", sa.String(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lexicon_entry"),
    )
    op.create_index("ix_lexicon_entry_expression", "lexicon_entry", ["expression"])


def _make_interview() -> None:
    op.create_table(
        "interview",
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("at_minute", sa.Integer()),
        sa.Column(
            "medium",
            _choice(
                "ck_interview_medium",
                "in_person drop_in phone video email text_message letter home_visit outside third_party",
            ),
            nullable=False,
        ),
        sa.Column("place", sa.String()),
        sa.Column("minutes", sa.Integer()),
        sa.Column("note", sa.String()),
        sa.Column("private_note", sa.String()),
        sa.Column(
            "call_outcome",
            _choice(
                "ck_interview_calloutcome", "message_left appointment_given to_call_back information_given transferred"
            ),
        ),
        sa.Column("caller", sa.String()),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_interview"),
    )
    op.create_index("ix_interview_held_on", "interview", ["held_on"])


def _make_interview_person() -> None:
    op.create_table(
        "interview_person",
        sa.Column("interview_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("interview_person", "interview_id", "interview"),
        _points_at("interview_person", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_interview_person"),
    )
    op.create_index("ix_interview_person_interview_id", "interview_person", ["interview_id"])
    op.create_index("ix_interview_person_person_id", "interview_person", ["person_id", "interview_id"])


def _make_appointment() -> None:
    op.create_table(
        "appointment",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("at_minute", sa.Integer()),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column(
            "medium",
            _choice(
                "ck_appointment_medium",
                "in_person drop_in phone video email text_message letter home_visit outside third_party",
            ),
            nullable=False,
        ),
        sa.Column("place", sa.String()),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("bring", sa.String()),
        sa.Column(
            "status",
            _choice("ck_appointment_appointmentstatus", "planned honoured excused absent cancelled"),
            nullable=False,
        ),
        sa.Column("interview_id", sa.Uuid()),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("appointment", "person_id", "person"),
        _points_at("appointment", "interview_id", "interview"),
        sa.PrimaryKeyConstraint("id", name="pk_appointment"),
    )
    op.create_index("ix_appointment_held_on", "appointment", ["held_on", "at_minute"])
    op.create_index(
        "ix_appointment_interview_id", "appointment", ["interview_id"], sqlite_where=sa.text("interview_id IS NOT NULL")
    )
    op.create_index("ix_appointment_person_id", "appointment", ["person_id", "held_on", "status"])


def _make_barrier() -> None:
    op.create_table(
        "barrier",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("theme", _choice("ck_barrier_theme", THEME), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("situation", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("is_priority", sa.Boolean(), nullable=False),
        sa.Column("impact", _choice("ck_barrier_impact", "strong medium weak")),
        sa.Column("since", sa.Date()),
        sa.Column("funder", sa.String()),
        sa.Column("lifted_on", sa.Date()),
        sa.Column("lifted_how", sa.String()),
        sa.Column("lifted_by_id", sa.Uuid()),
        sa.Column("source", sa.String()),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("barrier", "person_id", "person"),
        _points_at("barrier", "lifted_by_id", "service"),
        sa.PrimaryKeyConstraint("id", name="pk_barrier"),
    )
    op.create_index("ix_barrier_lifted_on", "barrier", ["lifted_on"])
    op.create_index("ix_barrier_person_id", "barrier", ["person_id", "theme", "lifted_on", "level"])
    op.create_index("ix_barrier_theme", "barrier", ["theme"])


def _make_barrier_level() -> None:
    op.create_table(
        "barrier_level",
        sa.Column("barrier_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("barrier_level", "barrier_id", "barrier"),
        sa.PrimaryKeyConstraint("id", name="pk_barrier_level"),
    )
    op.create_index("ix_barrier_level_barrier_id", "barrier_level", ["barrier_id"])


def _make_barrier_goal() -> None:
    op.create_table(
        "barrier_goal",
        sa.Column("barrier_id", sa.Uuid(), nullable=False),
        sa.Column("kind", _choice("ck_barrier_goal_goalkind", "objective action"), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("state", _choice("ck_barrier_goal_goalstate", "planned in_progress done abandoned"), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("ended_on", sa.Date()),
        sa.Column("funder", sa.String()),
        sa.Column("cost_cents", sa.Integer()),
        sa.Column("result", sa.String()),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("barrier_goal", "barrier_id", "barrier"),
        sa.PrimaryKeyConstraint("id", name="pk_barrier_goal"),
    )
    op.create_index("ix_barrier_goal_barrier_id", "barrier_goal", ["barrier_id"])


def _make_barrier_proposal() -> None:
    op.create_table(
        "barrier_proposal",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("theme", _choice("ck_barrier_proposal_theme", THEME)),
        sa.Column("situations", sa.String(), nullable=False),
        sa.Column("objectives", sa.String(), nullable=False),
        sa.Column("is_priority", sa.Boolean(), nullable=False),
        sa.Column("impact", _choice("ck_barrier_proposal_impact", "strong medium weak")),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.Column("noted_on", sa.Date()),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("state", _choice("ck_barrier_proposal_proposalstate", "pending accepted declined"), nullable=False),
        sa.Column("barrier_id", sa.Uuid()),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("barrier_proposal", "person_id", "person"),
        _points_at("barrier_proposal", "barrier_id", "barrier"),
        sa.PrimaryKeyConstraint("id", name="pk_barrier_proposal"),
        sa.UniqueConstraint("fingerprint", name="uq_barrier_proposal_fingerprint"),
    )
    op.create_index(
        "ix_barrier_proposal_barrier_id",
        "barrier_proposal",
        ["barrier_id"],
        sqlite_where=sa.text("barrier_id IS NOT NULL"),
    )
    op.create_index("ix_barrier_proposal_person_id", "barrier_proposal", ["person_id", "state"])


def _make_referral() -> None:
    op.create_table(
        "referral",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("barrier_id", sa.Uuid()),
        sa.Column("interview_id", sa.Uuid()),
        sa.Column(
            "state",
            _choice("ck_referral_referralstate", "proposed sent accepted refused no_show done no_follow_up expired"),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("consent_on", sa.Date()),
        sa.Column("sent_on", sa.Date()),
        sa.Column("sent_how", _choice("ck_referral_senthow", "email phone form letter in_person by_the_person")),
        sa.Column("remind_on", sa.Date()),
        sa.Column("reminded_on", sa.Date()),
        sa.Column("expires_on", sa.Date()),
        sa.Column("answered_on", sa.Date()),
        sa.Column("refusal", _choice("ck_referral_referralrefusal", REFERRALREFUSAL)),
        sa.Column("ended_on", sa.Date()),
        sa.Column("outcome", sa.String()),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("referral", "person_id", "person"),
        _points_at("referral", "service_id", "service"),
        _points_at("referral", "barrier_id", "barrier"),
        _points_at("referral", "interview_id", "interview"),
        sa.PrimaryKeyConstraint("id", name="pk_referral"),
    )
    op.create_index(
        "ix_referral_barrier_id", "referral", ["barrier_id"], sqlite_where=sa.text("barrier_id IS NOT NULL")
    )
    op.create_index(
        "ix_referral_interview_id", "referral", ["interview_id"], sqlite_where=sa.text("interview_id IS NOT NULL")
    )
    op.create_index("ix_referral_person_id", "referral", ["person_id", "state", "remind_on"])
    op.create_index("ix_referral_remind_on", "referral", ["remind_on", "state"])
    op.create_index("ix_referral_service_id", "referral", ["service_id", "state", "sent_on", "answered_on"])
