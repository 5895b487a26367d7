"""Make the tables of the first version.

Why: there is nothing yet. Tables are written out, never taken from our classes: those will change, this file must not.
"""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

PERSON_SEARCH = """
CREATE VIRTUAL TABLE person_search
USING fts5(search_text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')

INSERT INTO person_search(person_search, rank) VALUES ('secure-delete', 1)

CREATE TRIGGER person_search_insert AFTER INSERT ON person BEGIN
    INSERT INTO person_search(rowid, search_text) VALUES (new.search_id, new.search_text);
END

CREATE TRIGGER person_search_update AFTER UPDATE OF search_text ON person BEGIN
    UPDATE person_search SET search_text = new.search_text WHERE rowid = new.search_id;
END

CREATE TRIGGER person_search_delete AFTER DELETE ON person BEGIN
    DELETE FROM person_search WHERE rowid = old.search_id;
END
"""
"""Full text over people, kept by triggers; SQLite only. A blank line parts the statements."""


def upgrade() -> None:
    _make_journal()
    _make_people()
    _make_enrolments()
    _make_pathways()
    _make_settings()
    for statement in PERSON_SEARCH.strip().split("\n\n"):
        op.execute(statement)


def _key(table: str) -> tuple[sa.Column[UUID], sa.PrimaryKeyConstraint]:
    return sa.Column("id", sa.Uuid(), nullable=False), sa.PrimaryKeyConstraint("id", name=f"pk_{table}")


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String()) for name in names]


def _choice(name: str, values: str) -> sa.Enum:
    return sa.Enum(*values.split(), name=name, native_enum=False, create_constraint=True, length=40)


def _points_at(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{parent}"
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=name, deferrable=True, initially="DEFERRED")


