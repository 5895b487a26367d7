"""Read the diagnostic of France Travail, a JSON file, in the shapes of 2021–2023 and of 2026.

The file comes from elsewhere: everything in it is hostile until read. What is missing, of another kind or unknown is
passed over; what holds no diagnostic at all is refused in one sentence. Codes are never looked at, only words.
"""

import json
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias, cast

from caseflow.domain.barrier import GoalState, Impact
from caseflow.domain.diagnostic import Constraint, ConstraintState, Diagnostic, Objective
from caseflow.domain.errors import Refused, StorageTrouble
from caseflow.i18n import _

Json: TypeAlias = dict[str, Any]

MOST_BYTES = 2 * 2**20
"""A true diagnostic weighs some 40 kB."""
MOST_WORDINGS = 2_000
MOST_CONSTRAINTS = 100
_LONGEST_WORDING, _LONGEST_NAME = 200, 80  # characters
_DEEPEST_WRAPPING, _WIDEST_WRAPPING = 4, 20
_YEARS = range(2000, 2101)

_STATES = {"OUI": ConstraintState.PRESENT, "CLOTUREE": ConstraintState.OVERCOME}
_GOALS = {"EN_COURS": GoalState.IN_PROGRESS, "REALISE": GoalState.DONE, "ABANDONNE": GoalState.ABANDONED}
_IMPACTS = {"FORT": Impact.STRONG, "MOYEN": Impact.MEDIUM, "FAIBLE": Impact.WEAK}
_PROJECTS = frozenset({"", "EN_COURS", "VALIDE", "A_DEFINIR"})
"""States of a job project that is still looked at."""
_BLOCKS = ("contraintesIndividusDto", "thematiqueContrainte", "autonomieNumerique", "pouvoirAgir")
_NEEDS = ("besoinsParDiagnosticIndividuDtos", "besoinsParDiagnostic")
_DATES = ("date", "dateExploration", "dateDeModification", "dateMiseAJour", "dateDerniereExplorationBesoin")


