"""Every visible word has its French, and French is set the French way."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from caseflow.i18n import Catalog

ROOT = Path(__file__).parent.parent
CATALOGUES = sorted((ROOT / "resources/locale/fr/LC_MESSAGES").glob("*.po"))
GUIDE = sorted((ROOT / "resources/help/fr").glob("*.md"))
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}

NO_BREAK = "\u00a0"
NARROW = "\u202f"

FAULTS = {
    "straight apostrophe": re.compile(r"\w'\w"),
    "ordinary space before a colon": re.compile(r" :(?!\w)"),
    "ordinary space before ; ! ?": re.compile(r" [;!?]"),
    "no narrow space before ; ! ?": re.compile(rf"[\w»][;!?](?!\w)|{NO_BREAK}[;!?]"),
    "no space before a colon": re.compile(r"[^\W\d_]:(?=\s|$)"),
    "ordinary space inside « »": re.compile(r"« | »"),
    "no space inside « »": re.compile(rf"«(?![{NO_BREAK}{NARROW}])|(?<![{NO_BREAK}{NARROW}])»"),
    "straight quotation marks": re.compile(r'"'),
    "three dots": re.compile(r"\.\.\."),
}


def faults(text: str) -> list[str]:
    return [f"{name}: {text!r}" for name, pattern in FAULTS.items() if pattern.search(text)]


def words(text: str) -> str:
    """The text without what is not French: placeholders, code, addresses."""
    return re.sub(r"`[^`]*`|\{[^}]*\}|\]\([^)]*\)|https?://\S+", "x", text)


def messages(path: Path) -> list[Message]:
    with path.open("rb") as file:
        return [message for message in read_po(file, locale="fr") if message.id]


def forms(message: Message) -> tuple[str, ...]:
    found = message.string
    return (found,) if isinstance(found, str) else tuple(form or "" for form in found or ())


def ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def every_message() -> Iterator[tuple[Path, Message]]:
    for path in CATALOGUES:
        for message in messages(path):
            yield path, message


def test_every_visible_word_has_its_french() -> None:
    known = {(message.context, ids(message)[0]) for _, message in every_message() if all(forms(message))}
    missing = set()
    for name, line, found, _comments, context in extract_from_dir(ROOT / "caseflow", keywords=KEYWORDS):
        first = found if isinstance(found, str) else found[0]
        if (context, first) not in known:
            missing.add(f"caseflow/{name}:{line}: {first}")
    assert sorted(missing) == []


def test_a_sentence_is_translated_in_one_way() -> None:
    seen: dict[tuple[str | None, str], tuple[str, ...]] = {}
    for path, message in every_message():
        key = (message.context, ids(message)[0])
        assert seen.setdefault(key, forms(message)) == forms(message), f"{path.name}: {key}"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_translations_are_complete_and_keep_their_placeholders(path: Path) -> None:
    for message in messages(path):
        assert not message.fuzzy, message.id
        asked = {name for text in ids(message) for name in re.findall(r"\{[^}]*\}", text)}
        for form in forms(message):
            assert form, message.id
            assert set(re.findall(r"\{[^}]*\}", form)) <= asked, message.id
        assert {name for form in forms(message) for name in re.findall(r"\{[^}]*\}", form)} == asked, message.id


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_translations_are_set_the_french_way(path: Path) -> None:
    assert [fault for message in messages(path) for form in forms(message) for fault in faults(words(form))] == []


@pytest.mark.parametrize("path", GUIDE, ids=lambda path: path.name)
def test_the_guide_is_set_the_french_way(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert [fault for line in text.splitlines() for fault in faults(words(line))] == []


@pytest.mark.parametrize("path", GUIDE, ids=lambda path: path.name)
def test_links_of_the_guide_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_a_fault_of_typography_is_seen() -> None:
    for wrong in (
        "l'entretien",
        "Attention : lire",
        "Quoi ?",
        "Quoi?",
        "Nom: lire",
        "« non »",
        "«non»",
        'dit "non"',
        "…et...",
    ):
        assert faults(wrong), wrong
    assert (
        faults(f"L’entretien{NO_BREAK}: «{NO_BREAK}oui{NO_BREAK}», à 9{NO_BREAK}h{NO_BREAK}30{NARROW}; prêt{NARROW}?")
        == []
    )


def test_the_catalogue_is_read_as_the_standard_reader_reads_it() -> None:
    (path,) = CATALOGUES
    with path.open("rb") as file:
        standard = {
            (entry.context or None, entry.id if isinstance(entry.id, str) else entry.id[0]): (
                (entry.string,) if isinstance(entry.string, str) else tuple(entry.string)
            )
            for entry in read_po(file, locale="fr")
            if entry.id and not entry.fuzzy
        }
    catalogue = Catalog("fr")
    for (context, message), forms in standard.items():
        read = catalogue.pgettext(context, message) if context else catalogue.gettext(message)
        assert read == forms[0]
        if len(forms) > 1:
            assert catalogue.ngettext(message, message, 5) == forms[1]
