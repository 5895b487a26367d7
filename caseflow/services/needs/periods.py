"""The periods that reports are asked for."""

from datetime import date
from enum import StrEnum

from caseflow.domain.periods import add_days, add_months
from caseflow.i18n import N_


class Span(StrEnum):
    """A period named after the day it is seen from."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    TWELVE_MONTHS = "twelve_months"
    CHOSEN = "chosen"
    """Both days are given."""


SPANS = {
    Span.MONTH: N_("This month"),
    Span.QUARTER: N_("This quarter"),
    Span.YEAR: N_("This year"),
    Span.TWELVE_MONTHS: N_("The last twelve months"),
    Span.CHOSEN: N_("Chosen days"),
}


def days_of(span: Span, on: date) -> tuple[date, date]:
    """Return the first and the last day of a period that ends on a day, both included."""
    if span is Span.MONTH:
        return on.replace(day=1), on
    if span is Span.QUARTER:
        return date(on.year, (on.month - 1) // 3 * 3 + 1, 1), on
    if span is Span.YEAR:
        return date(on.year, 1, 1), on
    return add_days(add_months(on, -12), 1), on
