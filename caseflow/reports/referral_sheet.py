"""Print the *fiche de prescription*: one page that introduces a person to a partner, who answers at its foot."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from caseflow.domain.civility import Civility
from caseflow.i18n import N_, Catalog
from caseflow.reports.document import HEIGHT, WIDTH, Furniture, Metadata, Press, Section, height, pour
from caseflow.reports.parts import boxed, heading, plain_table, short_text, space, text, tick_box, writing_lines
from caseflow.reports.styles import Styles, styles
from caseflow.reports.texts import clean, phone, unbroken
from caseflow.services.referral_paper import ReferralPaper

_LEVELS = ((12.0, 60), (11.0, 60), (10.0, 60), (10.0, 24), (10.0, 20), (10.0, 16), (10.0, 12), (10.0, 6))
"""Sizes, and lines of the reason at the most: cut only once it is set tight. The last one holds anything."""
GAP = 16.0
COLUMN = (WIDTH - GAP) / 2
_WORTH = 40.0
"""Points from which room left over is offered for remarks."""
_BLANK = " ......... / ......... / .................."


def render(paper: ReferralPaper, catalog: Catalog, *, invariant: bool = False) -> bytes:
    """Return the sheet as a PDF of one page.

    With `invariant`, the same referral gives the same bytes: the file then holds no moment of printing.
    """
    title = catalog.gettext("Referral sheet {number}").format(number=paper.file_number)
    metadata = Metadata(clean(title), clean(paper.agency.name), catalog.language)
    press = Press(metadata, catalog, invariant=invariant)
    press.add(Section(_furniture(paper, catalog), pour(_fitted(paper, catalog))))
    return press.finish()


def _fitted(paper: ReferralPaper, catalog: Catalog) -> list[Flowable]:
    """Return the parts at the largest size that holds on one page; what room is left is for the partner to write."""
    return next(story for level in _LEVELS for story in _set(paper, catalog, *level))


def _set(paper: ReferralPaper, catalog: Catalog, size: float, lines: int) -> Iterator[list[Flowable]]:
    """Yield the parts at a size, unless they overflow the page."""
    words = styles(size)
    story = [*_story(paper, catalog, words, lines), space(size)]
    left = HEIGHT - _high([*story, _answer(paper, catalog, words, 0)]) - 2
    if left >= 0:
        yield [*story, _answer(paper, catalog, words, left)]


def _high(story: list[Flowable]) -> float:
    return sum(height(part) + part.getSpaceBefore() + part.getSpaceAfter() for part in story)


def _story(paper: ReferralPaper, catalog: Catalog, words: Styles, lines: int) -> Iterator[Flowable]:
    yield text(catalog.gettext("Referral sheet"), words.at(words.size * 1.8, is_bold=True))
    yield space(words.size)
    yield plain_table(
        [[_partner(paper, catalog, words), _sender(paper, catalog, words)]], [COLUMN + GAP, COLUMN], pad=0
    )
    yield heading(catalog.gettext("The person"), words, before=words.size * 1.4)
    yield from _person(paper, catalog, words)
    yield heading(catalog.gettext("What is asked of you"), words, before=words.size * 1.4)
    yield from _request(paper, catalog, words, lines)
    yield heading(catalog.gettext("The person’s agreement"), words, before=words.size * 1.4)
    yield text(_agreement(paper, catalog), words.body)


def _partner(paper: ReferralPaper, catalog: Catalog, words: Styles) -> Flowable:
    service = paper.service if paper.service != paper.partner else ""
    call = " · ".join(filter(None, (phone(paper.partner_phone), paper.partner_email)))
    return _card(
        catalog.gettext("For the attention of"),
        paper.partner,
        (service, paper.partner_contact, paper.address, call),
        words,
    )


def _sender(paper: ReferralPaper, catalog: Catalog, words: Styles) -> Flowable:
    referent, agency = paper.referent, paper.agency
    if referent is None:
        who, lines = agency.name, (agency.address, phone(agency.phone), agency.email)
    else:
        who, lines = referent.who, (phone(referent.phone or agency.phone), referent.email, agency.name, agency.address)
    return _card(catalog.gettext("From: the referent of the pathway"), who, lines, words)


def _card(label: str, who: str, lines: tuple[str, ...], words: Styles) -> Flowable:
    room = COLUMN - 18
    parts = [text(label, words.small), short_text(who, words.at(words.size + 2, is_bold=True), room, 4)]
    parts += [short_text(line, words.body, room, 3) for line in lines if line]
    return boxed(parts, COLUMN, pad=7)


def _person(paper: ReferralPaper, catalog: Catalog, words: Styles) -> Iterator[Flowable]:
    name = clean(f"{paper.first_name} {paper.last_name.upper()}") or paper.file_number
    yield short_text(name, words.at(words.size + 3, is_bold=True), WIDTH, 2)
    facts = [_born(paper, catalog), *map(phone, paper.phones[:2]), *paper.emails[:1]]
    if any(facts):
        yield short_text(" · ".join(filter(None, facts)), words.body, WIDTH, 2)
    if paper.consent_on is None:
        yield text(catalog.gettext("How to reach the person is not printed: the agreement was not given."), words.small)


def _born(paper: ReferralPaper, catalog: Catalog) -> str:
    if paper.birth_year is None:
        return ""
    context = {Civility.MADAME: "a woman", Civility.MONSIEUR: "a man"}.get(paper.civility) if paper.civility else None
    if context is None:
        words = catalog.pgettext("civility unknown", "year of birth: {year}")
    else:
        words = catalog.pgettext(context, "born in {year}")
    return unbroken(words.format(year=paper.birth_year))


def _request(paper: ReferralPaper, catalog: Catalog, words: Styles, lines: int) -> Iterator[Flowable]:
    if paper.theme:
        yield text(paper.theme, words.body, label=catalog.gettext("Subject:"))
    if paper.reason:
        yield short_text(paper.reason, words.body, WIDTH, lines)
    else:
        yield writing_lines(3 * words.size * 2.2, words.size * 2.2)
    if paper.answer_by is not None:
        asked = catalog.gettext("Thank you for answering before {date}, with the lower part of this sheet or by phone.")
        yield text(asked.format(date=catalog.date(paper.answer_by)), words.body)


def _agreement(paper: ReferralPaper, catalog: Catalog) -> str:
    if paper.consent_on is None:
        return catalog.gettext(
            "Not given on the day of printing: this sheet is to be handed to the person, who gives it to the partner."
        )
    given = catalog.gettext(
        "Given on {date}, for the sole purpose of this referral. It may be withdrawn at any moment."
    )
    return given.format(date=catalog.date(paper.consent_on))


_ANSWERS = (
    N_("Accepted; first appointment on:"),
    N_("The person came on:"),
    N_("Declined. Reason:"),
    N_("The person could not be reached, or did not come"),
)


def _answer(paper: ReferralPaper, catalog: Catalog, words: Styles, room: float) -> Flowable:
    """Return the part that the partner fills in and sends back, with so much room to write in besides."""
    blanks = (_BLANK, _BLANK, " " + "." * 70, "")
    rows = [
        [tick_box(words.size * 1.1), text(catalog.gettext(line) + blank, words.body)]
        for line, blank in zip(_ANSWERS, blanks, strict=True)
    ]
    inside = WIDTH - 18
    back = " · ".join(filter(None, (paper.agency.name, phone(paper.agency.phone), paper.agency.email)))
    signed = catalog.gettext("Name, date and signature:")
    notes = [text(catalog.gettext("Remarks:"), words.body), space(room - words.size * 1.2)] if room > _WORTH else []
    return boxed(
        [
            text(catalog.gettext("Answer of the partner"), words.heading),
            short_text(catalog.gettext("To send back to: {whom}").format(whom=back), words.small, inside, 2),
            space(words.size * 0.5),
            plain_table(rows, [words.size * 2, inside - words.size * 2], pad=words.size * 0.32),
            space(words.size * 0.5),
            *notes,
            text(signed, words.body),
            space(words.size * 4),
        ],
        WIDTH,
        pad=8,
    )


def _furniture(paper: ReferralPaper, catalog: Catalog) -> Furniture:
    confidential = catalog.gettext("CONFIDENTIAL — personal data, for the partner named above alone")
    rights = ""
    if paper.agency.data_protection_contact:
        rights = catalog.gettext("Your data, your rights: {contact}").format(
            contact=paper.agency.data_protection_contact
        )
    printed = catalog.gettext("Printed on {date}").format(date=catalog.date(paper.printed_on))
    if paper.printed_by:
        printed = catalog.gettext("Printed on {date} by {name}").format(
            date=catalog.date(paper.printed_on), name=paper.printed_by
        )
    second = " · ".join(filter(None, (rights, printed)))
    reference = catalog.gettext("File {number}").format(number=paper.file_number)
    return Furniture((clean(confidential), clean(second)), clean(reference))
