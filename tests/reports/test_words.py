"""Every word on paper is in French."""

import ast
from collections.abc import Iterator
from pathlib import Path

import caseflow
from caseflow.i18n import Catalog

SOURCES = [
    path for folder in ("reports", "drawing") for path in sorted((Path(caseflow.__file__).parent / folder).glob("*.py"))
]
ALIKE = {"page {number}/{total}", "Structure", "Dates", "Date", "Situation", "Contacts", "Service"} | {
    "Convocation",
    "Signature",
    "quota {quota}",
}
"""What French and English write alike."""


def messages(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = node.args[1:2] if name == "pgettext" else node.args[:1]
        if name in ("gettext", "ngettext", "pgettext", "N_"):
            yield from (text.value for text in given if isinstance(text, ast.Constant))


def test_every_word_on_paper_is_in_french() -> None:
    french = Catalog("fr")
    found = {message for path in SOURCES for message in messages(path)}
    assert len(found) > 60
    spoken = {message for message in found if french.ngettext(message, message, 2) != message}
    with_context = {"born in {year}", "year of birth: {year}"}
    assert found - spoken - with_context == ALIKE
    assert french.pgettext("a man", "born in {year}") == "né en {year}"
