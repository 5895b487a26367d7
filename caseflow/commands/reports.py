"""Commands that write reports about everybody: aggregates alone."""

import argparse
from datetime import date
from pathlib import Path

from caseflow import i18n
from caseflow.commands.shared import Tree, open_desk, say, today
from caseflow.domain.errors import Refused
from caseflow.i18n import _
from caseflow.services.figures.model import FigureTable, Release, Secret
from caseflow.services.needs.model import NeedsQuery, NeedsReport, Scope
from caseflow.store.files import write_whole


def add(tree: Tree) -> None:
    """Add these commands."""
    needs = tree.reports.add_parser("needs", parents=[tree.common], help="needs and what answers them, masked")
    needs.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="a .pdf or .xlsx file")
    needs.add_argument("--from", dest="since", type=date.fromisoformat, metavar="DAY", help="a year ago by default")
    needs.add_argument("--to", dest="until", type=date.fromisoformat, metavar="DAY", help="today by default")
    needs.add_argument("--scope", type=Scope, choices=list(Scope), default=Scope.EVERYONE)
    needs.add_argument(
        "--publish", dest="release", action="store_const", const=Release.PUBLISHED, default=Release.SHARED,
        help="a higher threshold, and rounded counts",
    )  # fmt: skip
    needs.set_defaults(run=_needs)


def _needs(given: argparse.Namespace) -> None:
    from caseflow.services.needs.periods import Span, days_of

    kind = given.output.suffix.lower()
    if kind not in (".pdf", ".xlsx"):
        raise Refused(_("Choose a file name that ends with .pdf or .xlsx."))
    since, until = days_of(Span.TWELVE_MONTHS, given.until or today())
    since = given.since or since
    if since > until:
        raise Refused(_("The period ends before it begins."))
    with open_desk(given) as desk:
        report = desk.needs.report(NeedsQuery(since, until, given.scope, given.release), today())
    write_whole(given.output, _written(report, kind))
    result = {
        "file": str(given.output),
        "from": since.isoformat(),
        "to": until.isoformat(),
        "threshold": report.threshold,
        "people": None if isinstance(report.people, Secret) else report.people,
        "tables": {table.key: _counted(table) for table in report.tables},
    }
    say(given, result, _("Report written: {path}").format(path=given.output))


def _written(report: NeedsReport, kind: str) -> bytes:
    if kind == ".pdf":
        from caseflow.reports.needs_report import render

        return render(report, i18n.current())
    from caseflow.exchange.needs_workbook import needs_workbook

    return needs_workbook(report, i18n.current())


def _counted(table: FigureTable) -> dict[str, int]:
    cells = [value for line in table.lines for value in line.cells]
    return {"lines": len(table.lines), "masked": sum(isinstance(value, Secret) for value in cells)}
