"""A beneficiary: identity, contact, situation facts with their dates and proofs. The NIR has no place here."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column
from typing_extensions import override

from caseflow.domain.base import DERIVED, Entity, reference, stored_enum
from caseflow.domain.civility import Civility
from caseflow.i18n import fold, sort_key


class ContactKind(StrEnum):
    """The ways to reach a person."""

    PHONE = "phone"
    EMAIL = "email"


class FactKind(StrEnum):
    """What may be true of a person's situation for a time. `domain.labels` has their words."""

    FRANCE_TRAVAIL = "france_travail"
    """Registration with France Travail; the value is the category A, B, C, D or E, or empty."""
    FT_MODALITY = "ft_modality"
    """Suivi, guidé, renforcé, global, essentiel, intensif."""
    RSA = "rsa"
    ASS = "ass"
    AAH = "aah"
    ARE = "are"
    RQTH = "rqth"
    """Recognition as a disabled worker: health data (CNIL 2023-005), masked by default and never printed."""
    QPV = "qpv"
    LONE_PARENT = "lone_parent"
    CHILDCARE_AGE = "dependent_children"
    HOUSING = "housing"
    EDUCATION = "education_level"
    """Level: AFS, CP4, CFG, C3A, C12, NV5, NV4, NV3, NV2, NV1, the codes that France Travail uses."""
    MOBILITY = "mobility"
    LANGUAGE = "language"
    WORK_SITUATION = "work_situation"
    REFUGEE = "refugee"
    ASE_EXIT = "ase_exit"
    RURAL_ZONE = "zrr"
    """Resident of a ZRR/ZFRR zone."""


SENSITIVE_FACTS = frozenset({FactKind.RQTH, FactKind.AAH, FactKind.ASE_EXIT, FactKind.REFUGEE, FactKind.HOUSING})
"""Kept out of prints and default exports: RGPD art. 9, and `promises` P12."""


