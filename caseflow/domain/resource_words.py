"""Say the values of the national schema of services in the French words of those who keep it."""

import tomllib
from collections.abc import Mapping
from functools import cache

from caseflow.resources import resource

PUBLICS, FEES, MODES, KINDS = "publics", "fees", "modes", "kinds"
MOBILISATION, MOBILISABLE_BY, THEMATIQUES, GROUPS = "mobilisation", "mobilisable_by", "thematiques", "groups"
NETWORKS = "networks"


def words_of(family: str) -> Mapping[str, str]:
    """Return every value of a list of the schema with its words, in the order of the schema."""
    return _every()[family]


def word(family: str, value: str) -> str:
    """Return the words for a value of a list; the value itself where the schema does not know it."""
    return words_of(family).get(value, value)


@cache
def _every() -> dict[str, dict[str, str]]:
    return tomllib.loads(resource("reference", "resource_words.toml").read_text(encoding="utf-8"))