def _make_journal() -> None:
    op.create_table(
        "action",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("workplace", sa.String(), nullable=False),
        sa.Column("undoes", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_action"),
    )
    op.create_index("ix_action_mark", "action", ["mark"])
    op.create_index("ix_action_undoes", "action", ["undoes"])
    op.create_table(
        "operation",
        sa.Column("workplace", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=40)),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
        sa.Column("parents", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workplace", "seq", name="pk_operation"),
    )
    op.create_index("ix_operation_action_id", "operation", ["action_id", "seq"])
    op.create_index(
        "ix_operation_removed",
        "operation",
        ["table_name"],
        unique=False,
        sqlite_where=sa.text("kind = 'delete'"),
    )
    op.create_index("ix_operation_row", "operation", ["row_id", "mark"])
    op.create_table(
        "store_meta",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_store_meta"),
    )


def _make_people() -> None:
    op.create_table(
        "agency",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("data_protection_contact", sa.String(), nullable=False),
        *_key("agency"),
    )
    op.create_table(
        "counsellor",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        *_key("counsellor"),
    )
    op.create_table(
        "person",
        sa.Column("file_number", sa.String(), nullable=False),
        sa.Column("last_name", sa.String(), nullable=False),
        sa.Column("civility", _choice("ck_person_civility", "madame monsieur")),
        sa.Column("birth_name", sa.String()),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("birth_date", sa.Date()),
        *_texts(
            "birth_place",
            "address_line",
            "address_extra",
            "post_code",
            "commune",
            "insee_code",
            "france_travail_id",
            "caf_number",
            "department_id",
            "project",
            "project_rome",
        ),
        sa.Column("project_is_validated", sa.Boolean(), nullable=False),
        sa.Column("availability", sa.String()),
        sa.Column("available_from", sa.Date()),
        sa.Column("mobility_radius_km", sa.Integer()),
        sa.Column("notice_given_on", sa.Date()),
        *_texts("notice_channel", "note", "private_note"),
        sa.Column("archived_on", sa.Date()),
        sa.Column("sort_name", sa.String(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.Column("search_id", sa.BigInteger(), nullable=False),
        *_key("person"),
        sa.UniqueConstraint("file_number", name="uq_person_file_number"),
        sa.UniqueConstraint("search_id", name="uq_person_search_id"),
    )
    op.create_index("ix_person_birth_date", "person", ["birth_date"])
    op.create_index("ix_person_caf_number", "person", ["caf_number"])
    op.create_index("ix_person_department_id", "person", ["department_id"])
    op.create_index("ix_person_france_travail_id", "person", ["france_travail_id"])
    op.create_index("ix_person_sort_name", "person", ["sort_name", "id", "archived_on"])
    op.create_table(
        "contact_point",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", _choice("ck_contact_point_contactkind", "phone email"), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("is_valid", sa.Boolean(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("search_key", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("contact_point", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_contact_point"),
    )
    op.create_index("ix_contact_point_person_id", "contact_point", ["person_id"])
    op.create_index("ix_contact_point_search_key", "contact_point", ["search_key"])
    op.create_table(
        "situation_fact",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            _choice(
                "ck_situation_fact_factkind",
                "france_travail ft_modality rsa ass aah are rqth qpv lone_parent "
                "dependent_children housing education_level mobility language "
                "work_situation refugee ase_exit zrr",
            ),
            nullable=False,
        ),
        sa.Column("value", sa.String()),
        sa.Column("since", sa.Date()),
        sa.Column("until", sa.Date()),
        sa.Column("proof", sa.String()),
        sa.Column("proof_on", sa.Date()),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("situation_fact", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_situation_fact"),
    )
    op.create_index("ix_situation_fact_person_id", "situation_fact", ["person_id"])


def _make_enrolments() -> None:
    op.create_table(
        "enrolment",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        *_texts("prescriber", "prescriber_kind"),
        sa.Column("referred_on", sa.Date()),
        sa.Column("commission_on", sa.Date()),
        sa.Column("commission_decision", _choice("ck_enrolment_commissiondecision", "accepted postponed refused")),
        sa.Column("entered_on", sa.Date()),
        sa.Column("exited_on", sa.Date()),
        sa.Column(
            "exit_kind",
            _choice(
                "ck_enrolment_exitkind",
                "permanent_contract fixed_term_6_months consecutive_contracts "
                "temporary_work_6_months seasonal_8_months apprenticeship "
                "professional_training_contract business_creation ai_work_over_55 "
                "qualifying_training long_training short_job reoriented moved_away "
                "unavailable retirement no_news abandoned end_of_support deceased other",
            ),
        ),
        sa.Column("exit_note", sa.String()),
        sa.Column("six_month_proof_on", sa.Date()),
        sa.Column("six_month_proof", sa.String()),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("enrolment", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_enrolment"),
    )
    op.create_index("ix_enrolment_entered_on", "enrolment", ["entered_on"])
    op.create_index("ix_enrolment_person_id", "enrolment", ["person_id", "entered_on", "exited_on"])
    op.create_table(
        "referent_assignment",
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("counsellor_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("referent_assignment", "counsellor_id", "counsellor"),
        _points_at("referent_assignment", "enrolment_id", "enrolment"),
        sa.PrimaryKeyConstraint("id", name="pk_referent_assignment"),
    )
    op.create_index("ix_referent_assignment_counsellor_id", "referent_assignment", ["counsellor_id"])
    op.create_index("ix_referent_assignment_enrolment_id", "referent_assignment", ["enrolment_id"])
    op.create_table(
        "enrolment_suspension",
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("reason", sa.String()),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("enrolment_suspension", "enrolment_id", "enrolment"),
        sa.PrimaryKeyConstraint("id", name="pk_enrolment_suspension"),
    )
    op.create_index("ix_enrolment_suspension_enrolment_id", "enrolment_suspension", ["enrolment_id"])


def _make_pathways() -> None:
    op.create_table(
        "step",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "scheme",
            _choice(
                "ck_step_scheme",
                "ei aci ai etti eiti geiq poei poec afpr mrs pmsmp training pec "
                "hiring_aid emplois_francs apprenticeship clause_sociale job "
                "business_creation guidance other",
            ),
            nullable=False,
        ),
        sa.Column("enrolment_id", sa.Uuid()),
        sa.Column("variant", sa.String()),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "state", _choice("ck_step_stepstate", "planned in_progress done abandoned cancelled"), nullable=False
        ),
        sa.Column("planned_start", sa.Date()),
        sa.Column("planned_end", sa.Date()),
        sa.Column("started_on", sa.Date()),
        sa.Column("ended_on", sa.Date()),
        *_texts("operator", "contact_name", "contact_phone", "place", "bring", "prescriber"),
        sa.Column("weekly_minutes", sa.Integer()),
        sa.Column("total_minutes", sa.Integer()),
        sa.Column(
            "contract",
            _choice(
                "ck_step_contract",
                "cdi cdi_interim cdi_inclusion cdd_6_months_or_more cdd_short cddi "
                "cdd_usage temporary seasonal apprenticeship professional_training pec "
                "self_employed other",
            ),
        ),
        *_texts("job_title", "rome"),
        sa.Column(
            "outcome",
            _choice(
                "ck_step_stepoutcome",
                "completed qualified hired renewed next_step stopped_by_person "
                "stopped_by_operator not_selected did_not_come other",
            ),
        ),
        sa.Column("funder", sa.String()),
        sa.Column("mrs_stage", _choice("ck_step_mrsstage", "information exercises score interview decision")),
        sa.Column("purpose", _choice("ck_step_immersionpurpose", "discover confirm recruit")),
        sa.Column("linked_step_id", sa.Uuid()),
        sa.Column("link_kind", _choice("ck_step_linkkind", "follows prepares renews results_from")),
        *_texts("note", "private_note"),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("step", "enrolment_id", "enrolment"),
        _points_at("step", "linked_step_id", "step"),
        _points_at("step", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_step"),
    )
    op.create_index("ix_step_enrolment_id", "step", ["enrolment_id"])
    op.create_index(
        "ix_step_linked_step_id", "step", ["linked_step_id"], sqlite_where=sa.text("linked_step_id IS NOT NULL")
    )
    op.create_index("ix_step_person_id", "step", ["person_id", "state", "started_on"])
    op.create_index("ix_step_started_on", "step", ["started_on"])
    op.create_table(
        "mrs_result",
        sa.Column("step_id", sa.Uuid(), nullable=False),
        sa.Column(
            "stage", _choice("ck_mrs_result_mrsstage", "information exercises score interview decision"), nullable=False
        ),
        sa.Column("held_on", sa.Date()),
        sa.Column("is_passed", sa.Boolean()),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("mrs_result", "step_id", "step"),
        sa.PrimaryKeyConstraint("id", name="pk_mrs_result"),
    )
    op.create_index("ix_mrs_result_step_id", "mrs_result", ["step_id"])
    op.create_table(
        "iae_pass",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("number", sa.String()),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("iae_pass", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_iae_pass"),
    )
    op.create_index("ix_iae_pass_person_id", "iae_pass", ["person_id"])
    op.create_table(
        "iae_pass_suspension",
        sa.Column("pass_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column(
            "reason",
            _choice(
                "ck_iae_pass_suspension_passsuspensionreason",
                "contract_suspended contract_broken finished_contract "
                "approval_between_cta_members contrat_passerelle historical",
            ),
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("iae_pass_suspension", "pass_id", "iae_pass"),
        sa.PrimaryKeyConstraint("id", name="pk_iae_pass_suspension"),
    )
    op.create_index("ix_iae_pass_suspension_pass_id", "iae_pass_suspension", ["pass_id"])
    op.create_table(
        "iae_pass_prolongation",
        sa.Column("pass_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column(
            "reason",
            _choice(
                "ck_iae_pass_prolongation_passprolongationreason",
                "senior_cdi complete_training rqth senior particular_difficulties health_context",
            ),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        _points_at("iae_pass_prolongation", "pass_id", "iae_pass"),
        sa.PrimaryKeyConstraint("id", name="pk_iae_pass_prolongation"),
    )
    op.create_index("ix_iae_pass_prolongation_pass_id", "iae_pass_prolongation", ["pass_id"])


def _make_settings() -> None:
    op.create_table(
        "rule_setting",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        *_key("rule_setting"),
        sa.UniqueConstraint("key", name="uq_rule_setting_key"),
    )
    op.create_table(
        "import_mapping",
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        *_key("import_mapping"),
        sa.UniqueConstraint("fingerprint", name="uq_import_mapping_fingerprint"),
    )
    op.create_table(
        "distinct_pair",
        sa.Column("first_key", sa.String(), nullable=False),
        sa.Column("second_key", sa.String(), nullable=False),
        *_key("distinct_pair"),
    )
    op.create_index("ix_distinct_pair_first_key", "distinct_pair", ["first_key"])
    op.create_index("ix_distinct_pair_second_key", "distinct_pair", ["second_key"])
