"""Set what a row says of somebody beside what is held of a candidate, for a person to judge."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from caseflow.domain.contact import email, phone, shown_phone
from caseflow.i18n import _, current, fold
from caseflow.services.caseloads.incoming import IncomingPerson, day_of, text_of, texts_of
from caseflow.services.caseloads.known import Known
from caseflow.services.naming import field_label

_TEXTS = ("last_name", "birth_name", "first_name")
_NUMBERS = ("file_number", "france_travail_id", "caf_number", "department_id")


@dataclass(frozen=True)
class Detail:
    """One field, as the row has it and as the candidate has it."""

    label: str
    theirs: str = field(repr=False)
    ours: str = field(repr=False)

    @property
    def differs(self) -> bool:
        """Tell whether both say something, and not the same."""
        return bool(self.theirs and self.ours) and fold(self.theirs) != fold(self.ours)


def beside_known(row: IncomingPerson, known: Known) -> tuple[Detail, ...]:
    """Set a row beside somebody of the store."""
    return _beside(row, _of_person(known))


def beside_row(row: IncomingPerson, other: IncomingPerson) -> tuple[Detail, ...]:
    """Set a row beside an earlier row of the same file."""
    return _beside(row, _of_row(other.values))


def _beside(row: IncomingPerson, ours: Mapping[str, str]) -> tuple[Detail, ...]:
    theirs = _of_row(row.values)
    return tuple(
        Detail(label, theirs.get(key, ""), ours.get(key, ""))
        for key, label in _labels()
        if theirs.get(key) or ours.get(key)
    )


def _labels() -> Iterator[tuple[str, str]]:
    for key in (*_TEXTS, "birth_date"):
        yield key, field_label(key)
    yield "commune", field_label("commune")
    yield "contact", _("Contact")
    for key in _NUMBERS:
        yield key, field_label(key)


def _of_person(known: Known) -> dict[str, str]:
    person: Mapping[str, Any] = known.person
    found = {key: str(person.get(key) or "") for key in (*_TEXTS, *_NUMBERS)}
    return found | {
        "birth_date": current().date(person.get("birth_date")),
        "commune": " ".join(part for part in (person.get("post_code"), person.get("commune")) if part),
        "contact": "\n".join(shown_phone(value) for value in known.shown_points),
    }


def _of_row(values: Mapping[str, object]) -> dict[str, str]:
    found = {key: text_of(values, key) or "" for key in (*_TEXTS, *_NUMBERS)}
    phones = (shown_phone(phone(typed).value) for typed in texts_of(values, "phones"))
    emails = (email(typed).value for typed in texts_of(values, "emails"))
    return found | {
        "birth_date": current().date(day_of(values, "birth_date")),
        "commune": " ".join(part for part in (text_of(values, "post_code"), text_of(values, "commune")) if part),
        "contact": "\n".join((*phones, *emails)),
    }
