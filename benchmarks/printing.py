"""Pathway summaries beside bare ReportLab with the same flowables."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from benchmarks import office
from benchmarks.measure import Result, Timing, best, once, side_by_side
from benchmarks.stage import ON
from caseflow import i18n
from caseflow.reports import fonts, pathway_page
from caseflow.reports.pathway_summary import render, render_many
from caseflow.services.desk import Desk
from caseflow.services.people_list import PeopleQuery
from caseflow.services.summaries import PathwaySummary

AT_ONCE = 200
"""LibreOffice 7.4 converts some 250 documents in one run, and leaves the others out without a word."""


def measure(desk: Desk, people: int, sheets: int = AT_ONCE) -> list[Result]:
    """Measure one summary beside bare ReportLab, and one or many beside LibreOffice where it is installed."""
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
        *_beside_office(summaries, people),
    ]


def _beside_office(summaries: list[PathwaySummary], people: int) -> list[Result]:
    """Measure how long the person waits: the time that passes, for two processes work at once."""
    catalog = i18n.current()
    one = best(lambda: render(summaries[0], catalog))
    many = once(lambda: render_many(summaries, catalog))
    office_one = office_many = None
    if office.is_there():
        with TemporaryDirectory() as folder:  # invented people alone
            paths = office.write(summaries, Path(folder) / "documents")
            office.convert(paths[:1])  # makes its profile
            office_one, office_many = best(lambda: office.convert(paths[:1]), 3), once(lambda: office.convert(paths))
    else:
        print("LibreOffice is not installed: nothing to hold the summaries against")
    return [
        Result("one summary, beside LibreOffice", people, one, office_one, 20, least=True),
        Result(
            f"{len(summaries)} summaries, beside LibreOffice (time passed)",
            people,
            _passed(many),
            _passed(office_many) if office_many else None,
            3,
            least=True,
        ),
    ]


def _passed(timing: Timing) -> Timing:
    """Return the time that passed in the place of the processor's, for what several processors share."""
    return Timing(timing.wall, timing.wall)


def _bare(summary: PathwaySummary) -> None:
    """Draw the same parts at the same places with ReportLab alone: no footer, no bookmark, no metadata."""
    fonts.register()
    canvas = Canvas(BytesIO(), pagesize=A4, pageCompression=1)
    for page in pathway_page.page(summary, i18n.current()).pages:
        for placed in page:
            placed.part.drawOn(canvas, placed.x, placed.y)
        canvas.showPage()
    canvas.save()
