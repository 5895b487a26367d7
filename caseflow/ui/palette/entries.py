"""What the search window lists, and in which order: plain data, without a widget."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from caseflow.i18n import _, sort_key
from caseflow.services.finder import FoundPerson
from caseflow.ui.actions import Act, Command
from caseflow.ui.key_names import shown_key
from caseflow.ui.menus import plain


class Kind(Enum):
    """What a line is."""

    HEADING = "heading"
    PERSON = "person"
    ACTION = "action"
    HELP = "help"


@dataclass(frozen=True)
class Entry:
    """One line of the search window."""

    kind: Kind
    text: str
    detail: str = ""
    """Said in a lower voice after the text: who it is, or why it cannot be done."""
    key: str = ""
    """The keys that do the same."""
    icon: str = ""
    target: UUID | str = ""
    """Whom or what it is about: a person, a command, a page of the guide."""
    hindrance: str = ""

    @property
    def can_be_chosen(self) -> bool:
        """Tell whether Enter does something on this line."""
        return self.kind is not Kind.HEADING and not self.hindrance

    def said(self) -> str:
        """Return the whole line as a screen reader says it."""
        return ", ".join(part for part in (self.text, self.detail, self.key) if part)


def person_entry(person: FoundPerson) -> Entry:
    """Return the line of a person: what tells her from somebody of the same name."""
    parts = (
        "" if person.birth_year is None else _("born in {year}").format(year=person.birth_year),
        person.commune,
        _("Referent: {name}").format(name=person.referent) if person.referent else "",
        _("archived") if person.is_archived else "",
    )
    detail = " · ".join(part for part in parts if part)
    return Entry(Kind.PERSON, person.name, detail, icon="person", target=person.id)


def action_entry(menu: str, command: Command, act: Act) -> Entry:
    """Return the line of an action; what cannot be done now says why."""
    words = plain(act.words or _(command.text))
    detail = act.hindrance or plain(_(menu))
    return Entry(
        Kind.ACTION,
        words,
        detail,
        key=shown_key(command.shortcut) if command.shortcut else "",
        icon=command.icon,
        target=command.key,
        hindrance=act.hindrance,
    )


def words_of(text: str) -> list[str]:
    """Return the words of a text for comparing: no accent, no case, hyphens and apostrophes as spaces."""
    return sort_key(text).split()


@dataclass(frozen=True)
class Offer:
    """An action or a page of the guide, with the words by which it is found."""

    entry: Entry
    also: str = ""

    def rank(self, words: Sequence[str]) -> int | None:
        """Return how well it answers to folded words, 0 being the best; None when it does not."""
        found = words_of(self.entry.text)
        if " ".join(found).startswith(" ".join(words)):
            return 0
        if all(any(each.startswith(word) for each in found) for word in words):
            return 1
        more = [*found, *words_of(f"{self.entry.detail} {self.also}")]
        return 2 if all(any(each.startswith(word) for each in more) for word in words) else None


def matching(offers: Iterable[Offer], typed: str) -> list[Offer]:
    """Return the offers that answer to what was typed, best first, those that can be done before the others."""
    words = words_of(typed)
    found = [
        ((bool(offer.entry.hindrance), rank), offer) for offer in offers if (rank := offer.rank(words)) is not None
    ]
    return [offer for _place, offer in sorted(found, key=lambda each: each[0])]


def is_meant(person: FoundPerson, typed: str) -> bool:
    """Tell whether a person answers to every word typed, to the letter: no typing slip was forgiven."""
    year = "" if person.birth_year is None else str(person.birth_year)
    known = f"{person.name} {person.commune} {person.referent} {person.file_number} {year}"
    digits = "".join(filter(str.isdigit, person.phone))
    return all(
        any(each.startswith(word) for each in words_of(known)) or (word.isdigit() and word in digits)
        for word in words_of(typed)
    )


def listed(
    people: Sequence[FoundPerson], actions: Sequence[Offer], pages: Sequence[Offer], typed: str, people_title: str
) -> list[Entry]:
    """Return every line, under headings: people first, unless they are only guessed at while an action is named."""
    persons = [person_entry(person) for person in people]
    is_guess = bool(actions) and bool(people) and not any(is_meant(person, typed) for person in people)
    groups: list[tuple[str, list[Entry]]] = [
        (people_title, persons),
        (_("Actions"), [offer.entry for offer in actions]),
        (_("Help"), [offer.entry for offer in pages]),
    ]
    if typed and is_guess and actions[0].rank(words_of(typed)) in (0, 1):
        groups[0], groups[1] = groups[1], groups[0]
    lines: list[Entry] = []
    for title, entries in groups:
        if entries:
            lines += [Entry(Kind.HEADING, title), *entries]
    return lines