class Person(Entity):
    """A beneficiary, from the first contact on. A last name is all that is needed to begin."""

    __tablename__ = "person"
    __table_args__ = (Index("ix_person_sort_name", "sort_name", "id", "archived_on"),)
    """Enough for a list sorted by name: encrypted rows need not be read."""

    file_number: Mapped[str] = mapped_column(unique=True)
    """The structure's own number, shown on paper: « B-000123 »."""
    last_name: Mapped[str]
    """The usage name."""
    civility: Mapped[Civility | None] = mapped_column(stored_enum(Civility), default=None)
    birth_name: Mapped[str | None] = mapped_column(default=None)
    first_name: Mapped[str] = mapped_column(default="")
    birth_date: Mapped[date | None] = mapped_column(default=None, index=True)
    birth_place: Mapped[str | None] = mapped_column(default=None)

    address_line: Mapped[str | None] = mapped_column(default=None)
    address_extra: Mapped[str | None] = mapped_column(default=None)
    post_code: Mapped[str | None] = mapped_column(default=None)
    commune: Mapped[str | None] = mapped_column(default=None)
    insee_code: Mapped[str | None] = mapped_column(default=None)
    """The commune by its code in the *code officiel géographique*, 5 characters."""

    france_travail_id: Mapped[str | None] = mapped_column(default=None, index=True)
    """8 characters of the old form (7 digits and one more) or 11 digits of the new one."""
    caf_number: Mapped[str | None] = mapped_column(default=None, index=True)
    """CAF or MSA."""
    department_id: Mapped[str | None] = mapped_column(default=None, index=True)
    """The person's number in the department's own system."""

    project: Mapped[str | None] = mapped_column(default=None)
    """The professional project in one sentence, in the person's words."""
    project_rome: Mapped[str | None] = mapped_column(default=None)
    project_is_validated: Mapped[bool] = mapped_column(default=False)
    availability: Mapped[str | None] = mapped_column(default=None)
    available_from: Mapped[date | None] = mapped_column(default=None)
    mobility_radius_km: Mapped[int | None] = mapped_column(default=None)

    notice_given_on: Mapped[date | None] = mapped_column(default=None)
    """When the person was told what is recorded and why (RGPD art. 13 and 14)."""
    notice_channel: Mapped[str | None] = mapped_column(default=None)
    note: Mapped[str | None] = mapped_column(default=None)
    """A shared note: the person may read it."""
    private_note: Mapped[str | None] = mapped_column(default=None)
    """For the counsellor alone: never printed, never exported by default."""
    archived_on: Mapped[date | None] = mapped_column(default=None)

    sort_name: Mapped[str] = mapped_column(init=False, default="", info=DERIVED)
    search_text: Mapped[str] = mapped_column(init=False, default="", info=DERIVED)
    search_id: Mapped[int] = mapped_column(BigInteger, init=False, default=0, info=DERIVED, unique=True)

    @classmethod
    @override
    def derive(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """Compute how a person is sorted and found."""
        names = [values["last_name"], values.get("first_name") or "", values.get("birth_name") or ""]
        number = values["file_number"].removeprefix(_NUMBER_PREFIX)  # else everyone would be found by « b »
        words = [*names, number, values.get("commune") or ""]
        return {
            "sort_name": sort_key(" ".join(names[:2])),
            "search_text": searchable(" ".join(words)),
            "search_id": int.from_bytes(values["id"].bytes[8:]) & (2**63 - 1),
        }


class ContactPoint(Entity):
    """A phone number or an e-mail address of a person, the preferred one first."""

    __tablename__ = "contact_point"

    person_id: Mapped[UUID] = mapped_column(reference("person"), index=True)
    kind: Mapped[ContactKind] = mapped_column(stored_enum(ContactKind))
    value: Mapped[str]
    """A phone in E.164 when it is a valid one, anything else as it was typed."""
    is_valid: Mapped[bool] = mapped_column(default=True)
    rank: Mapped[int] = mapped_column(default=0)
    search_key: Mapped[str] = mapped_column(init=False, default="", info=DERIVED, index=True)

    @classmethod
    @override
    def derive(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """Compute the key by which a number or an address is found, however it is typed."""
        return {"search_key": contact_key(values["value"])}


class SituationFact(Entity):
    """Something true of a person's situation, since when, until when, and on which proof."""

    __tablename__ = "situation_fact"

    person_id: Mapped[UUID] = mapped_column(reference("person"), index=True)
    kind: Mapped[FactKind] = mapped_column(stored_enum(FactKind))
    value: Mapped[str | None] = mapped_column(default=None)
    since: Mapped[date | None] = mapped_column(default=None)
    until: Mapped[date | None] = mapped_column(default=None)
    """The last day on which it is true."""
    proof: Mapped[str | None] = mapped_column(default=None)
    proof_on: Mapped[date | None] = mapped_column(default=None)

    def holds(self, on: date) -> bool:
        """Tell whether the fact is true on a day; a fact without dates is."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


def searchable(text: str) -> str:
    """Return the text to be indexed: folded, with apostrophes and hyphens both joined and split.

    « N’Guessan Jean-Luc » is found by « nguessan », « guessan », « jeanluc » and « luc ».
    """
    folded = fold(text)
    split = re.sub(r"[-'.]", " ", folded)
    joined = re.sub(r"[-'.]", "", folded)
    return split if joined == folded else f"{split} {joined}"


def contact_key(value: str) -> str:
    """Return what two ways of writing a number or an address share: « +33 6 12… » and « 06 12… » are one."""
    if value.isdecimal() and value[0] == "0" != value[1:2]:
        return value
    if "@" in value:
        return fold(value.strip())
    digits = re.sub(r"\D", "", value)
    if digits.startswith("0033"):
        return "0" + digits[4:]
    is_french = digits.startswith("33") and (value.strip().startswith("+") or len(digits) == 11)
    return "0" + digits[2:] if is_french else digits


def display_name(last_name: str, first_name: str) -> str:
    """Write a name as the profession does: « BENALI Amina »."""
    return f"{last_name.upper()} {first_name}".strip()


_NUMBER_PREFIX = "B-"


def file_number(number: int) -> str:
    """Write a file number of the structure's own: « B-000123 »."""
    return f"{_NUMBER_PREFIX}{number:06d}"


def number_in(written: str | None) -> int:
    """Return the number in a file number of the structure's own; 0 for any other."""
    digits = (written or "").removeprefix(_NUMBER_PREFIX)
    return int(digits) if digits.isdecimal() else 0
