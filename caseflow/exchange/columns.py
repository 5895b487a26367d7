"""The columns a caseload file may hold, and how their cells are read.

A new column is one entry of `CASELOAD_COLUMNS` and its headings in `headings.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from caseflow.exchange import cells, choices, contacts, dates, names, places
from caseflow.exchange.cells import Reader
from caseflow.exchange.headings import HEADINGS
from caseflow.exchange.limits import LIMITS
from caseflow.i18n import N_, _


@dataclass(frozen=True)
class ImportColumn:
    """A column of a file: what it is called here, by which headings it is recognised, how its cells are read."""

    key: str
    label: str  # an English message, translated by `title`
    read: Reader
    several: bool = False  # several columns of a file may hold it: two phones, five address lines
    longest: int = 500  # characters: what is longer is no name, number or address, and would take an age to search

    @property
    def title(self) -> str:
        """Return the label in the reader's language."""
        return _(self.label)

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the headings by which it is recognised."""
        return (self.key.replace("_", " "), self.label, self.title, *HEADINGS[self.key])


CASELOAD_COLUMNS: tuple[ImportColumn, ...] = (
    ImportColumn("file_number", N_("File number"), cells.identifier("file_number")),
    ImportColumn("civility", N_("Civility"), names.read_civility),
    ImportColumn("last_name", N_("Last name"), names.read_last_name),
    ImportColumn("birth_name", N_("Birth name"), names.name("birth_name")),
    ImportColumn("first_name", N_("First name"), names.name("first_name")),
    ImportColumn("full_name", N_("Last and first name"), names.both_names(last_first=True)),
    ImportColumn("first_last_name", N_("First and last name"), names.both_names(last_first=False)),
    ImportColumn("birth_date", N_("Birth date"), dates.birth_date),
    ImportColumn("birth_place", N_("Birth place"), cells.text("birth_place")),
    ImportColumn("phones", N_("Phones"), contacts.read_phones, several=True),
    ImportColumn("emails", N_("E-mail addresses"), contacts.read_emails, several=True),
    ImportColumn("address_line", N_("Address"), places.read_address),
    ImportColumn("address_extra", N_("Address (continued)"), cells.text("address_extra"), several=True),
    ImportColumn("post_code", N_("Post code"), places.read_post_code),
    ImportColumn("commune", N_("Commune"), places.read_place),
    ImportColumn("post_code_commune", N_("Post code and commune"), places.read_place),
    ImportColumn("france_travail_id", N_("France Travail number"), cells.read_france_travail_id),
    ImportColumn("france_travail_uid", N_("France Travail technical identifier"), cells.text("france_travail_uid")),
    ImportColumn("caf_number", N_("CAF or MSA number"), cells.identifier("caf_number")),
    ImportColumn("department_id", N_("Department identifier"), cells.identifier("department_id")),
    ImportColumn("role", N_("Role in the household"), cells.text("role")),
    ImportColumn("referent", N_("Referent"), choices.read_referent),
    ImportColumn("referent_email", N_("Referent's e-mail address"), cells.text("referent_email")),
    ImportColumn("referent_last_name", N_("Referent's last name"), cells.text("referent_last_name")),
    ImportColumn("referent_first_name", N_("Referent's first name"), cells.text("referent_first_name")),
    ImportColumn("prescriber", N_("Prescriber"), cells.text("prescriber")),
    ImportColumn("territory", N_("Territory"), cells.text("territory")),
    ImportColumn("project", N_("Professional project"), choices.read_project, longest=LIMITS.cell_characters),
    ImportColumn("project_rome", N_("ROME code of the project"), choices.read_rome),
    ImportColumn("education_level", N_("Education level"), choices.read_education),
    ImportColumn("work_situation", N_("Work situation"), choices.read_work_situation),
    ImportColumn("rqth", N_("RQTH"), cells.yes_no("rqth")),
    ImportColumn("rsa", N_("RSA"), choices.read_rsa),
    ImportColumn("rsa_since", N_("RSA since"), dates.day("rsa_since")),
    ImportColumn("ass", N_("ASS"), cells.yes_no("ass")),
    ImportColumn("are", N_("ARE"), cells.yes_no("are")),
    ImportColumn("aah", N_("AAH"), cells.yes_no("aah")),
    ImportColumn("activity_bonus", N_("Activity bonus"), cells.yes_no("activity_bonus")),
    ImportColumn("qpv", N_("QPV"), cells.yes_no("qpv")),
    ImportColumn("lone_parent", N_("Lone parent"), cells.yes_no("lone_parent")),
    ImportColumn("children", N_("Children"), cells.whole_number("children", unit=r"enfants?", most=20)),
    ImportColumn("driving_licence", N_("Driving licence"), cells.yes_no("driving_licence")),
    ImportColumn(
        "mobility_radius_km",
        N_("Mobility (km)"),
        cells.whole_number("mobility_radius_km", unit=r"km|kms|kilom[eè]tres?"),
    ),
    ImportColumn("ft_registered_on", N_("Registered with France Travail on"), dates.day("ft_registered_on")),
    ImportColumn("ft_category", N_("France Travail category"), choices.read_ft_category),
    ImportColumn("plie_entry_on", N_("Entry in the PLIE"), dates.day("plie_entry_on")),
    ImportColumn("plie_exit_on", N_("Exit from the PLIE"), dates.day("plie_exit_on")),
    ImportColumn("last_contact_on", N_("Last contact"), dates.day("last_contact_on")),
    ImportColumn("pass_number", N_("PASS IAE number"), cells.identifier("pass_number")),
    ImportColumn("pass_start", N_("PASS IAE from"), dates.day("pass_start")),
    ImportColumn("pass_end", N_("PASS IAE until"), dates.day("pass_end")),
    ImportColumn("tags", N_("Tags"), cells.words_list("tags"), several=True, longest=LIMITS.cell_characters),
    ImportColumn("note", N_("Note"), cells.long_text("note"), several=True, longest=LIMITS.cell_characters),
)


@cache
def columns_by_key() -> Mapping[str, ImportColumn]:
    """Return the columns by their keys."""
    return {column.key: column for column in CASELOAD_COLUMNS}
