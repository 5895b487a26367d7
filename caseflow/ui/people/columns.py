"""The columns of the list of people."""

from datetime import date

from caseflow.domain.labels import scheme_acronym, scheme_label
from caseflow.i18n import _, current, ngettext
from caseflow.services.people_list import PeopleColumn, PersonRow
from caseflow.ui.barrier_words import dots
from caseflow.ui.rows_model import Column


def people_columns() -> tuple[Column[PersonRow], ...]:
    """Return the columns, in the order in which they are first shown."""
    return (
        Column(PeopleColumn.NAME, _("Name"), lambda row: row.name, width=176),
        Column(PeopleColumn.AGE, _("Age"), _age, width=50),
        Column(PeopleColumn.STEP, _("Current step"), lambda row: row.current_step, width=168),
        Column(PeopleColumn.NEXT_DATE, _("Next date"), lambda row: _day(row.next_date), width=86),
        Column(PeopleColumn.LAST_CONTACT, _("Last contact"), lambda row: _day(row.last_contact), width=104),
        Column(PeopleColumn.SCHEMES, _("Schemes"), _schemes, width=134, spoken=_spoken_schemes),
        Column(PeopleColumn.COMMUNE, _("Commune"), lambda row: row.commune, width=120),
        Column(PeopleColumn.REFERENT, _("Referent"), lambda row: row.referent, width=120),
        Column(PeopleColumn.ENTERED, _("Entered on"), lambda row: _day(row.entered_on), width=94),
        Column(PeopleColumn.PHONE, _("Phone"), lambda row: row.phone, width=104),
        Column(PeopleColumn.FILE_NUMBER, _("File no."), lambda row: row.file_number, width=70),
        Column(PeopleColumn.BIRTH_DATE, _("Birth date"), lambda row: _day(row.birth_date), width=94),
        Column(PeopleColumn.POST_CODE, _("Post code"), lambda row: row.post_code, width=86),
        Column(PeopleColumn.BARRIERS, _("Barriers"), _barriers, width=86, spoken=_spoken_barriers),
        Column(PeopleColumn.EXITED, _("Exited on"), lambda row: _day(row.exited_on), width=94),
    )


def _age(row: PersonRow) -> str:
    return "" if row.age is None else str(row.age)


def _day(day: date | None) -> str:
    return current().date(day)


def _barriers(row: PersonRow) -> str:
    return f"{dots(row.highest_level)} · {row.barriers}" if row.barriers else ""


def _spoken_barriers(row: PersonRow) -> str:
    if not row.barriers:
        return ""
    words = ngettext(
        "{count} barrier, level {level} out of 3", "{count} barriers, level {level} out of 3", row.barriers
    )
    return words.format(count=row.barriers, level=row.highest_level)


def _schemes(row: PersonRow) -> str:
    return " · ".join(scheme_acronym(scheme) for scheme in row.schemes)


def _spoken_schemes(row: PersonRow) -> str:
    return ", ".join(scheme_label(scheme) for scheme in row.schemes)
