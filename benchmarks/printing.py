"""Pathway summaries beside bare ReportLab with the same flowables."""

from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from benchmarks.measure import Result, best, side_by_side
from benchmarks.stage import ON
from caseflow import i18n
from caseflow.reports import fonts, pathway_page
from caseflow.reports.pathway_summary import render, render_many
from caseflow.services.desk import Desk
from caseflow.services.people_list import PeopleQuery
from caseflow.services.summaries import PathwaySummary


def measure(desk: Desk, people: int, sheets: int = 500) -> list[Result]:
    """Measure one summary beside bare ReportLab, and many in one file."""
    ids = desk.people.ids(PeopleQuery(on=ON))[:sheets]
    summaries = [desk.summaries.summary(person, ON) for person in ids]
    few = summaries[:10]
    catalog = i18n.current()
    mine, theirs = side_by_side(
        lambda: [render(each, catalog) for each in few], lambda: [_bare(each) for each in few], 3
    )
    return [
        Result("10 pathway summaries", people, mine, theirs, 1.3),
        Result("read a person for a summary", people, best(lambda: desk.summaries.summary(ids[0], ON))),
        Result(f"{len(summaries)} summaries in one file", people, best(lambda: render_many(summaries, catalog), 1)),
    ]


def _bare(summary: PathwaySummary) -> None:
    """Draw the same parts at the same places with ReportLab alone: no footer, no bookmark, no metadata."""
    fonts.register()
    canvas = Canvas(BytesIO(), pagesize=A4, pageCompression=1)
    for page in pathway_page.page(summary, i18n.current()).pages:
        for placed in page:
            placed.part.drawOn(canvas, placed.x, placed.y)
        canvas.showPage()
    canvas.save()
