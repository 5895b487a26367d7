"""Have the schema's own package judge a row, and say in French what it does not take.

What the schema requires leaves the whole row out; any other refused value is set aside, and the row is taken without
it. Loaded when a directory is read or written, and never before: the package takes a quarter of a second.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from data_inclusion.schema import v1  # pyright: ignore[reportMissingTypeStubs] - it ships none
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from caseflow.exchange.services_directory.cleaning import LONGEST
from caseflow.exchange.services_directory.fields import FIELDS, LISTS, Kind
from caseflow.i18n import N_, _

_MODELS = {Kind.STRUCTURE: v1.Structure, Kind.SERVICE: v1.Service}
NEEDED = frozenset({"id", "source", "nom", "structure_id"})
"""Without these there is no row."""
LONGEST_NAME = 150  # characters
_STAND_INS: dict[str, Any] = {"date_maj": date(2000, 1, 1), "description": "....."}
"""What the schema requires and a real list may lack: judged in their place, never kept."""
_ROUNDS = 3
_SHOWN = 60  # characters of a refused value

_REASONS = {
    "missing": N_("this field is missing"),
    "string_too_short": N_("“{value}” is too short: {min_length} characters at least"),
    "string_too_long": N_("“{value}” is too long: {max_length} characters at most"),
    "enum": N_("“{value}” is not in the list of the national schema"),
    "greater_than_equal": N_("{value} is too small: {ge} at least"),
    "float_parsing": N_("“{value}” is not a number"),
    "float_type": N_("“{value}” is not a number"),
    "int_parsing": N_("“{value}” is not a whole number"),
    "int_from_float": N_("“{value}” is not a whole number"),
    "int_type": N_("“{value}” is not a whole number"),
    "url_parsing": N_("“{value}” is not a complete web address"),
    "url_scheme": N_("“{value}” is not a complete web address"),
    "url_too_long": N_("this web address is too long"),
}
_OF_FIELDS = {
    "courriel": N_("“{value}” is not an e-mail address"),
    "date_maj": N_("“{value}” is not a possible day: from 2000 to today"),
    "siret": N_("“{value}” is not a SIRET number: 14 digits"),
    "code_postal": N_("“{value}” is not a post code: 5 digits"),
    "code_insee": N_("“{value}” is not the code of a commune: 5 characters"),
    "zone_eligibilite": N_("“{value}” is not the code of a commune, an EPCI, a département or of France"),
}


@dataclass(frozen=True)
class Problem:
    """A value that was changed or refused."""

    field: str
    reason: str
    leaves_out: bool = False


def checked(kind: Kind, values: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Return what the schema takes of a row, and what it refuses.

    `values` are tidy. A missing day or description is let through: few real lists have them all. What comes back is as
    it was written: the package's own normal forms of addresses are not kept.
    """
    kept = {name: value for name, value in values.items() if name in FIELDS[kind] and value is not None}
    problems = list(_mended(kept))
    for _round in range(_ROUNDS):
        try:
            _MODELS[kind].model_validate({**_STAND_INS, **kept})
        except ValidationError as error:
            problems += _set_aside(kept, error.errors(include_url=False))
        else:
            return kept, problems
        if any(problem.leaves_out for problem in problems):
            return kept, problems
    return kept, [*problems, Problem("", _("this row is refused by the national schema"), leaves_out=True)]


def _mended(kept: dict[str, Any]) -> Iterator[Problem]:
    """Mend what can be, and say so: a text too long, « everybody » among others, a place outside the world."""
    if "tous-publics" in kept.get("publics", ()) and len(kept["publics"]) > 1:
        kept["publics"] = ["tous-publics"]
        yield Problem("publics", _("“tous-publics” stands alone: the other values were set aside"))
    for name, value in kept.items():
        longest = LONGEST_NAME if name == "nom" else LONGEST
        if isinstance(value, str) and len(value) > longest:
            kept[name] = value[: longest - 1].rstrip() + "…"
            yield Problem(name, _("this text is too long: it was cut at {count} characters").format(count=longest))
    for name, most in (("latitude", 90), ("longitude", 180)):
        value = kept.get(name)
        if isinstance(value, (int, float)) and abs(value) > most:
            del kept[name]
            yield Problem(name, _("{value} is not a place on Earth").format(value=value))


def _set_aside(kept: dict[str, Any], errors: list[ErrorDetails]) -> Iterator[Problem]:
    """Take refused values out; one of several values goes alone. Say each once."""
    told = set[tuple[object, ...]]()
    gone: dict[str, set[int]] = {}
    for error in errors:
        name = str(error["loc"][0])
        place = error["loc"][1] if name in LISTS and len(error["loc"]) > 1 else None
        if (name, place) in told:
            continue
        told.add((name, place))
        value = kept[name][place] if isinstance(place, int) else kept.get(name)
        yield Problem(name, _reason(name, error, value), leaves_out=name in NEEDED)
        if isinstance(place, int):
            gone.setdefault(name, set()).add(place)
        else:
            kept.pop(name, None)
    for name, places in gone.items():
        left = [value for place, value in enumerate(kept.get(name, ())) if place not in places]
        kept.pop(name, None)
        if left:
            kept[name] = left


def _reason(name: str, error: ErrorDetails, value: object) -> str:
    written = str(value if value is not None else "")
    shown = written if len(written) <= _SHOWN else written[: _SHOWN - 1] + "…"
    known = _REASONS.get(error["type"], N_("“{value}” is refused by the national schema"))
    sentence = _OF_FIELDS.get(name, known) if written else _REASONS["missing"]
    return _(sentence).format(
        **{"value": shown, **{key: each for key, each in (error.get("ctx") or {}).items() if key != "value"}}
    )
