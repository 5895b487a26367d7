"""Fill one page exactly: generous when there is little to say, tightened in known steps when there is much."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil

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
    Level(10.5, 1.5, 7, steps=4, lines=2, progress=6, contacts=3, bars=2, row=10.5, signature=78, cells=1),
    Level(10.5, 1.5, 6, steps=3, lines=2, progress=4, contacts=2, bars=1, row=10.5, signature=76, cells=1),
    Level(10.5, 1.0, 5, steps=3, lines=1, progress=4, contacts=2, bars=1, row=10.5, signature=74, cells=1),
)
"""From airy to tight; the last one holds any content."""

Compose = Callable[[Level], Sequence[Flowable]]

BLANK_STEP = 30.0
BLANK_CONTACT = 24.0
MOST_BLANK_STEPS = 4
MOST_BLANK_CONTACTS = 2
LEAST_NOTES = 86.0
MOST_SECTION = 26.0
GAIN = 70.0
"""What a level usually gains over the one before, in points."""

SAFETY = 60.0
"""Room kept for sections that only appear when the page is filled up, such as an empty table of contacts."""


@dataclass(frozen=True)
class _Story:
    """Parts at a level, each measured once: measuring breaks every line anew."""

    level: Level
    parts: Sequence[Flowable]
    heights: tuple[float, ...]

    @property
    def spare(self) -> float:
        """Return the room left on the page; below nothing, the story does not fit."""
        spaces = sum(part.getSpaceBefore() + part.getSpaceAfter() for part in self.parts)
        total = spaces - self.parts[0].getSpaceBefore() + sum(self.heights)
        return HEIGHT - self.level.signature - self.level.section - total


def fitted(compose: Compose, last: Callable[[Level], Flowable]) -> tuple[Placed, ...]:
    """Set what `compose` makes on one page, with `last` at its foot.

    The airiest level that fits is taken. Room left over goes to empty rows to fill in by hand, then to lines for
    notes, then to the spaces between the sections: never to a hole in the page.
    """
    story = _airiest(compose)
    fuller = _filled_up(story.level, story.spare)
    if fuller != story.level:
        filled = _measured(compose, fuller)
        story = filled if filled.spare >= 0 else story
    foot = last(story.level)
    height(foot)
    return (*_spread(story), Placed(foot, MARGIN, TOP - HEIGHT))


def _measured(compose: Compose, level: Level) -> _Story:
    parts = compose(level)
    return _Story(level, parts, tuple(height(part) for part in parts))


def _airiest(compose: Compose) -> _Story:
    """Find the first level that fits; how much is too much tells how far to look, as composing takes time."""
    story = _measured(compose, LEVELS[0])
    if story.spare >= 0:
        return story
    too_airy, tight_enough, best = 0, len(LEVELS) - 1, None
    guess = ceil(-story.spare / GAIN)
    while tight_enough - too_airy > 1:
        tried = min(max(guess, too_airy + 1), tight_enough - 1)
        story = _measured(compose, LEVELS[tried])
        if story.spare >= 0:
            tight_enough, best, guess = tried, story, tried - 1
        else:
            too_airy, guess = tried, tried + ceil(-story.spare / GAIN)
    return best or _measured(compose, LEVELS[-1])


def _filled_up(level: Level, spare: float) -> Level:
    """Give up to two thirds of the room left to rows that are filled in by hand, and what then remains to notes."""
    steps = min(int(spare / 3 / BLANK_STEP), MOST_BLANK_STEPS)
    contacts = min(int(spare / 5 / BLANK_CONTACT), MOST_BLANK_CONTACTS)
    rest = spare - steps * BLANK_STEP - contacts * BLANK_CONTACT - _notes_overhead(level)
    notes = rest - SAFETY if rest >= LEAST_NOTES else 0.0
    return replace(level, blank_steps=steps, blank_contacts=contacts, notes=notes)


def _notes_overhead(level: Level) -> float:
    """Return what the heading of the notes takes."""
    return level.section + (level.size + 1.5) * 1.2 + level.size * 0.62


def _spread(story: _Story) -> list[Placed]:
    """Place parts one below the other, sharing what room is left among the spaces before sections."""
    openings = sum(1 for part in story.parts[1:] if part.getKeepWithNext())
    more = min(max(story.spare, 0.0) / (openings + 1), MOST_SECTION)
    placed: list[Placed] = []
    y = TOP
    for number, (part, high) in enumerate(zip(story.parts, story.heights, strict=True)):
        if number:
            y -= part.getSpaceBefore() + (more if part.getKeepWithNext() else 0.0)
        y -= high
        placed.append(Placed(part, MARGIN, y))
        y -= part.getSpaceAfter()
    return placed
