"""Make what leaves the window: the report on paper and as a workbook. Both are always masked."""

from dataclasses import replace

from caseflow.i18n import _, current
from caseflow.services.figures.model import Release
from caseflow.services.needs.model import NeedsQuery
from caseflow.ui.context import Context
from caseflow.ui.print_preview import Printed


def to_hand_on(query: NeedsQuery) -> NeedsQuery:
    """Return the same question for figures that may leave the team."""
    return replace(query, release=Release.SHARED) if query.release is Release.INTERNAL else query


def make_pdf(context: Context, query: NeedsQuery, **_choices: object) -> Printed:
    """Count and print, in the background; there is a single version."""
    from caseflow.reports.needs_report import render

    report = context.desk.needs.report(to_hand_on(query), context.today())
    return Printed(render(report, current()), report_file_name(query, ".pdf"))


def make_workbook(context: Context, query: NeedsQuery) -> bytes:
    """Count and write, in the background."""
    from caseflow.exchange.needs_workbook import needs_workbook

    return needs_workbook(context.desk.needs.report(to_hand_on(query), context.today()), current())


def report_file_name(query: NeedsQuery, ending: str) -> str:
    """Return how the file is called."""
    name = _("needs and answers {since} to {until}")
    return name.format(since=query.since.isoformat(), until=query.until.isoformat()) + ending
