"""Make the tables of the first version.

Why: there is nothing yet. Tables are written out, never taken from our classes, which will change while this file must not.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

PERSON_SEARCH = (
    "CREATE VIRTUAL TABLE person_search USING fts5(search_text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')",
    "INSERT INTO person_search(person_search, rank) VALUES ('secure-delete', 1)",
    "CREATE TRIGGER person_search_insert AFTER INSERT ON person BEGIN INSERT INTO person_search(rowid, search_text) VALUES (new.search_id, new.search_text); END",
    "CREATE TRIGGER person_search_update AFTER UPDATE OF search_text ON person BEGIN UPDATE person_search SET search_text = new.search_text WHERE rowid = new.search_id; END",
    "CREATE TRIGGER person_search_delete AFTER DELETE ON person BEGIN DELETE FROM person_search WHERE rowid = old.search_id; END",
)
"""Full text over people, kept by triggers; SQLite only."""


def upgrade() -> None:
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
        "agency",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("data_protection_contact", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_agency"),
    )
    op.create_table(
        "counsellor",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_counsellor"),
    )
    op.create_table(
        "distinct_pair",
        sa.Column("first_key", sa.String(), nullable=False),
        sa.Column("second_key", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_distinct_pair"),
    )
    op.create_index("ix_distinct_pair_first_key", "distinct_pair", ["first_key"])
    op.create_index("ix_distinct_pair_second_key", "distinct_pair", ["second_key"])
    op.create_table(
        "import_mapping",
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_import_mapping"),
        sa.UniqueConstraint("fingerprint", name="uq_import_mapping_fingerprint"),
    )
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
    op.create_index("ix_operation_action_id", "operation", ["action_id"])
    op.create_index(
        "ix_operation_removed",
        "operation",
        ["table_name"],
        unique=False,
        sqlite_where=sa.text("kind = 'delete'"),
        postgresql_where=sa.text("kind = 'delete'"),
    )
    op.create_index("ix_operation_row", "operation", ["row_id", "table_name"])
    op.create_table(
        "person",
        sa.Column("file_number", sa.String(), nullable=False),
        sa.Column(
            "civility",
            sa.Enum(
                "madame", "monsieur", name="ck_person_civility", native_enum=False, create_constraint=True, length=40
            ),
        ),
        sa.Column("last_name", sa.String(), nullable=False),
        sa.Column("birth_name", sa.String()),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("birth_date", sa.Date()),
        sa.Column("birth_place", sa.String()),
        sa.Column("address_line", sa.String()),
        sa.Column("address_extra", sa.String()),
        sa.Column("post_code", sa.String()),
        sa.Column("commune", sa.String()),
        sa.Column("insee_code", sa.String()),
        sa.Column("france_travail_id", sa.String()),
        sa.Column("caf_number", sa.String()),
        sa.Column("department_id", sa.String()),
        sa.Column("project", sa.String()),
        sa.Column("project_rome", sa.String()),
        sa.Column("project_is_validated", sa.Boolean(), nullable=False),
        sa.Column("availability", sa.String()),
        sa.Column("available_from", sa.Date()),
        sa.Column("mobility_radius_km", sa.Integer()),
        sa.Column("notice_given_on", sa.Date()),
        sa.Column("notice_channel", sa.String()),
        sa.Column("note", sa.String()),
        sa.Column("private_note", sa.String()),
        sa.Column("archived_on", sa.Date()),
        sa.Column("sort_name", sa.String(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.Column("search_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("file_number", name="uq_person_file_number"),
        sa.UniqueConstraint("search_id", name="uq_person_search_id"),
    )
    op.create_index("ix_person_birth_date", "person", ["birth_date"])
    op.create_index("ix_person_caf_number", "person", ["caf_number"])
    op.create_index("ix_person_department_id", "person", ["department_id"])
    op.create_index("ix_person_france_travail_id", "person", ["france_travail_id"])
    op.create_index("ix_person_sort_name", "person", ["sort_name"])
    op.create_table(
        "rule_setting",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rule_setting"),
        sa.UniqueConstraint("key", name="uq_rule_setting_key"),
    )
    op.create_table(
        "store_meta",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_store_meta"),
    )
    op.create_table(
        "contact_point",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "phone",
                "email",
                name="ck_contact_point_contactkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("is_valid", sa.Boolean(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("search_key", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name="fk_contact_point_person_id_person",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_contact_point"),
    )
    op.create_index("ix_contact_point_person_id", "contact_point", ["person_id"])
    op.create_index("ix_contact_point_search_key", "contact_point", ["search_key"])
    op.create_table(
        "enrolment",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("prescriber", sa.String()),
        sa.Column("prescriber_kind", sa.String()),
        sa.Column("referred_on", sa.Date()),
        sa.Column("commission_on", sa.Date()),
        sa.Column(
            "commission_decision",
            sa.Enum(
                "accepted",
                "postponed",
                "refused",
                name="ck_enrolment_commissiondecision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
        ),
        sa.Column("entered_on", sa.Date()),
        sa.Column("exited_on", sa.Date()),
        sa.Column(
            "exit_kind",
            sa.Enum(
                "permanent_contract",
                "fixed_term_6_months",
                "consecutive_contracts",
                "temporary_work_6_months",
                "seasonal_8_months",
                "apprenticeship",
                "professional_training_contract",
                "business_creation",
                "ai_work_over_55",
                "qualifying_training",
                "long_training",
                "short_job",
                "reoriented",
                "moved_away",
                "unavailable",
                "retirement",
                "no_news",
                "abandoned",
                "end_of_support",
                "deceased",
                "other",
                name="ck_enrolment_exitkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
        ),
        sa.Column("exit_note", sa.String()),
        sa.Column("six_month_proof_on", sa.Date()),
        sa.Column("six_month_proof", sa.String()),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_enrolment_person_id_person", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_enrolment"),
    )
    op.create_index("ix_enrolment_entered_on", "enrolment", ["entered_on"])
    op.create_index("ix_enrolment_person_id", "enrolment", ["person_id"])
    op.create_table(
        "iae_pass",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String()),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_iae_pass_person_id_person", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_iae_pass"),
    )
    op.create_index("ix_iae_pass_person_id", "iae_pass", ["person_id"])
    op.create_table(
        "situation_fact",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "france_travail",
                "ft_modality",
                "rsa",
                "ass",
                "aah",
                "are",
                "rqth",
                "qpv",
                "lone_parent",
                "dependent_children",
                "housing",
                "education_level",
                "mobility",
                "language",
                "work_situation",
                "refugee",
                "ase_exit",
                "zrr",
                name="ck_situation_fact_factkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.String()),
        sa.Column("since", sa.Date()),
        sa.Column("until", sa.Date()),
        sa.Column("proof", sa.String()),
        sa.Column("proof_on", sa.Date()),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name="fk_situation_fact_person_id_person",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_situation_fact"),
    )
    op.create_index("ix_situation_fact_person_id", "situation_fact", ["person_id"])
    op.create_table(
        "enrolment_suspension",
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("reason", sa.String()),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name="fk_enrolment_suspension_enrolment_id_enrolment",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_enrolment_suspension"),
    )
    op.create_index("ix_enrolment_suspension_enrolment_id", "enrolment_suspension", ["enrolment_id"])
    op.create_table(
        "iae_pass_prolongation",
        sa.Column("pass_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "senior_cdi",
                "complete_training",
                "rqth",
                "senior",
                "particular_difficulties",
                "health_context",
                name="ck_iae_pass_prolongation_passprolongationreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pass_id"],
            ["iae_pass.id"],
            name="fk_iae_pass_prolongation_pass_id_iae_pass",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_iae_pass_prolongation"),
    )
    op.create_index("ix_iae_pass_prolongation_pass_id", "iae_pass_prolongation", ["pass_id"])
    op.create_table(
        "iae_pass_suspension",
        sa.Column("pass_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column(
            "reason",
            sa.Enum(
                "contract_suspended",
                "contract_broken",
                "finished_contract",
                "approval_between_cta_members",
                "contrat_passerelle",
                "historical",
                name="ck_iae_pass_suspension_passsuspensionreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pass_id"],
            ["iae_pass.id"],
            name="fk_iae_pass_suspension_pass_id_iae_pass",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_iae_pass_suspension"),
    )
    op.create_index("ix_iae_pass_suspension_pass_id", "iae_pass_suspension", ["pass_id"])
    op.create_table(
        "referent_assignment",
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("counsellor_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["counsellor_id"],
            ["counsellor.id"],
            name="fk_referent_assignment_counsellor_id_counsellor",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name="fk_referent_assignment_enrolment_id_enrolment",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_referent_assignment"),
    )
    op.create_index("ix_referent_assignment_counsellor_id", "referent_assignment", ["counsellor_id"])
    op.create_index("ix_referent_assignment_enrolment_id", "referent_assignment", ["enrolment_id"])
    op.create_table(
        "step",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid()),
        sa.Column(
            "scheme",
            sa.Enum(
                "ei",
                "aci",
                "ai",
                "etti",
                "eiti",
                "geiq",
                "poei",
                "poec",
                "afpr",
                "mrs",
                "pmsmp",
                "training",
                "pec",
                "hiring_aid",
                "emplois_francs",
                "apprenticeship",
                "clause_sociale",
                "job",
                "business_creation",
                "guidance",
                "other",
                name="ck_step_scheme",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("variant", sa.String()),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "in_progress",
                "done",
                "abandoned",
                "cancelled",
                name="ck_step_stepstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("planned_start", sa.Date()),
        sa.Column("planned_end", sa.Date()),
        sa.Column("started_on", sa.Date()),
        sa.Column("ended_on", sa.Date()),
        sa.Column("operator", sa.String()),
        sa.Column("contact_name", sa.String()),
        sa.Column("contact_phone", sa.String()),
        sa.Column("place", sa.String()),
        sa.Column("bring", sa.String()),
        sa.Column("prescriber", sa.String()),
        sa.Column("weekly_minutes", sa.Integer()),
        sa.Column("total_minutes", sa.Integer()),
        sa.Column(
            "contract",
            sa.Enum(
                "cdi",
                "cdi_interim",
                "cdi_inclusion",
                "cdd_6_months_or_more",
                "cdd_short",
                "cddi",
                "cdd_usage",
                "temporary",
                "seasonal",
                "apprenticeship",
                "professional_training",
                "pec",
                "self_employed",
                "other",
                name="ck_step_contract",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
        ),
        sa.Column("job_title", sa.String()),
        sa.Column("rome", sa.String()),
        sa.Column(
            "outcome",
            sa.Enum(
                "completed",
                "qualified",
                "hired",
                "renewed",
                "next_step",
                "stopped_by_person",
                "stopped_by_operator",
                "not_selected",
                "did_not_come",
                "other",
                name="ck_step_stepoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
        ),
        sa.Column("funder", sa.String()),
        sa.Column(
            "mrs_stage",
            sa.Enum(
                "information",
                "exercises",
                "score",
                "interview",
                "decision",
                name="ck_step_mrsstage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
        ),
        sa.Column(
            "purpose",
            sa.Enum(
                "discover",
                "confirm",
                "recruit",
                name="ck_step_immersionpurpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
        ),
        sa.Column("linked_step_id", sa.Uuid()),
        sa.Column(
            "link_kind",
            sa.Enum(
                "follows",
                "prepares",
                "renews",
                "results_from",
                name="ck_step_linkkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
        ),
        sa.Column("note", sa.String()),
        sa.Column("private_note", sa.String()),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name="fk_step_enrolment_id_enrolment",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["linked_step_id"], ["step.id"], name="fk_step_linked_step_id_step", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_step_person_id_person", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_step"),
    )
    op.create_index("ix_step_enrolment_id", "step", ["enrolment_id"])
    op.create_index("ix_step_person_id", "step", ["person_id"])
    op.create_index("ix_step_started_on", "step", ["started_on"])
    op.create_table(
        "mrs_result",
        sa.Column("step_id", sa.Uuid(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "information",
                "exercises",
                "score",
                "interview",
                "decision",
                name="ck_mrs_result_mrsstage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("held_on", sa.Date()),
        sa.Column("is_passed", sa.Boolean()),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["step_id"], ["step.id"], name="fk_mrs_result_step_id_step", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_mrs_result"),
    )
    op.create_index("ix_mrs_result_step_id", "mrs_result", ["step_id"])
    for statement in PERSON_SEARCH:
        op.execute(statement)
