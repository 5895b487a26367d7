"""Compose the *fiche de parcours* that the person takes home: one page, in plain words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from caseflow.drawing.layout import TimelineStyle, is_blank, latest, lay_out, without_flags
from caseflow.i18n import N_, Catalog
from caseflow.reports import fonts
from caseflow.reports.document import WIDTH, Section
from caseflow.reports.fitting import BLANK_CONTACT, BLANK_STEP, Level, fitted
from caseflow.reports.parts import (
    Signature,
    boxed,
    figure,
    heading,
    legend,
    mark,
    narrowed,
    plain_table,
    ruled_table,
    short_text,
    signatures,
    text,
    tick_box,
    writing_lines,
)
from caseflow.reports.pathway_words import born, furniture, moment_in_words, person_name
from caseflow.reports.styles import Styles, styles
from caseflow.reports.texts import clean, phone, unbroken
from caseflow.services.summaries import Advance, ContactLine, NextStep, PathwaySummary, Progress


@dataclass(frozen=True)
class _Sheet:
    """The summary, the words and how tightly they are set."""

    summary: PathwaySummary
    catalog: Catalog
    level: Level
    styles: Styles

    @property
    def size(self) -> float:
        return self.level.size


def page(summary: PathwaySummary, catalog: Catalog) -> Section:
    """Return the one page for the person."""

    def sheet(level: Level) -> _Sheet:
        return _Sheet(summary, catalog, level, styles(level.size))

    placed = fitted(lambda level: _story(sheet(level)), lambda level: _signatures(sheet(level)))
    return Section(furniture(summary, catalog), (placed,))


def _story(sheet: _Sheet) -> list[Flowable]:
    return [
        _header(sheet),
        *_project(sheet),
        *_next_steps(sheet),
        *_pathway(sheet),
        *_progress(sheet),
        *_contacts(sheet),
        *_notes(sheet),
    ]


def _section(sheet: _Sheet, words: str, note: Flowable | None = None, *, before_table: bool = False) -> Flowable:
    return heading(words, sheet.styles, before=sheet.level.section, note=note, before_table=before_table)


# Who ----------------------------------------------------------------------------------------------------------

CARD = 205.0
"""Width of the box with the referent's name and phone."""


def _header(sheet: _Sheet) -> Flowable:
    return plain_table([[_person(sheet), _referent_card(sheet)]], [WIDTH - CARD, CARD], pad=0)


def _person(sheet: _Sheet) -> list[Flowable]:
    summary, catalog, room = sheet.summary, sheet.catalog, WIDTH - CARD - 16
    name = person_name(summary)
    since = ""
    if summary.enrolled_on is not None:
        since = catalog.gettext("in the PLIE since {month}").format(month=catalog.month(summary.enrolled_on))
    facts = [born(summary, catalog), clean(summary.commune), unbroken(since)]
    return [
        text(catalog.gettext("My pathway sheet"), sheet.styles.at(sheet.size + 1)),
        narrowed(short_text(name, _name_style(sheet, name, room, sheet.size * 2.1), room, 3), room),
        narrowed(short_text(" · ".join(filter(None, facts)), sheet.styles.body, room, 2), room),
        narrowed(
            short_text(" · ".join(phone(number) for number in summary.phones[:2]), sheet.styles.body, room, 1), room
        ),
    ]


def _name_style(sheet: _Sheet, name: str, room: float, biggest: float) -> ParagraphStyle:
    """Return the biggest bold style in which a name takes at most two lines, three when it is very long."""
    wide = max(fonts.width(name, 1, fonts.BOLD), 1)
    longest = max((fonts.width(word, 1, fonts.BOLD) for word in name.split()), default=1)
    size = min(1.75 * room / wide, room / longest, biggest)
    return sheet.styles.at(round(max(size, sheet.size), 1), is_bold=True)


