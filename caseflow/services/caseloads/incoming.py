"""What a row of a caseload file is, seen from here: the reader of files hands rows of this shape."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol, cast

from caseflow.domain.duplicate import Description


class IncomingNote(Protocol):
    """What a repair and a problem have in common."""

    @property
    def key(self) -> str:
        """Return the field it is about."""
        ...

    @property
    def heading(self) -> str:
        """Return the column's heading in the sender's file."""
        ...

    @property
    def reason(self) -> str:
        """Say what it is, as a sentence."""
        ...


class IncomingRepair(IncomingNote, Protocol):
    """Damage that was mended while reading."""

    @property
    def before(self) -> str:
        """Return what the file said."""
        ...

    @property
    def after(self) -> str:
        """Return what was read."""
        ...


class IncomingProblem(IncomingNote, Protocol):
    """Something wrong with a value."""

    @property
    def blocking(self) -> bool:
        """Say whether the row has to wait for a correction."""
        ...


class IncomingPerson(Protocol):
    """One row of the sender's file read as a person; `values` has the keys that the reader of files documents."""

    @property
    def number(self) -> int:
        """Return the line in the sender's file."""
        ...

    @property
    def values(self) -> Mapping[str, object]:
        """Return what the row says; what it does not say has no key."""
        ...

    @property
    def repairs(self) -> Sequence[IncomingRepair]:
        """Return what was mended."""
        ...

    @property
    def problems(self) -> Sequence[IncomingProblem]:
        """Return what is wrong."""
        ...


def text_of(values: Mapping[str, object], key: str) -> str | None:
    """Return a textual value, or nothing."""
    value = values.get(key)
    return str(value) if value else None


def day_of(values: Mapping[str, object], key: str) -> date | None:
    """Return a day, or nothing."""
    value = values.get(key)
    return value if isinstance(value, date) else None


def texts_of(values: Mapping[str, object], key: str) -> tuple[str, ...]:
    """Return the several texts of a value that may have several: phones, e-mail addresses."""
    return tuple(cast("Sequence[str]", values.get(key, ())))


def doubtful_keys(row: IncomingPerson) -> frozenset[str]:
    """Return the fields whose value is kept as it was typed although it is not right."""
    return frozenset(problem.key for problem in row.problems)


def is_to_correct(row: IncomingPerson) -> bool:
    """Tell whether a row cannot be taken as it is."""
    return any(problem.blocking for problem in row.problems)


def described(row: IncomingPerson) -> Description:
    """Return a row as somebody to be compared with others."""
    values = row.values
    doubtful = doubtful_keys(row)
    return Description(
        last_name=text_of(values, "last_name") or "",
        first_name=text_of(values, "first_name") or "",
        birth_name=text_of(values, "birth_name"),
        birth_date=day_of(values, "birth_date"),
        file_number=text_of(values, "file_number"),
        department_id=text_of(values, "department_id"),
        france_travail_id=None if "france_travail_id" in doubtful else text_of(values, "france_travail_id"),
        caf_number=text_of(values, "caf_number"),
        phones=texts_of(values, "phones"),
        emails=texts_of(values, "emails"),
        post_code=text_of(values, "post_code"),
    )
