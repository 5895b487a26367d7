"""The words that suggest a barrier, and those that do not belong in a note: shipped lists that the team edits."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from sqlalchemy import select

from caseflow.domain import wording
from caseflow.domain.barrier import SENSITIVE_THEMES, Theme
from caseflow.domain.errors import Invalid
from caseflow.domain.lexicon import LexiconEntry, LexiconKind
from caseflow.domain.shipped_words import ShippedWords, shipped_words
from caseflow.domain.wording import Expressions, Found, Risk, RiskFamily, Word
from caseflow.i18n import _
from caseflow.store.store import Store, Writing


@dataclass(frozen=True)
class LexiconRow:
    """One expression as it stands in this store, and where it comes from."""

    kind: LexiconKind
    expression: str
    family: str
    """A `Theme` for a barrier, a `RiskFamily` otherwise."""
    advice: str
    is_active: bool
    is_shipped: bool
    entry_id: UUID | None
    """The team’s own row about it, if there is one."""

    @property
    def key(self) -> str:
        """What two ways to write it have in common."""
        return wording.expression_key(self.expression)

    @property
    def is_changed(self) -> bool:
        """Whether it is shipped otherwise."""
        return self.is_shipped and self.entry_id is not None


class Lexicon:
    """Suggests themes and finds risky words; the shipped words with the team’s own over them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: Book | None = None

    def suggest(self, text: str) -> tuple[Theme, ...]:
        """Return the themes that a note speaks of, in its order; never a sensitive one."""
        return self._book().suggest(text)

    def risks(self, text: str) -> tuple[Risk, ...]:
        """Return the words of a note that are better written otherwise, in its order; they do not overlap."""
        return self._book().risks(text)

    def rows(self) -> tuple[LexiconRow, ...]:
        """Return every expression, shipped or ours, those silenced included, in the order of themes and families."""
        return self._book().rows

    def keep(
        self,
        kind: LexiconKind,
        expression: str,
        family: str,
        advice: str = "",
        *,
        instead_of: LexiconRow | None = None,
    ) -> None:
        """Add an expression, or change the theme, the family or the advice of one; another may give way to it.

        Raises:
            Invalid: it could never be found, or the theme is one that nothing may suggest.
        """
        expression = " ".join(expression.split())
        if not wording.is_findable(expression):
            raise Invalid("expression", _("Write a word first, and at least three letters before *."))
        _check_family(kind, family)
        with self._store.writing(_("Word of the lexicon kept")) as writing:
            if instead_of is not None and (instead_of.kind, instead_of.key) != (
                kind,
                wording.expression_key(expression),
            ):
                self._hush(writing, instead_of)
            self._put(writing, kind, expression, family=family, advice=" ".join(advice.split()), is_active=True)

    def silence(self, row: LexiconRow) -> None:
        """Stop an expression from being found; one of ours is removed, a shipped one stays in sight."""
        with self._store.writing(_("Word of the lexicon silenced")) as writing:
            self._hush(writing, row)

    def restore(self, row: LexiconRow) -> None:
        """Put a shipped expression back as it was."""
        with self._store.writing(_("Word of the lexicon put back")) as writing:
            self._remove(writing, row.kind, row.key)

    def _hush(self, writing: Writing, row: LexiconRow) -> None:
        if row.is_shipped:
            self._put(writing, row.kind, row.expression, family=row.family, advice=row.advice, is_active=False)
        else:
            self._remove(writing, row.kind, row.key)

    def _put(
        self, writing: Writing, kind: LexiconKind, expression: str, *, family: str, advice: str, is_active: bool
    ) -> None:
        key = wording.expression_key(expression)
        entry = next(iter(_entries(writing, kind, key)), None)
        if entry is None:
            entry = LexiconEntry(kind=kind, expression=expression, family=family)
            writing.add(entry)
        entry.expression, entry.family, entry.advice, entry.is_active = expression, family, advice, is_active

    def _remove(self, writing: Writing, kind: LexiconKind, key: str) -> None:
        for entry in _entries(writing, kind, key):
            writing.delete(entry)

    def _book(self) -> "Book":
        """Return the words as they stand, made anew when the team’s own, few and read each time, changed."""
        fields = (LexiconEntry.kind, LexiconEntry.expression, LexiconEntry.family)
        more = (LexiconEntry.advice, LexiconEntry.is_active, LexiconEntry.id)
        with self._store.reading() as session:
            read = session.execute(select(*fields, *more).order_by(LexiconEntry.id)).all()
        ours = tuple(LexiconRow(*row[:5], is_shipped=False, entry_id=row.id) for row in read)
        book = self._read
        if book is None or book.ours != ours:
            self._read = book = Book(shipped_words(), ours)
        return book