def _referent_card(sheet: _Sheet) -> Flowable:
    """Return the box of the referent: the name and the number to call are the biggest words after the person's."""
    summary, size, room = sheet.summary, sheet.size, CARD - 16
    referent = summary.referent or ContactLine("", summary.agency.name, summary.agency.phone, summary.agency.email)
    lines = [
        text(sheet.catalog.gettext("My contact at the PLIE"), sheet.styles.small),
        short_text(referent.who, _name_style(sheet, clean(referent.who), room, size + 2.5), room, 3),
        short_text(phone(referent.phone), sheet.styles.at(size + 5, is_bold=True), room, 1),
        short_text(referent.email, sheet.styles.small, room, sheet.level.cells),
    ]
    if referent.who != summary.agency.name:
        lines.append(short_text(summary.agency.name, sheet.styles.small, room, sheet.level.cells))
    lines.append(short_text(summary.agency.address, sheet.styles.small, room, sheet.level.cells))
    return boxed([line for line in lines if line.text], CARD, pad=6)


def _project(sheet: _Sheet) -> Iterator[Flowable]:
    summary, catalog = sheet.summary, sheet.catalog
    yield _section(sheet, catalog.gettext("My project"))
    words = clean(summary.project) or catalog.gettext("To be built together.")
    if summary.project and not summary.project_is_validated:
        words = catalog.gettext("{project} (to be confirmed together)").format(project=words.rstrip(" ."))
    yield short_text(words, sheet.styles.body, WIDTH, 4 if sheet.level.cells > 1 else 2)


# What comes next ----------------------------------------------------------------------------------------------

DONE_WIDTH = 44.0


def _next_steps(sheet: _Sheet) -> Iterator[Flowable]:
    catalog, level = sheet.catalog, sheet.level
    steps = sheet.summary.next_steps
    yield _section(sheet, catalog.gettext("My next steps"), before_table=True)
    days = [moment_in_words(step, sheet.summary.printed_on, catalog) for step in steps[: level.steps]]
    when = max([fonts.width(day, sheet.size, fonts.BOLD) for day in days] + [70.0]) + 12
    what = (WIDTH - when - DONE_WIDTH) * 0.56
    where = WIDTH - when - DONE_WIDTH - what
    head = [catalog.gettext(word) for word in (N_("When"), N_("What"), N_("Where and with whom"), N_("Done"))]
    rows = [
        [
            text(day, sheet.styles.bold),
            _what(sheet, step, what - 10),
            _where(sheet, step, where - 10),
            tick_box(sheet.size * 1.1),
        ]
        for day, step in zip(days, steps, strict=False)
    ]
    count = level.blank_steps or (0 if rows else 3)
    blank = [["", "", "", tick_box(sheet.size * 1.1)] for _ in range(count)]
    yield ruled_table(
        head, rows, [when, what, where, DONE_WIDTH], sheet.styles,
        pad=level.pad, blank_rows=blank, blank_height=BLANK_STEP, centred=(3,),
    )  # fmt: skip
    yield from _and_more(sheet, len(steps) - level.steps)


def _what(sheet: _Sheet, step: NextStep, width: float) -> list[Flowable]:
    cell: list[Flowable] = [short_text(step.what, sheet.styles.body, width, sheet.level.lines)]
    if step.bring:
        bring = sheet.catalog.gettext("Bring:")
        cell.append(short_text(step.bring, sheet.styles.body, width, sheet.level.lines, label=bring))
    return cell


def _where(sheet: _Sheet, step: NextStep, width: float) -> list[Flowable]:
    lines, call = sheet.level.lines, phone(step.phone)
    who = " · ".join(filter(None, [clean(step.with_whom), call]))
    shown = [step.place, who]
    if fonts.width(who, sheet.size) > width:  # the number to call is never cut off
        shown = (
            [step.place, step.with_whom, call]
            if lines > 1
            else [step.place, " · ".join(filter(None, [call, step.with_whom]))]
        )
    return [short_text(words, sheet.styles.body, width, lines) for words in shown if words]


def _and_more(sheet: _Sheet, count: int) -> Iterator[Flowable]:
    if count > 0:
        words = sheet.catalog.ngettext("and {count} other step", "and {count} other steps", count)
        yield text(words.format(count=count), sheet.styles.small_right)


# The pathway --------------------------------------------------------------------------------------------------


