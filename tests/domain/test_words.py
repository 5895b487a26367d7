"""Every sentence of the rules exists in French, with the same placeholders, well set."""

import ast
import re
from pathlib import Path

import pytest

from caseflow import domain
from caseflow.i18n import NARROW_NBSP, NBSP, Catalog

SOURCES = sorted(Path(domain.__path__[0]).rglob("*.py"))
PLACEHOLDER = re.compile(r"\{\w+\}")


def messages() -> set[tuple[str, ...]]:
    """The literal arguments of every call that marks or translates a message."""
    found: set[tuple[str, ...]] = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("_", "N_", "ngettext")
            ):
                found.add(tuple(arg.value for arg in node.args if isinstance(arg, ast.Constant)))
    return {words for words in found if words}


FRENCH = Catalog("fr")


def french(words: tuple[str, ...]) -> list[str]:
    """The French of a message, or of its two forms; nothing where there is none."""
    return list(FRENCH._messages.get((None, words[0]), ()))


@pytest.mark.parametrize("words", sorted(messages()), ids=lambda words: words[0][:40])
def test_a_sentence_is_said_in_french_and_well_set(words: tuple[str, ...]) -> None:
    forms = french(words)
    assert len(forms) == len(words)
    for form in forms:
        assert set(PLACEHOLDER.findall(form)) == set(PLACEHOLDER.findall(words[0]))
        assert "'" not in form
        assert not re.search(rf"[^{NBSP}\d][:»]", form), "a no-break space comes first"
        assert not re.search(rf"[^{NARROW_NBSP}][;!?]", form), "a narrow no-break space comes first"
