"""Print the account of a recruitment: what it was about, what is said of it, and its figures with their charts."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from caseflow.i18n import Catalog
from caseflow.reports.document import WIDTH, Furniture, Metadata, Press, Section, pour
from caseflow.reports.figure_tables import SIZE, figure_part
from caseflow.reports.parts import boxed, heading, short_text, space, text
from caseflow.reports.styles import styles
from caseflow.reports.texts import clean
from caseflow.services.candidates import account_words as words
from caseflow.services.candidates.account import Account


def render(account: Account, catalog: Catalog, *, invariant: bool = False) -> bytes:
    """Return the account as a PDF."""
    title = catalog.gettext(words.TITLE)
    press = Press(Metadata(title, clean(account.agency), catalog.language), catalog, invariant=invariant)
    made = catalog.gettext("Made on {day}").format(day=catalog.date(account.made_on))
    lines = (clean(f"{title} – {words.audience(account, catalog)}"), clean(account.title))
    press.add(Section(Furniture(lines, made, title), pour(_story(account, catalog))))
    return press.finish()


def _story(account: Account, catalog: Catalog) -> Iterator[Flowable]:
    look = styles(SIZE)
    yield short_text(account.agency, look.small, WIDTH, 1)
    yield text(catalog.gettext(words.TITLE), look.at(20, is_bold=True))
    yield space(3)
    yield short_text(account.title, look.at(12, is_bold=True), WIDTH, 2)
    yield space(3)
    for name, value in words.facts(account, catalog):
        yield short_text(value, look.at(10.5), WIDTH, 2, label=name)
    yield space(6)
    yield boxed([text(words.masking_note(account, catalog), look.body)], WIDTH, pad=4)
    if account.text:
        yield heading(catalog.gettext("What is to be said of it"), look, before=14)
        for paragraph in filter(None, map(str.strip, account.text.splitlines())):
            part = text(paragraph, look.at(10.5))
            part.spaceAfter = 4
            yield part
    for table in account.tables:
        if not table.is_wide:
            yield from figure_part(table, catalog, look)
    yield space(10)
    yield text(words.sources(catalog), look.small)
