"""Print one page on a partner's service, for the person: what for, where, when, what to bring, whom to call.

Never printed: the team's own note, what was observed with other people, anything about the person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable

from caseflow.domain.opening_hours import hours_in_words
from caseflow.domain.resource_words import FEES, KINDS, MOBILISATION, MODES, PUBLICS, word
from caseflow.drawing.labels import ELLIPSIS
from caseflow.i18n import N_, Catalog
from caseflow.reports import fonts
from caseflow.reports.document import HEIGHT, WIDTH, Furniture, Metadata, Press, Section, height, pour
from caseflow.reports.parts import boxed, heading, short_text, space, text
from caseflow.reports.styles import Styles, styles
from caseflow.reports.texts import clean, phone
from caseflow.services.resource_rows import ServiceSheet

_TRIED = (
    (15.0, 80),
    (14.0, 80),
    (13.0, 60),
    (12.0, 30),
    (11.0, 18),
    (10.5, 10),
    (10.5, 6),
    (10.5, 5),
    (10.5, 4),
    (10.5, 3),
    (10.5, 2),
    (10.0, 1),
)
"""Sizes of the text, and how many lines each thing may take: from airy to tight; the last one holds any content."""


@dataclass(frozen=True)
class Given:
    """By whom the sheet is handed out, and when."""

    author: str
    on: date


@dataclass(frozen=True)
class _Sheet:
    service: ServiceSheet
    catalog: Catalog
    words: Styles
    lines: int

    @property
    def size(self) -> float:
        return self.words.size


def render(service: ServiceSheet, given: Given, catalog: Catalog, *, invariant: bool = False) -> bytes:
    """Return the sheet as a PDF of one page."""
    title = catalog.gettext("Sheet of a service")
    press = Press(Metadata(title, "CaseFlow", catalog.language), catalog, invariant=invariant)
    press.add(section(service, given, catalog))
    return press.finish()


def section(service: ServiceSheet, given: Given, catalog: Catalog) -> Section:
    """Set the page: in the largest letters with which all of it holds."""
    fonts.register()
    story: list[Flowable] = []
    for size, lines in _TRIED:
        story = list(_story(_Sheet(service, catalog, styles(size), lines)))
        if _total(story) <= HEIGHT:
            break
    return Section(_furniture(service, given, catalog), pour(story)[:1])


def _total(story: Sequence[Flowable]) -> float:
    return sum(height(part) + part.getSpaceBefore() + part.getSpaceAfter() for part in story)


def _furniture(service: ServiceSheet, given: Given, catalog: Catalog) -> Furniture:
    told = max((day for day in (service.verified_on, service.updated_on) if day is not None), default=None)
    checked = catalog.gettext("Checked on {date}").format(date=catalog.date(told)) if told else ""
    printed = catalog.gettext("Printed on {date}").format(date=catalog.date(given.on))
    if given.author:
        printed = catalog.gettext("Printed on {date} by {name}").format(date=catalog.date(given.on), name=given.author)
    hint = catalog.gettext("Call before you go: hours and conditions may have changed.")
    return Furniture((hint, clean(" · ".join(filter(None, [checked, printed])))), "CaseFlow")


def _story(sheet: _Sheet) -> Iterator[Flowable]:
    service, catalog = sheet.service, sheet.catalog
    kind = word(KINDS, service.kind) if service.kind else catalog.gettext("A service for you")
    name = sheet.words.at(_name_size(service.name, sheet.size), is_bold=True)
    yield short_text(kind, sheet.words.at(sheet.size + 1), WIDTH, 1)
    yield space(3)
    yield short_text(service.name, name, WIDTH, min(4, sheet.lines + 1))
    yield space(3)
    yield short_text(service.structure_name, sheet.words.at(sheet.size + 2), WIDTH, min(3, sheet.lines))
    yield space(sheet.size * 0.9)
    yield boxed(list(_call(sheet)), WIDTH, pad=9)
    for title, lines in (
        (catalog.gettext("What for"), [service.description]),
        (catalog.gettext("Where and when"), _where(sheet)),
        (catalog.gettext("How to get an appointment"), _how(sheet)),
        (catalog.gettext("What to bring, conditions"), [service.access_conditions]),
        (catalog.gettext("For whom"), [_listed(PUBLICS, service.publics), service.publics_details]),
        (catalog.gettext("Cost"), [" – ".join(filter(None, [_fee(service), service.fee_details]))]),
    ):
        yield from _part(sheet, title, lines)


def _part(sheet: _Sheet, title: str, lines: Sequence[str]) -> Iterator[Flowable]:
    kept = [line for line in lines if clean(line).strip()]
    if kept:
        yield heading(title, sheet.words, before=sheet.size * 1.1)
    for line in kept:
        pieces = [piece for piece in line.splitlines() if clean(piece).strip()]
        shown = pieces[: sheet.lines]
        if len(pieces) > len(shown):
            shown[-1] += f" {ELLIPSIS}"
        for piece in shown:
            yield short_text(piece, sheet.words.body, WIDTH, sheet.lines)


def _call(sheet: _Sheet) -> Iterator[Flowable]:
    """Yield what the person needs first: the number, as big as it can be, and whom to ask for."""
    service, catalog, room = sheet.service, sheet.catalog, WIDTH - 24
    if service.phone:
        yield text(catalog.gettext("To call"), sheet.words.small)
        yield short_text(phone(service.phone), sheet.words.at(sheet.size * 2, is_bold=True), room, 1)
    if service.contact_name:
        told = catalog.gettext("Ask for: {name}").format(name=service.contact_name)
        yield short_text(told, sheet.words.at(sheet.size + 1, is_bold=True), room, 2)
    if service.email:
        yield short_text(service.email, sheet.words.body, room, 2)
    if service.mobilisation_link or service.website:
        yield short_text(service.mobilisation_link or service.website, sheet.words.small, room, 2)
    if not (service.phone or service.email or service.contact_name or service.website or service.mobilisation_link):
        known, unknown = (
            N_("No phone known: go to the address below."),
            N_("No phone or address known: ask your referent."),
        )
        yield text(catalog.gettext(known if service.address else unknown), sheet.words.body)


def _where(sheet: _Sheet) -> list[str]:
    service = sheet.service
    hours = hours_in_words(service.opening_hours, sheet.catalog)
    opened = sheet.catalog.gettext("Open {hours}").format(hours=hours) if hours != service.opening_hours else hours
    return [*service.address, _listed(MODES, service.reception_modes), opened]


def _how(sheet: _Sheet) -> list[str]:
    return [_listed(MOBILISATION, sheet.service.mobilisation_modes), sheet.service.mobilisation_details]


def _fee(service: ServiceSheet) -> str:
    return word(FEES, service.fee) if service.fee else ""


def _listed(family: str, values: Sequence[str]) -> str:
    return " · ".join(word(family, each) for each in values)


def _name_size(name: str, size: float) -> float:
    """Return the biggest size in which a name takes about two lines."""
    wide = max(fonts.width(clean(name), 1, fonts.BOLD), 1)
    return round(max(size, min(2.1 * size, 1.8 * WIDTH / wide)), 1)