class Book:
    """The shipped words with those of the team over them, ready to be found."""

    def __init__(self, shipped: ShippedWords, ours: tuple[LexiconRow, ...] = ()) -> None:
        self.ours = ours
        self.rows = _merged(shipped, ours)
        self._advices = shipped.advices
        self._not_barriers = Expressions((words, None) for words in shipped.not_barriers)
        self._not_risks = Expressions((words, None) for words in shipped.not_risks)

    @cached_property
    def _barriers(self) -> Expressions[Theme]:
        return Expressions((row.expression, Theme(row.family)) for row in self._active(LexiconKind.BARRIER))

    @cached_property
    def _risks(self) -> Expressions[LexiconRow]:
        return Expressions((row.expression, row) for row in self._active(LexiconKind.RISK))

    def suggest(self, text: str) -> tuple[Theme, ...]:
        """Return the themes that a note speaks of."""
        words = wording.words_of_note(text)
        found = wording.without(self._barriers.find(words), self._not_barriers.find(words))
        return tuple(dict.fromkeys(each.meaning for each in found))

    def risks(self, text: str) -> tuple[Risk, ...]:
        """Return the words that are better written otherwise."""
        words = wording.words_of_note(text)
        found = wording.apart(wording.without(self._risks.find(words), self._not_risks.find(words)))
        numbers = [self._risk(text, *place) for place in wording.numbers_at_risk(text)]
        names = [self._risk(text, *place, RiskFamily.THIRD_PARTY) for place in wording.names_of_others(text)]
        return _without_overlaps([*numbers, *names, *(self._said(text, words, each) for each in found)])

    def _active(self, kind: LexiconKind) -> Iterable[LexiconRow]:
        return (row for row in self.rows if row.kind is kind and row.is_active)

    def _risk(self, text: str, start: int, end: int, family: RiskFamily) -> Risk:
        return Risk(start, end, text[start:end], family, self._advices[family])

    def _said(self, text: str, words: tuple[Word, ...], found: Found[LexiconRow]) -> Risk:
        start, end, row = words[found.first].start, words[found.last].end, found.meaning
        return Risk(start, end, text[start:end], row.family, row.advice or self._advices[RiskFamily(row.family)])


def _without_overlaps(risks: list[Risk]) -> tuple[Risk, ...]:
    """Keep the first given of those that overlap, in the order of the text."""
    kept: list[Risk] = []
    for risk in risks:
        if all(risk.end <= other.start or risk.start >= other.end for other in kept):
            kept.append(risk)
    return tuple(sorted(kept, key=lambda risk: risk.start))


def _merged(shipped: ShippedWords, ours: Iterable[LexiconRow]) -> tuple[LexiconRow, ...]:
    rows = {
        (kind, wording.expression_key(words)): LexiconRow(kind, words, family, advice, True, True, None)
        for kind, words, family, advice in shipped.expressions
    }
    for row in ours:
        if _is_known(row.kind, row.family):  # a family may come from a later version
            rows[row.kind, row.key] = replace(row, is_shipped=(row.kind, row.key) in rows)
    order = [*Theme, *RiskFamily]
    return tuple(sorted(rows.values(), key=lambda row: (order.index(_member(row.kind, row.family)), row.key)))


def _member(kind: LexiconKind, family: str) -> Theme | RiskFamily:
    return Theme(family) if kind is LexiconKind.BARRIER else RiskFamily(family)


def _is_known(kind: LexiconKind, family: str) -> bool:
    if kind is LexiconKind.RISK:
        return family in set(RiskFamily)
    return family in set(Theme) and Theme(family) not in SENSITIVE_THEMES


def _check_family(kind: LexiconKind, family: str) -> None:
    if not _is_known(kind, family):
        raise Invalid("family", _("Choose a theme or a family of the list: health and justice are never suggested."))


def _entries(writing: Writing, kind: LexiconKind, key: str) -> list[LexiconEntry]:
    found = writing.session.scalars(select(LexiconEntry).where(LexiconEntry.kind == kind))
    return [entry for entry in found if wording.expression_key(entry.expression) == key]
