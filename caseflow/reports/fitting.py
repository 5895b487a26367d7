"""Fill one page exactly: generous when there is little to say, tightened in known steps when there is much."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reportlab.platypus import Flowable

from caseflow.reports.document import HEIGHT, MARGIN, TOP, Placed, height


@dataclass(frozen=True)
class Level:
    """How tightly a page is set: sizes in points, and how many of each thing it shows."""

    size: float
    pad: float
    section: float
    steps: int
    lines: int
    progress: int
    contacts: int
    bars: int
    """Bars in each lane of the timeline."""
    row: float
    """Height of a bar."""
    signature: float
    cells: int = 2
    """Lines of a contact, of something moved forward, of an address."""
    blank_steps: int = 0
    blank_contacts: int = 0
    notes: float = 0.0


LEVELS = (
    Level(12, 5.0, 17, steps=12, lines=5, progress=16, contacts=8, bars=14, row=18, signature=104),
    Level(11.5, 4.0, 14, steps=12, lines=4, progress=16, contacts=8, bars=14, row=16, signature=98),
    Level(11, 3.0, 12, steps=12, lines=4, progress=14, contacts=8, bars=12, row=15, signature=94),
    Level(10.5, 2.5, 10, steps=12, lines=3, progress=12, contacts=6, bars=10, row=13, signature=90),
    Level(10.5, 2.0, 9, steps=10, lines=3, progress=12, contacts=6, bars=8, row=12, signature=86),
    Level(10.5, 2.0, 8, steps=8, lines=2, progress=10, contacts=5, bars=6, row=11, signature=84, cells=1),
    Level(10.5, 1.5, 8, steps=6, lines=2, progress=8, contacts=5, bars=4, row=11, signature=80, cells=1),
    Level(10.5, 1.5, 7, steps=5, lines=2, progress=8, contacts=4, bars=3, row=10.5, signature=80, cells=1),
    Level(10.5, 1.5, 7, steps=4, lines=2, progress=6, contacts=4, bars=2, row=10.5, signature=80, cells=1),
    Level(10.5, 1.5, 6, steps=4, lines=1, progress=6, contacts=3, bars=2, row=10.5, signature=78, cells=1),
    Level(10.5, 1.0, 5, steps=3, lines=1, progress=4, contacts=2, bars=1, row=10.5, signature=74, cells=1),
)
"""From airy to tight; the last one holds any content."""

Compose = Callable[[Level], Sequence[Flowable]]

BLANK_STEP = 30.0
BLANK_CONTACT = 24.0
MOST_BLANK_STEPS = 4
MOST_BLANK_CONTACTS = 2
ROW_GROWTH = 6.0
LEAST_NOTES = 86.0
MOST_SECTION = 26.0


def fitted(compose: Compose, last: Callable[[Level], Flowable]) -> tuple[Placed, ...]:
    """Set what `compose` makes on one page, with `last` at its foot.

    The airiest level that fits is taken. Room left over goes to empty rows to fill in by hand, then to the
    spaces between the sections, then to lines for notes: never to a hole in the page.
    """
    level, story = _airiest(compose)
    spare = _room(level) - _total(story)
    fuller = _with_blank_rows(level, spare)
    if fuller != level:
        story = compose(fuller)
        spare = _room(fuller) - _total(story)
        if spare < 0:
            story, fuller = compose(level), level
            spare = _room(level) - _total(story)
    if spare >= LEAST_NOTES + fuller.section:
        fuller = replace(fuller, notes=spare - _notes_overhead(fuller))
        story = compose(fuller)
        spare = _room(fuller) - _total(story)
    return (*_spread(story, spare), Placed(_ready(last(fuller)), MARGIN, TOP - HEIGHT))


def _airiest(compose: Compose) -> tuple[Level, Sequence[Flowable]]:
    """Find the first level that fits by halving, the airiest first: each is tighter than the one before."""
    tried: dict[int, Sequence[Flowable]] = {}
    first, last, middle = 0, len(LEVELS) - 1, 0
    while first < last:
        tried[middle] = compose(LEVELS[middle])
        if _total(tried[middle]) <= _room(LEVELS[middle]):
            last = middle
        else:
            first = middle + 1
        middle = (first + last) // 2
    return LEVELS[first], tried.get(first) or compose(LEVELS[first])


def _room(level: Level) -> float:
    return HEIGHT - level.signature - level.section


def _with_blank_rows(level: Level, spare: float) -> Level:
    """Give up to two thirds of the room left to rows that are filled in by hand."""
    budget = spare * 0.66
    steps = min(int(budget / 2 / BLANK_STEP), MOST_BLANK_STEPS)
    contacts = min(int((budget - steps * BLANK_STEP) / 2 / BLANK_CONTACT), MOST_BLANK_CONTACTS)
    return replace(level, blank_steps=steps, blank_contacts=contacts)


def _notes_overhead(level: Level) -> float:
    """Return what the heading of the notes takes."""
    return level.section + (level.size + 1.5) * 1.2 + level.size * 0.62 + 6


def _total(story: Sequence[Flowable]) -> float:
    before = sum(part.getSpaceBefore() + part.getSpaceAfter() for part in story)
    return before - story[0].getSpaceBefore() + sum(height(part) for part in story)


def _spread(story: Sequence[Flowable], spare: float) -> list[Placed]:
    """Place parts one below the other, sharing what room is left among the spaces before sections."""
    opening = [part for part in story[1:] if part.getKeepWithNext()]
    more = min(max(spare, 0.0) / (len(opening) + 1), MOST_SECTION)
    placed: list[Placed] = []
    y = TOP
    for number, part in enumerate(story):
        if number:
            y -= part.getSpaceBefore() + (more if part.getKeepWithNext() else 0.0)
        y -= height(part)
        placed.append(Placed(part, MARGIN, y))
        y -= part.getSpaceAfter()
    return placed


def _ready(part: Flowable) -> Flowable:
    height(part)
    return part
