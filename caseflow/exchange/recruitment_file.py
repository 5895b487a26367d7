"""Read a recruitment described in a TOML file, for `caseflow recruitment create`.

code = "ENTREPOT-2027"
title = "Ouverture de l’entrepôt Nord"
employer = "Logis Sud"
method = "mrs"                      # mrs, poei, poec, job_dating, classic
starts_on = 2027-01-04

[[jobs]]
title = "Préparateur de commandes"
posts = 80
rome = "N1103"

[[criteria]]
question = "Disponible en 3 × 8 ?"
weight = "required"                 # required, wished, information

[[prescribers]]
name = "Mission locale de Marseille"
quota = 40
deadline = 2026-12-11
mail_domains = ["missionlocale.fr"]
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar, cast

from caseflow.domain.errors import Invalid
from caseflow.domain.pathway import Contract
from caseflow.domain.recruitment import CriterionWeight, ProjectKind, RecruitmentMethod
from caseflow.i18n import _
from caseflow.services.recruitments import CriterionDraft, InvitationDraft, JobDraft, RecruitmentDraft

LARGEST = 1_000_000
"""Bytes of a file that describes one recruitment."""

_RECRUITMENT: dict[str, type] = {
    "employer": str,
    "is_public_employer": bool,
    "project_kind": ProjectKind,
    "method": RecruitmentMethod,
    "employer_contact": str,
    "employer_phone": str,
    "employer_email": str,
    "other_referent": str,
    "place": str,
    "insee_code": str,
    "transport": str,
    "starts_on": date,
    "clause_hours": int,
    "is_common_prescription": bool,
    "note": str,
}
_JOB: dict[str, type] = {
    "rome": str,
    "starts_on": date,
    "contract": Contract,
    "weekly_minutes": int,
    "hours": str,
    "place": str,
}
_PRESCRIBER: dict[str, type] = {"kind": str, "email": str, "quota": int, "deadline": date}

Kind = TypeVar("Kind")


def read_recruitment(path: Path) -> RecruitmentDraft:
    """Read a recruitment.

    Raises:
        Invalid: the file is not TOML, a key is unknown, or a value is not what it should be; the sentence says which.
    """
    if path.stat().st_size > LARGEST:
        raise Invalid("file", _("This file is too large to describe a recruitment."))
    try:
        found = tomllib.loads(path.read_bytes().decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Invalid("file", _("This file is not written in TOML.")) from error
    tables = {name: _tables(found.pop(name, []), name) for name in ("jobs", "criteria", "prescribers")}
    return RecruitmentDraft(
        code=_value(found, "code", str),
        title=_value(found, "title", str),
        jobs=tuple(_job(each) for each in tables["jobs"]),
        criteria=tuple(_criterion(each) for each in tables["criteria"]),
        invitations=tuple(_invitation(each) for each in tables["prescribers"]),
        details=_details(found, _RECRUITMENT, "recruitment"),
    )


def _tables(value: object, name: str) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in cast("list[object]", value)):
        raise Invalid(name, _("“{key}” is a list of tables: [[{key}]].").format(key=name))
    return cast("list[dict[str, Any]]", value)


def _job(table: dict[str, Any]) -> JobDraft:
    return JobDraft(_value(table, "title", str), _value(table, "posts", int, 1), _details(table, _JOB, "jobs"))


def _criterion(table: dict[str, Any]) -> CriterionDraft:
    draft = CriterionDraft(
        _value(table, "question", str), _value(table, "weight", CriterionWeight, CriterionWeight.REQUIRED)
    )
    _details(table, {}, "criteria")
    return draft


def _invitation(table: dict[str, Any]) -> InvitationDraft:
    name, domains = _value(table, "name", str), table.pop("mail_domains", [])
    if not isinstance(domains, list) or not all(isinstance(each, str) for each in cast("list[object]", domains)):
        raise Invalid("mail_domains", _wrong("mail_domains"))
    details = _details(table, _PRESCRIBER, "prescribers")
    return InvitationDraft(name, mail_domains=tuple(cast("list[str]", domains)), **details)


def _details(table: Mapping[str, Any], known: Mapping[str, type], where: str) -> dict[str, Any]:
    """Return the other values of a table, each of its type."""
    unknown = sorted(table.keys() - known.keys())
    if unknown:
        raise Invalid(unknown[0], _("“{key}” is not known in “{table}”.").format(key=unknown[0], table=where))
    return {name: _read(name, value, known[name]) for name, value in table.items()}


def _value(table: dict[str, Any], name: str, kind: type[Kind], otherwise: Kind | None = None) -> Kind:
    """Take one value out of a table."""
    if name not in table:
        if otherwise is None:
            raise Invalid(name, _("“{key}” is missing.").format(key=name))
        return otherwise
    return _read(name, table.pop(name), kind)


def _read(name: str, value: object, kind: type[Kind]) -> Kind:
    if issubclass(kind, StrEnum) and isinstance(value, str):
        if value not in set(kind):
            choices = ", ".join(kind)
            raise Invalid(name, _("“{key}” is one of: {choices}.").format(key=name, choices=choices))
        return kind(value)
    if type(value) is not kind:  # a truth value is a number to Python, and a moment is a day
        raise Invalid(name, _wrong(name))
    return value


def _wrong(name: str) -> str:
    return _("The value of “{key}” is not what is expected there.").format(key=name)
