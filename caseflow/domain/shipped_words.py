"""The words of notes that are shipped in `resources/reference/lexicon.toml`."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from caseflow.domain.lexicon import LexiconKind
from caseflow.domain.wording import RiskFamily, expression_key


@dataclass(frozen=True)
class ShippedWords:
    """Expressions with what they are watched for, and those that are harmless whatever they hold."""

    expressions: tuple[tuple[LexiconKind, str, str, str], ...]
    """Kind, words, theme or family, and the advice that is theirs alone."""
    advices: Mapping[RiskFamily, str]
    """What to write instead, by family."""
    not_barriers: tuple[str, ...]
    not_risks: tuple[str, ...]


@cache
def shipped_words() -> ShippedWords:
    """Read them once."""
    from caseflow.resources import resource

    tables = tomllib.loads(resource("reference", "lexicon.toml").read_text(encoding="utf-8"))
    return ShippedWords(
        expressions=(*_expressions(LexiconKind.BARRIER, tables), *_expressions(LexiconKind.RISK, tables)),
        advices={family: tables["risk"][family]["advice"] for family in RiskFamily},
        not_barriers=tuple(tables["not_barriers"]),
        not_risks=tuple(tables["not_risks"]),
    )


def _expressions(kind: LexiconKind, tables: Mapping[str, Any]) -> Iterator[tuple[LexiconKind, str, str, str]]:
    for family, table in tables[kind].items():
        advices = {expression_key(words): advice for words, advice in table.get("advices", {}).items()}
        for words in table["words"]:
            yield kind, words, family, advices.get(expression_key(words), "")
