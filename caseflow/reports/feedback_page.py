"""Print what a prescriber is told of the people it sent, and of nobody else: its figures, then each of them."""

from collections.abc import Iterator
from datetime import date

from reportlab.platypus import Flowable

from caseflow.domain.candidacy import CandidacyState
from caseflow.domain.labels import label
from caseflow.drawing.bars import CountBar, lay_out_bars
from caseflow.drawing.shapes import Drawing
from caseflow.i18n import Catalog
from caseflow.reports import fonts
from caseflow.reports.document import WIDTH, Furniture, Metadata, Press, Section, pour
from caseflow.reports.parts import figure, heading, ruled_table, short_text, space, text
from caseflow.reports.styles import Styles, styles
from caseflow.reports.texts import clean, phone
from caseflow.services.candidates.feedback import Feedback, FeedbackLine

SIZE = 10.0
_SHARES = (0.27, 0.19, 0.3, 0.12, 0.12)


def render(feedback: Feedback, on: date, catalog: Catalog, *, invariant: bool = False) -> bytes:
    """Return the page as a PDF, as things stand on a day; as many pages as its people need."""
    title = catalog.gettext("What became of the people you sent")
    press = Press(Metadata(title, clean(feedback.agency), catalog.language), catalog, invariant=invariant)
    kept = catalog.gettext("CONFIDENTIAL – for {prescriber} alone").format(prescriber=feedback.prescriber)
    printed = catalog.gettext("Printed on {date}").format(date=catalog.date(on))
    source = " · ".join(filter(None, (feedback.agency, printed)))
    furniture = Furniture(
        (clean(kept), clean(source)), clean(feedback.code), clean(f"{title} – {feedback.recruitment}")
    )
    press.add(Section(furniture, pour(_story(feedback, on, catalog))))
    return press.finish()


def _story(feedback: Feedback, on: date, catalog: Catalog) -> Iterator[Flowable]:
    look = styles(SIZE)
    yield short_text(feedback.agency, look.small, WIDTH, 1)
    yield text(catalog.gettext("What became of the people you sent"), look.at(18, is_bold=True))
    yield space(5)
    yield short_text(feedback.prescriber, look.body, WIDTH, 2, label=catalog.gettext("For:"))
    what = " – ".join(filter(None, (feedback.recruitment, feedback.employer)))
    yield short_text(what, look.body, WIDTH, 2, label=catalog.gettext("Recruitment:"))
    yield short_text(catalog.long_date(on), look.body, WIDTH, 1, label=catalog.gettext("As of:"))
    call = " · ".join(filter(None, (feedback.contact.who, phone(feedback.contact.phone), feedback.contact.email)))
    if call:
        yield short_text(call, look.body, WIDTH, 2, label=catalog.gettext("Your contact:"))
    yield heading(_sent(feedback, catalog), look, before=14)
    yield figure(_bars(feedback, catalog))
    yield heading(catalog.gettext("Where each of them stands"), look, before=14, before_table=True)
    yield _table(feedback, catalog, look)


def _sent(feedback: Feedback, catalog: Catalog) -> str:
    count = len(feedback.lines)
    sent = catalog.ngettext("{count} person sent", "{count} people sent", count).format(count=count)
    quota = "" if feedback.quota is None else catalog.gettext("quota {quota}").format(quota=feedback.quota)
    return " · ".join(filter(None, (sent, quota)))


def _bars(feedback: Feedback, catalog: Catalog) -> Drawing:
    counts = feedback.counts
    bars = [CountBar(label(state), (counts[state],), (catalog.number(counts[state]),)) for state in CandidacyState]
    return lay_out_bars(bars, (), WIDTH, fonts.width, size=8)


def _table(feedback: Feedback, catalog: Catalog, look: Styles) -> Flowable:
    head = (
        catalog.gettext("Last name, first name"),
        catalog.gettext("Job"),
        catalog.gettext("Where it stands"),
        catalog.gettext("Since"),
        "",
    )
    widths = [WIDTH * share for share in _SHARES]
    rows = [_row(line, widths, catalog, look, is_new=feedback.tells_news and line.is_news) for line in feedback.lines]
    return ruled_table(head, rows, widths, look, pad=2)


def _row(line: FeedbackLine, widths: list[float], catalog: Catalog, look: Styles, *, is_new: bool) -> list[object]:
    style = look.bold if is_new else look.body
    name = f"{line.last_name.upper()} {line.first_name}".strip()
    stands = " – ".join(filter(None, (label(line.state), label(line.reason) if line.reason else "")))
    return [
        short_text(name, style, widths[0] - 10, 2),
        short_text(line.job, look.body, widths[1] - 10, 2),
        short_text(stands, style, widths[2] - 10, 3),
        text(catalog.date(line.since) if line.since else "", look.body),
        text(catalog.gettext("new") if is_new else "", look.bold),
    ]