def read_diagnostic(path: Path) -> Diagnostic:
    """Read a file.

    Raises:
        Refused: it is no diagnostic of France Travail, or is too large to be one.
        StorageTrouble: it is missing, or open in another program.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise StorageTrouble(_("This file cannot be read: it is missing, or open in another program.")) from error
    return parse_diagnostic(content)


def parse_diagnostic(content: bytes) -> Diagnostic:
    """Read the content of a file.

    Raises:
        Refused: it is no diagnostic of France Travail, or is too large to be one.
    """
    if len(content) > MOST_BYTES:
        raise Refused(_("This file is too large to be a France Travail diagnostic: it was not read."))
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _no_diagnostic() from error
    found = list(_diagnostics(data, _DEEPEST_WRAPPING))
    if not found:
        raise _no_diagnostic()
    if len(found) > 1:
        raise Refused(_("This file holds the diagnostics of several people: choose one that holds a single one."))
    return _read(found[0])


def _no_diagnostic() -> Refused:
    return Refused(_("This file is not a France Travail diagnostic: nothing was read from it."))


def _diagnostics(data: Any, depth: int) -> Iterator[Json]:
    """Return what looks like a diagnostic, within the envelopes that programs put around one."""
    if isinstance(data, dict):
        table = cast("Json", data)
        if any(isinstance(table.get(name), (dict, list)) for name in (*_BLOCKS, *_NEEDS)):
            yield table
            return
        data = list(table.values())
    if isinstance(data, list) and depth:
        for each in cast("list[Any]", data)[:_WIDEST_WRAPPING]:
            yield from _diagnostics(each, depth - 1)


def _read(data: Json) -> Diagnostic:
    constraints = tuple(_constraints(data))
    needs = tuple(_needs(data))
    wordings = len(needs) + sum(1 + len(each.situations) + len(each.objectives) for each in constraints)
    if len(constraints) > MOST_CONSTRAINTS or wordings > MOST_WORDINGS:
        raise Refused(_("This file is too large to be a France Travail diagnostic: it was not read."))
    tables = list(_tables(data))
    structures = (_text(_table(table, "agent").get("structure"), _LONGEST_NAME) for table in tables)
    days = [day for table in tables for name in _DATES if (day := _day(table.get(name))) is not None]
    identity = _table(_table(data, "extra"), "identite")
    return Diagnostic(
        constraints,
        needs,
        max(days, default=None),
        next((name for name in structures if name), ""),
        last_name=_text(identity.get("nom"), _LONGEST_NAME),
        first_name=_text(identity.get("prenom"), _LONGEST_NAME),
    )


def _tables(data: Json) -> Iterator[Json]:
    """Return the parts that bear the day and the structure, those of constraints first."""
    yield from (_table(data, name) for name in _BLOCKS)
    for constraint in _raw_constraints(data):
        yield constraint
        yield from (*_list(constraint, "situations"), *_list(constraint, "objectifs"))
    for project in _projects(data):
        yield project
        yield _table(project, "diagnostic")


def _raw_constraints(data: Json) -> Iterator[Json]:
    for name in ("contraintesIndividusDto", "thematiqueContrainte"):
        yield from _list(_table(data, name), "contraintes")
    digital = _table(_table(data, "autonomieNumerique"), "contrainte")
    if digital:
        yield digital


def _constraints(data: Json) -> Iterator[Constraint]:
    for raw in _raw_constraints(data):
        if wording := _wording(raw):
            yield Constraint(
                wording,
                _STATES.get(_word(raw.get("valeur")), ConstraintState.NOT_DISCUSSED),
                tuple(_situations(raw)),
                tuple(_objectives(raw)),
                is_priority=raw.get("estPrioritaire") is True,
                impact=_IMPACTS.get(_word(raw.get("impact"))),
                noted_on=_day(raw.get("date")) or _day(raw.get("dateExploration")),
            )
    power = _table(data, "pouvoirAgir")
    wording = _text(power.get("resultatAnalyse"), _LONGEST_WORDING)
    if wording and _word(power.get("confiance")) == "NON":
        yield Constraint(wording, ConstraintState.PRESENT, noted_on=_day(power.get("dateExploration")))


def _situations(raw: Json) -> Iterator[str]:
    for each in _list(raw, "situations"):
        if _word(each.get("valeur")) == "OUI" and (wording := _wording(each)):
            yield wording


def _objectives(raw: Json) -> Iterator[Objective]:
    for each in _list(raw, "objectifs"):
        state = _GOALS.get(_word(each.get("valeur")))
        if state is not None and (wording := _wording(each)):
            yield Objective(wording, state)


def _projects(data: Json) -> Iterator[Json]:
    for name in _NEEDS:
        for project in _list(data, name):
            about = _table(project, "diagnostic") or project
            if _word(about.get("statut")) in _PROJECTS:
                yield project


def _needs(data: Json) -> Iterator[str]:
    """Return the wordings of what is needed, once each."""
    raw = [_table(_table(data, "autonomieNumerique"), "besoin")]
    for project in _projects(data):
        raw += _list(project, "besoins")
        for family in _list(project, "thematiquesBesoins"):
            raw += _list(family, "besoins")
    wordings = (_wording(each) for each in raw if _word(each.get("valeur")) == "BESOIN")
    yield from dict.fromkeys(wording for wording in wordings if wording)


def _table(holder: Json, name: str) -> Json:
    value = holder.get(name)
    return cast("Json", value) if isinstance(value, dict) else {}


def _list(holder: Json, name: str) -> list[Json]:
    """Return the tables of a list; whatever else it holds is passed over."""
    value = holder.get(name)
    return (
        [cast("Json", each) for each in cast("list[Any]", value) if isinstance(each, dict)]
        if isinstance(value, list)
        else []
    )


def _word(value: object) -> str:
    return value.strip().upper() if isinstance(value, str) else ""


def _wording(raw: Json) -> str:
    return _text(raw.get("libelle"), _LONGEST_WORDING)


def _text(value: object, longest: int) -> str:
    """Return a line of text without what no screen shows, its accents mended when UTF-8 was read as Latin 1."""
    if not isinstance(value, str):
        return ""
    text = value[: longest * 4]
    if "Ã" in text or "â€" in text:
        text = _mended(text)
    shown = "".join(char for char in text if unicodedata.category(char)[0] != "C" or char.isspace())
    return " ".join(shown.split())[:longest].strip()


def _mended(text: str) -> str:
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    # « Accéder Ã  une » : one sign alone was read twice.
    return text.replace("Ã\u00a0", "à ").replace("Ã ", "à ")


def _day(value: object) -> date | None:
    """Return the day of a moment as France lives it, None for what is no plausible moment.

    Midnight in France stands as 22:00 or 23:00 of the day before when it is told in universal time.
    """
    if not isinstance(value, str) or len(value) > 40:
        return None
    try:
        moment = datetime.fromisoformat(value)
        if moment.utcoffset() == timedelta(0):
            moment += timedelta(hours=2)
    except (ValueError, OverflowError):
        return None
    return moment.date() if moment.year in _YEARS else None