def _pathway(sheet: _Sheet) -> Iterator[Flowable]:
    catalog, level = sheet.catalog, sheet.level
    yield _section(sheet, catalog.gettext("My pathway"))
    if is_blank(sheet.summary.timeline):
        yield text(catalog.gettext("The steps will be drawn here."), sheet.styles.body)
        return
    shown, left_out = latest(without_flags(sheet.summary.timeline), level.bars)
    small = max(sheet.size - 2, 9.0)
    style = TimelineStyle(
        text=small, row_height=level.row, lane_gap=level.row * 0.4, row_gap=level.row * 0.16, soft_rows=2
    )
    yield figure(lay_out(shown, WIDTH, fonts.width, style=style, catalog=catalog))
    if left_out:
        words = catalog.ngettext("and {count} earlier step", "and {count} earlier steps", left_out)
        yield text(words.format(count=left_out), sheet.styles.small_right)


COLUMN_GAP = 16.0


def _progress(sheet: _Sheet) -> Iterator[Flowable]:
    catalog, shown = sheet.catalog, sheet.summary.progress[: sheet.level.progress]
    if not shown:
        return
    meanings = [
        (Advance.DONE, catalog.gettext("done")),
        (Advance.UNDER_WAY, catalog.gettext("under way")),
        (Advance.TO_DO, catalog.gettext("to do")),
    ]
    note = legend(meanings, sheet.styles.small.fontSize)
    yield _section(sheet, catalog.gettext("What we have already moved forward"), note)
    half = (len(shown) + 1) // 2
    column = WIDTH / 2 - COLUMN_GAP / 2
    lists = [_marked_list(sheet, items, column) for items in (shown[:half], shown[half:]) if items]
    yield plain_table([[*lists, ""][:2]], [column + COLUMN_GAP, column], pad=0)
    left_out = len(sheet.summary.progress) - len(shown)
    if left_out:
        words = catalog.ngettext("and {count} other point", "and {count} other points", left_out)
        yield text(words.format(count=left_out), sheet.styles.small_right)


def _marked_list(sheet: _Sheet, items: Sequence[Progress], width: float) -> Flowable:
    indent = sheet.size * 1.3
    rows = [
        [mark(item.advance, sheet.size), short_text(item.label, sheet.styles.body, width - indent, sheet.level.cells)]
        for item in items
    ]
    return plain_table(rows, [indent, width - indent], pad=sheet.level.pad * 0.3)


# Whom to call -------------------------------------------------------------------------------------------------


def _contacts(sheet: _Sheet) -> Iterator[Flowable]:
    catalog, level = sheet.catalog, sheet.level
    shown = sheet.summary.contacts[: level.contacts]
    if not shown and not level.blank_contacts:
        return
    yield _section(sheet, catalog.gettext("My contacts"), before_table=True)
    call = max([fonts.width(phone(line.phone), sheet.size, fonts.BOLD) for line in shown] + [90.0]) + 12
    call = min(call, WIDTH * 0.4)
    purpose = (WIDTH - call) * 0.45
    who = WIDTH - call - purpose
    head = [catalog.gettext(word) for word in (N_("For…"), N_("Who"), N_("Phone"))]
    rows = [
        [
            short_text(line.purpose, sheet.styles.body, purpose - 10, sheet.level.cells),
            _who(sheet, line, who - 10),
            short_text(phone(line.phone), sheet.styles.bold, call - 10, 1),
        ]
        for line in shown
    ]
    yield ruled_table(
        head, rows, [purpose, who, call], sheet.styles,
        pad=level.pad, blank_rows=[[""] * 3] * level.blank_contacts, blank_height=BLANK_CONTACT,
    )  # fmt: skip


def _who(sheet: _Sheet, line: ContactLine, width: float) -> list[Flowable]:
    cell: list[Flowable] = [short_text(line.who, sheet.styles.body, width, sheet.level.cells)]
    if line.email and sheet.level.lines > 2:
        cell.append(short_text(line.email, sheet.styles.small, width, 1))
    return cell


def _notes(sheet: _Sheet) -> Iterator[Flowable]:
    if sheet.level.notes > 0:
        yield _section(sheet, sheet.catalog.gettext("My questions, my notes"))
        yield writing_lines(sheet.level.notes)


def _signatures(sheet: _Sheet) -> Flowable:
    catalog = sheet.catalog
    block = Signature(
        given_on=catalog.gettext("Handed over and explained on"),
        first=catalog.gettext("My signature"),
        second=catalog.gettext("Signature of my contact at the PLIE"),
        code=sheet.summary.file_number,
        code_label=sheet.summary.file_number,
    )
    return signatures(block, sheet.styles, sheet.level.signature)
