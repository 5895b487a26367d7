"""The words by which a history names what it speaks of: a record, a field, a value."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain.base import Entity
from caseflow.domain.person import Person, display_name
from caseflow.i18n import N_, _

TABLE_LABELS = {
    "agency": N_("Agency"),
    "contact_point": N_("Contact detail"),
    "counsellor": N_("Counsellor"),
    "distinct_pair": N_("Two different people"),
    "enrolment": N_("Time in the PLIE"),
    "enrolment_suspension": N_("Suspension of support"),
    "iae_pass": N_("PASS IAE"),
    "iae_pass_prolongation": N_("Prolongation of the PASS IAE"),
    "iae_pass_suspension": N_("Suspension of the PASS IAE"),
    "import_mapping": N_("Remembered columns of a file"),
    "list_view": N_("View of the list"),
    "mrs_result": N_("MRS stage"),
    "person": N_("Record"),
    "referent_assignment": N_("Referent"),
    "rule_setting": N_("Rule"),
    "situation_fact": N_("Situation"),
    "step": N_("Step"),
}

FIELD_LABELS = {
    "address_extra": N_("Address, continued"),
    "address_line": N_("Address"),
    "archived_on": N_("Archived on"),
    "availability": N_("Availability"),
    "available_from": N_("Available from"),
    "birth_date": N_("Birth date"),
    "birth_name": N_("Birth name"),
    "birth_place": N_("Place of birth"),
    "bring": N_("To bring"),
    "caf_number": N_("CAF or MSA number"),
    "civility": N_("Civility"),
    "commission_decision": N_("Decision of the commission"),
    "commission_on": N_("Date of the commission"),
    "commune": N_("Commune"),
    "contact_name": N_("Contact person"),
    "contact_phone": N_("Contact’s phone"),
    "content": N_("Filters, order and columns"),
    "contract": N_("Contract"),
    "counsellor_id": N_("Counsellor"),
    "data_protection_contact": N_("Data protection contact"),
    "department_id": N_("Department’s number"),
    "email": N_("E-mail"),
    "ended_on": N_("Ended on"),
    "entered_on": N_("Entered on"),
    "exit_kind": N_("Kind of exit"),
    "exit_note": N_("Note on the exit"),
    "exited_on": N_("Exited on"),
    "file_number": N_("File number"),
    "first_name": N_("First name"),
    "france_travail_id": N_("France Travail number"),
    "funder": N_("Funder"),
    "held_on": N_("Held on"),
    "insee_code": N_("INSEE code"),
    "is_active": N_("Active"),
    "is_passed": N_("Passed"),
    "is_valid": N_("Valid"),
    "job_title": N_("Job"),
    "kind": N_("Kind"),
    "last_name": N_("Last name"),
    "link_kind": N_("Kind of link"),
    "linked_step_id": N_("Linked step"),
    "mobility_radius_km": N_("Mobility radius (km)"),
    "mrs_stage": N_("MRS stage"),
    "name": N_("Name"),
    "note": N_("Shared note"),
    "notice_channel": N_("Notice given by"),
    "notice_given_on": N_("Notice given on"),
    "number": N_("Number"),
    "operator": N_("Operator"),
    "outcome": N_("Outcome"),
    "phone": N_("Phone"),
    "place": N_("Place"),
    "planned_end": N_("Planned end"),
    "planned_start": N_("Planned start"),
    "post_code": N_("Post code"),
    "prescriber": N_("Prescriber"),
    "prescriber_kind": N_("Kind of prescriber"),
    "private_note": N_("Private note"),
    "project": N_("Professional project"),
    "project_is_validated": N_("Project validated"),
    "project_rome": N_("ROME code of the project"),
    "proof": N_("Proof"),
    "proof_on": N_("Date of the proof"),
    "purpose": N_("Purpose"),
    "rank": N_("Order"),
    "reason": N_("Reason"),
    "referred_on": N_("Referred on"),
    "rome": N_("ROME code"),
    "scheme": N_("Scheme"),
    "shipped": N_("Shipped view"),
    "since": N_("Since"),
    "six_month_proof": N_("Proof at six months"),
    "six_month_proof_on": N_("Date of the proof at six months"),
    "stage": N_("Stage"),
    "started_on": N_("Started on"),
    "state": N_("State"),
    "title": N_("Title"),
    "total_minutes": N_("Total hours"),
    "until": N_("Until"),
    "value": N_("Value"),
    "variant": N_("Variant"),
    "weekly_minutes": N_("Hours a week"),
}


def table_label(table: str) -> str:
    """Return what a kind of record is called."""
    return _(TABLE_LABELS.get(table, table))


def field_label(name: str) -> str:
    """Return what a field is called."""
    return _(FIELD_LABELS.get(name, name))


def name_of_row(session: Session, table: str, row_id: UUID) -> str:
    """Return how a record is called on screen: its person if it has one, else its kind."""
    columns = Entity.metadata.tables[table].c
    if table == "counsellor":
        name = session.execute(select(columns.name).where(columns.id == row_id)).scalar_one_or_none()
        return name or table_label(table)
    person_id: UUID | None = row_id if table == "person" else None
    if "person_id" in columns:
        person_id = session.execute(select(columns.person_id).where(columns.id == row_id)).scalar_one_or_none()
    person = session.get(Person, person_id) if person_id else None
    if person is None:
        return table_label(table)
    name = f"{display_name(person.last_name, person.first_name)} ({person.file_number})"
    return name if table == "person" else f"{name}, {table_label(table)}"
