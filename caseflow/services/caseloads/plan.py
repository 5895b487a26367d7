"""Say what a row would change of a person, field by field.

An empty cell erases nothing, a doubtful value replaces none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from caseflow.domain import contact
from caseflow.domain.french_names import Likeness, likeness, prepared
from caseflow.domain.labels import fact_value_label, label
from caseflow.domain.person import Civility, ContactKind, FactKind, contact_key
from caseflow.i18n import _, current, fold
from caseflow.services.caseloads.incoming import IncomingPerson, day_of, doubtful_keys, text_of, texts_of
from caseflow.services.caseloads.known import Fact, Known, Stay
from caseflow.services.naming import field_label
from caseflow.services.reference import insee_code

COLUMNS = {
    "civility": "civility",
    "last_name": "last_name",
    "birth_name": "birth_name",
    "first_name": "first_name",
    "birth_date": "birth_date",
    "birth_place": "birth_place",
    "address_line": "address_line",
    "address_extra": "address_extra",
    "post_code": "post_code",
    "commune": "commune",
    "france_travail_id": "france_travail_id",
    "caf_number": "caf_number",
    "department_id": "department_id",
    "project": "project",
    "project_rome": "project_rome",
    "mobility_radius_km": "mobility_radius_km",
    "note": "note",
}
"""Keys of a row that are columns of a person. The file number is apart: once given, it never changes."""

_NAMES = frozenset({"last_name", "birth_name", "first_name"})
_NUMBERS = frozenset({"france_travail_id", "caf_number", "department_id"})
_COMPLETED_ONLY = frozenset({"note"})

_HELD = {
    "rqth": FactKind.RQTH,
    "rsa": FactKind.RSA,
    "ass": FactKind.ASS,
    "are": FactKind.ARE,
    "aah": FactKind.AAH,
    "qpv": FactKind.QPV,
    "lone_parent": FactKind.LONE_PARENT,
}
_VALUED = {
    "education_level": FactKind.EDUCATION,
    "work_situation": FactKind.WORK_SITUATION,
    "children": FactKind.CHILDCARE_AGE,
}
WITHOUT_PLACE = frozenset(
    {
        "france_travail_uid",
        "role",
        "territory",
        "tags",
        "activity_bonus",
        "last_contact_on",
        "pass_end",
        "nir",
    }
)
"""Keys that are read and have no field of a record yet: told, not kept."""


@dataclass(frozen=True)
class Difference:
    """A field that a row would complete or change."""

    key: str
    label: str
    before: str = field(repr=False)
    after: str = field(repr=False)


@dataclass
class Plan:
    """Everything a row would write of one person."""

    person: dict[str, Any] = field(default_factory=dict[str, Any])
    points: list[tuple[ContactKind, str, bool]] = field(default_factory=list[tuple[ContactKind, str, bool]])
    new_facts: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    changed_facts: dict[UUID, dict[str, Any]] = field(default_factory=dict[UUID, dict[str, Any]])
    new_stay: dict[str, Any] | None = None
    stay_id: UUID | None = None
    stay: dict[str, Any] = field(default_factory=dict[str, Any])
    referent: tuple[str, str] | None = None
    """Name and e-mail of who is to answer for the person from now on."""
    ended_assignment: UUID | None = None
    new_pass: dict[str, Any] | None = None
    differences: list[Difference] = field(default_factory=list[Difference])

    def tell(self, key: str, words: str, before: object, after: object) -> None:
        """Keep a difference to be shown."""
        self.differences.append(Difference(key, words, shown(before), shown(after)))


def shown(value: object) -> str:
    """Write a value as people read it."""
    if isinstance(value, date):
        return current().date(value)
    if isinstance(value, Civility):
        return label(value)
    return "" if value is None else str(value)


def plan(row: IncomingPerson, known: Known, on: date, kept: frozenset[str] = frozenset()) -> Plan:
    """Say what a row would write of a person; on the `kept` fields, what the store says is left alone."""
    made = Plan()
    values = {key: value for key, value in row.values.items() if key not in kept}
    _person(made, values, known.person, doubtful_keys(row))
    _place(made, known.person)
    _points(made, values, known)
    _facts(made, values, known, on)
    _stay(made, values, known, on)
    _pass(made, values, known)
    return made


def _person(made: Plan, values: Mapping[str, object], ours: Mapping[str, Any], doubtful: frozenset[str]) -> None:
    for key, column in COLUMNS.items():
        theirs = Civility(values[key]) if key == "civility" and key in values else values.get(key)
        if theirs in (None, ""):
            continue
        before = ours.get(column)
        if before not in (None, "") and (
            key in doubtful or key in _COMPLETED_ONLY or _says_the_same(key, before, theirs, ours)
        ):
            continue
        made.person[column] = theirs
        made.tell(key, field_label(column), before, theirs)


def _place(made: Plan, ours: Mapping[str, Any]) -> None:
    """Give a commune that was just written its INSEE code; a code that no longer fits is taken away."""
    if not made.person.keys() & {"commune", "post_code"}:
        return
    commune, post_code = (made.person.get(name) or ours.get(name) or "" for name in ("commune", "post_code"))
    code = insee_code(commune, post_code)
    if code != ours.get("insee_code"):
        made.person["insee_code"] = code


def _says_the_same(key: str, before: Any, theirs: Any, ours: Mapping[str, Any]) -> bool:
    """Tell whether a value only writes otherwise what is already there."""
    if before == theirs:
        return True
    if not isinstance(before, str) or not isinstance(theirs, str):
        return False
    if key in _NAMES:
        names = (before, ours.get("birth_name")) if key == "last_name" else (before,)
        return any(_is_same_name(theirs, name) for name in names if name)
    letters = "".join if key in _NUMBERS else " ".join
    return letters(_words(before)) == letters(_words(theirs))


def _is_same_name(theirs: str, ours: str) -> bool:
    """Tell whether a name is ours, or less of it: « Benali » against « Benali-Dupont »."""
    one, other = prepared(theirs), prepared(ours)
    found = likeness(one, other)
    return found is Likeness.SAME or (found is Likeness.PART and len(one.words) < len(other.words))


def _words(text: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in fold(text)).split()


def _points(made: Plan, values: Mapping[str, object], known: Known) -> None:
    """Add the numbers and addresses that are not there yet; none is ever taken away."""
    present = set(known.points)
    for key, read in (("phones", contact.phone), ("emails", contact.email)):
        for typed in texts_of(values, key):
            found = read(typed)
            if (found.kind, contact_key(found.value)) in present:
                continue
            present.add((found.kind, contact_key(found.value)))
            made.points.append((found.kind, found.value, found.is_valid))
            after = contact.shown_phone(found.value) if found.kind is ContactKind.PHONE else found.value
            made.tell(key, label(found.kind), "", after)


def _facts(made: Plan, values: Mapping[str, object], known: Known, on: date) -> None:
    for key, kind in _HELD.items():
        since = day_of(values, "rsa_since") if key == "rsa" else None
        if values.get(key) is True or (since and values.get(key) is None):
            right = text_of(values, "rsa_status") if key == "rsa" else None
            _fact(made, key, kind, known, on, value=right, since=since)
    for key, kind in _VALUED.items():
        if values.get(key) not in (None, ""):
            _fact(made, key, kind, known, on, value=str(values[key]), since=None)
    if values.get("driving_licence") is True and all(fact.kind is not FactKind.MOBILITY for fact in known.facts):
        _fact(made, "driving_licence", FactKind.MOBILITY, known, on, value=_("Driving licence"), since=None)
    registered, category = day_of(values, "ft_registered_on"), text_of(values, "ft_category")
    if registered or category:
        key = "ft_registered_on" if registered else "ft_category"
        _fact(made, key, FactKind.FRANCE_TRAVAIL, known, on, value=category, since=registered)


def unended(values: Mapping[str, object], known: Known, on: date) -> Iterator[tuple[FactKind, str]]:
    """Yield each fact that a row denies and that the record holds all the same, with its words: see `_fact`."""
    for key, kind in _HELD.items():
        for fact in known.facts:
            if values.get(key) is False and fact.kind is kind and (fact.until is None or fact.until >= on):
                yield kind, _fact_words(kind, fact.value, fact.since)


def _fact(
    made: Plan, key: str, kind: FactKind, known: Known, on: date, *, value: str | None, since: date | None
) -> None:
    """Add a fact, complete the one that holds, or begin another after it when the file gives a later start.

    A « non » in a file ends nothing: it does not say since when.
    """
    held = [fact for fact in known.facts if fact.kind is kind and (fact.until is None or fact.until >= on)]
    now = max(held, key=lambda fact: fact.since or date.min, default=None)
    if now is not None and now.since and since and since > now.since:
        made.changed_facts[now.id] = {"until": since - timedelta(days=1)}
        made.new_facts.append({"kind": kind, "value": value, "since": since})
    elif now is not None:
        changes = _fact_changes(now, value, since)
        if not changes:
            return
        made.changed_facts[now.id] = changes
        value, since = changes.get("value", now.value), changes.get("since", now.since)
    else:
        made.new_facts.append({"kind": kind, "value": value, "since": since})
    before = "" if now is None else _fact_words(kind, now.value, now.since)
    made.tell(key, label(kind), before, _fact_words(kind, value, since))


def _fact_changes(now: Fact, value: str | None, since: date | None) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if value and value != now.value:
        changes["value"] = value
    if since and now.since is None:
        changes["since"] = since
    return changes


def _fact_words(kind: FactKind, value: str | None, since: date | None) -> str:
    begun = _("since {day}").format(day=current().date(since)) if since else ""
    return " ".join(part for part in (fact_value_label(kind, value), begun) if part) or _("yes")


def _stay(made: Plan, values: Mapping[str, object], known: Known, on: date) -> None:
    """Complete the stay in the PLIE that the row speaks of, or begin one."""
    entered, exited = day_of(values, "plie_entry_on"), day_of(values, "plie_exit_on")
    said = {"prescriber": text_of(values, "prescriber"), "entered_on": entered, "exited_on": exited}
    said = {name: value for name, value in said.items() if value}
    wanted = (text_of(values, "referent") or "", text_of(values, "referent_email") or "")
    if not said and not any(wanted):
        return
    stay = _stay_meant(known, entered)
    changes = (
        said
        if stay is None
        else {name: value for name, value in said.items() if not _says_the_same(name, stay.values.get(name), value, {})}
    )
    if stay is None:
        made.new_stay = said
    else:
        made.stay_id, made.stay = stay.id, changes
    for name, value in changes.items():
        made.tell(_STAY_KEYS[name], field_label(name), stay.values.get(name) if stay else None, value)
    if any(wanted) and not _is_referent(stay, wanted):
        _change_referent(made, stay, wanted, on)


_STAY_KEYS = {"prescriber": "prescriber", "entered_on": "plie_entry_on", "exited_on": "plie_exit_on"}


def _stay_meant(known: Known, entered: date | None) -> Stay | None:
    """Return the stay with that entry, else the latest; a return after an exit is another stay."""
    for stay in known.stays:
        if entered and stay.values["entered_on"] == entered:
            return stay
    latest = known.stays[0] if known.stays else None
    if latest and entered and latest.values["exited_on"] and entered > latest.values["exited_on"]:
        return None
    return latest


def _is_referent(stay: Stay | None, wanted: tuple[str, str]) -> bool:
    if stay is None or stay.referent is None:
        return False
    name, email = wanted
    if name and prepared(name).words and sorted(prepared(name).words) == sorted(prepared(stay.referent.name).words):
        return True
    return bool(email) and fold(email) == fold(stay.referent.email)


def _change_referent(made: Plan, stay: Stay | None, wanted: tuple[str, str], on: date) -> None:
    current_one = stay.referent if stay else None
    if current_one is not None and current_one.since < on:
        made.ended_assignment = current_one.assignment_id
    made.referent = wanted
    made.tell("referent", _("Referent"), current_one.name if current_one else "", wanted[0] or wanted[1])


def _pass(made: Plan, values: Mapping[str, object], known: Known) -> None:
    number, started_on = text_of(values, "pass_number"), day_of(values, "pass_start")
    if started_on is None or any(day == started_on or (number and held == number) for held, day in known.passes):
        return
    made.new_pass = {"number": number, "started_on": started_on}
    made.tell("pass_start", _("PASS IAE"), "", " ".join(part for part in (number, current().date(started_on)) if part))
