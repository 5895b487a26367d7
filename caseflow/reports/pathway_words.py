"""Words that the short and the full summary share: who, born when, footer, dates."""

from datetime import date

from caseflow.domain.civility import Civility
from caseflow.i18n import NBSP, Catalog
from caseflow.reports.document import Furniture
from caseflow.reports.texts import clean, unbroken
from caseflow.services.summaries import NextStep, PathwaySummary


def person_name(summary: PathwaySummary) -> str:
    """Return « Amina BENALI », or the file number of somebody without a name."""
    return clean(f"{summary.first_name} {summary.last_name.upper()}") or summary.file_number


def born(summary: PathwaySummary, catalog: Catalog) -> str:
    """Return « née en 1995 », agreeing with the civility; the day of birth is nobody's business on this paper."""
    if summary.birth_date is None:
        return ""
    if summary.civility is Civility.MADAME:
        words = catalog.pgettext("a woman", "born in {year}")
    elif summary.civility is Civility.MONSIEUR:
        words = catalog.pgettext("a man", "born in {year}")
    else:
        words = catalog.pgettext("civility unknown", "year of birth: {year}")
    return unbroken(words.format(year=summary.birth_date.year))


def day_in_words(day: date | None, today: date, catalog: Catalog) -> str:
    """Return « jeu. 26 nov. », with the year when it is not this one; never broken over two lines."""
    if day is None:
        return catalog.gettext("date to be set")
    short = catalog.short_date(day)
    return short if day.year == today.year else f"{short}{NBSP}{day.year}"


def moment_in_words(step: NextStep, today: date, catalog: Catalog) -> str:
    """Return when something is: « jeu. 26 nov., 9 h 30 »; the hour may go to the line below."""
    day = day_in_words(step.on, today, catalog)
    return day if step.at_minute is None else f"{day}, {catalog.hour(step.at_minute)}"


def furniture(summary: PathwaySummary, catalog: Catalog, running_head: str = "") -> Furniture:
    """Return the footer of every page: what it is, whose, whom to ask about one's data, which file and day."""
    rights = catalog.gettext("Your data, your rights: {contact}").format(contact=summary.agency.data_protection_contact)
    printed = catalog.gettext("Printed on {date}").format(date=catalog.date(summary.printed_on))
    if summary.printed_by:
        printed = catalog.gettext("Printed on {date} by {name}").format(
            date=catalog.date(summary.printed_on), name=summary.printed_by
        )
    confidential = catalog.gettext("CONFIDENTIAL — personal data")
    first = " · ".join(filter(None, [confidential, summary.agency.name]))
    second = " · ".join(filter(None, [rights if summary.agency.data_protection_contact else "", printed]))
    reference = catalog.gettext("File {number}").format(number=summary.file_number)
    return Furniture((clean(first), clean(second)), clean(reference), running_head)
