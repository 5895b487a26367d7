"""Print the keyboard shortcuts on one sheet, in two columns, to keep beside the keyboard."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.platypus import Flowable

from caseflow import APPLICATION_NAME, __version__
from caseflow.i18n import Catalog
from caseflow.reports.document import WIDTH, Furniture, Metadata, Placed, Press, Section, height, pour
from caseflow.reports.parts import plain_table, space, text
from caseflow.reports.styles import Styles, styles

SIZE = 10.0
GAP = 18.0
COLUMN = (WIDTH - GAP) / 2
KEYS_WIDTH = 102.0


@dataclass(frozen=True)
class KeyGroup:
    """Keys that go together: each with what it does."""

    title: str
    lines: tuple[tuple[str, str], ...]


def render(groups: Sequence[KeyGroup], catalog: Catalog, *, invariant: bool = False) -> bytes:
    """Return the sheet as a PDF; longer lists than a page holds go on to the next."""
    title = catalog.gettext("Keyboard shortcuts")
    name = f"{APPLICATION_NAME} {__version__}"
    press = Press(Metadata(title, APPLICATION_NAME, catalog.language), catalog, invariant=invariant)
    words = styles(SIZE)
    head = _head(title, catalog, words)
    furniture = Furniture((title, catalog.gettext("To print it again: Help › Keyboard shortcuts")), name)
    press.add(Section(furniture, tuple(_pages(head, groups, words))))
    return press.finish()


def _head(title: str, catalog: Catalog, words: Styles) -> list[Flowable]:
    intro = catalog.gettext("Ctrl+K finds any person and any action by a few letters: it is the only one to know.")
    return [text(title, words.at(20, is_bold=True)), space(4), text(intro, words.body), space(8)]


def _pages(head: Sequence[Flowable], groups: Sequence[KeyGroup], words: Styles) -> list[tuple[Placed, ...]]:
    """Set the head over two columns of about the same height."""
    used = sum(height(part) for part in head)
    left, right = _halves([_group(group, words) for group in groups])
    columns = [pour([space(used), *column], COLUMN) for column in (left, right)]
    pages = [list(page) for page in columns[0]] + [[] for _page in columns[1][len(columns[0]) :]]
    for page, more in zip(pages, columns[1], strict=False):
        page += [replace(placed, x=placed.x + COLUMN + GAP) for placed in more]
    pages[0] += pour(head)[0]
    return [tuple(page) for page in pages]


def _group(group: KeyGroup, words: Styles) -> list[Flowable]:
    title = text(group.title, words.at(SIZE + 2, is_bold=True))
    title.keepWithNext = 1
    rows = [(text(keys, words.bold), text(what, words.body)) for keys, what in group.lines]
    return [title, plain_table(rows, (KEYS_WIDTH, COLUMN - KEYS_WIDTH), pad=1.8), space(9)]


def _halves(groups: Sequence[list[Flowable]]) -> tuple[list[Flowable], list[Flowable]]:
    """Share groups between two columns, in their order, so that the higher of the two is the least high."""
    heights = [sum(height(part, COLUMN) for part in group) for group in groups]
    cut = min(range(len(groups) + 1), key=lambda place: max(sum(heights[:place]), sum(heights[place:])))
    return [part for group in groups[:cut] for part in group], [part for group in groups[cut:] for part in group]
