"""Write in the directory by hand: a new service, one's own corrected, a sheet verified, closed, commented."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain import contact
from caseflow.domain.base import new_id
from caseflow.domain.errors import Invalid, Refused
from caseflow.domain.person import searchable
from caseflow.domain.resource import LOCAL, Service, Structure
from caseflow.i18n import _, ngettext, sort_key
from caseflow.services.reference import insee_code
from caseflow.store.store import Store, Writing

STRUCTURE_FIELDS = ("structure_name", "siret", "website")
"""What the form says of the structure; all the rest is the service's."""
LISTS = ("themes", "publics", "reception_modes", "zones", "mobilisation_modes", "mobilisable_by")
_PLACE = ("address_line", "address_extra", "post_code", "commune", "insee_code")


def create(store: Store, values: Mapping[str, Any], on: date) -> UUID:
    """Add a service written by hand, and its structure unless one is already called so; returns its key.

    `values` are fields of `Service`, lists as tuples of values of the national schema, and `STRUCTURE_FIELDS`.

    Raises:
        Invalid: a name is missing, or a number or an address cannot be right.
    """
    written = _checked(values)
    _need(written, "name", _("A name for the service is needed."))
    _need(written, "structure_name", _("A name for the structure is needed."))
    with store.writing(_("Service added: {name}").format(name=written["name"])) as writing:
        structure = _structure(writing, written, on)
        fields = {name: value for name, value in written.items() if name not in STRUCTURE_FIELDS}
        key = new_id()
        writing.add(
            Service(
                id=key,
                source_id=f"{LOCAL}--{key.hex}",
                structure_id=structure.id,
                structure_name=structure.name,
                updated_on=on,
                verified_on=on,
                **fields,
            )
        )
    return key


def edit(store: Store, service_id: UUID, on: date, values: Mapping[str, Any]) -> None:
    """Change a service written by hand here, and what is ours of its structure.

    Raises:
        Invalid: a name is missing, or a number or an address cannot be right; nothing was changed.
        Missing: the service is no longer there.
        Refused: it was imported: its directory would write over what is changed here.
    """
    written = _checked(values)
    with store.writing(_("Service changed")) as writing:
        service = writing.get(Service, service_id)
        if service.source != LOCAL:
            raise Refused(_("This sheet comes from a directory: it is corrected there. Write a local copy instead."))
        for name in ("name", "structure_name"):
            if name in written:
                _need(written, name, _("A name is needed."))
        structure = writing.get(Structure, service.structure_id)
        if written.get("structure_name", structure.name) != structure.name:
            structure = _structure(writing, written, on)
        elif structure.source == LOCAL:
            _change(structure, {name: written[name] for name in STRUCTURE_FIELDS[1:] if name in written}, on)
        own = {name: value for name, value in written.items() if name not in STRUCTURE_FIELDS}
        _change(service, {**own, "structure_id": structure.id, "structure_name": structure.name}, on)


def verify(store: Store, service_ids: Sequence[UUID], on: date) -> None:
    """Note that somebody here checked, that day, that some sheets still hold."""
    label = ngettext("{count} service still valid", "{count} services still valid", len(service_ids))
    _set(store, label, service_ids, {"verified_on": on})


def close(store: Store, service_ids: Sequence[UUID], on: date) -> None:
    """Leave some services out of the searches from a day on: they no longer exist."""
    label = ngettext("{count} service closed", "{count} services closed", len(service_ids))
    _set(store, label, service_ids, {"closed_on": on})


def reopen(store: Store, service_ids: Sequence[UUID]) -> None:
    """Bring closed services back in the searches."""
    label = ngettext("{count} service opened again", "{count} services opened again", len(service_ids))
    _set(store, label, service_ids, {"closed_on": None})


def write_note(store: Store, service_id: UUID, note: str | None) -> None:
    """Keep the team's own note on a service; an import never touches it.

    Raises:
        Missing: the service is no longer there.
    """
    with store.writing(_("Note on a service")) as writing:
        writing.get(Service, service_id).local_note = (note or "").strip() or None


def structure_names(session: Session) -> tuple[str, ...]:
    """Return the names of the structures that are not closed, each once, in order."""
    names = session.scalars(select(Structure.name).where(Structure.closed_on.is_(None)).distinct())
    return tuple(sorted(names, key=sort_key))


def _set(store: Store, label: str, service_ids: Sequence[UUID], values: Mapping[str, Any]) -> None:
    with store.writing(label.format(count=len(service_ids))) as writing:
        writing.update_rows(Service, dict.fromkeys(service_ids, values))


def _structure(writing: Writing, written: Mapping[str, Any], on: date) -> Structure:
    """Return the structure of that name, made if there is none."""
    name = written["structure_name"]
    known = select(Structure.name, Structure.source, Structure.id).where(Structure.closed_on.is_(None))
    alike = [row for row in writing.session.execute(known) if searchable(row.name) == searchable(name)]
    if alike:
        own = [row.id for row in alike if row.source == LOCAL]
        return writing.get(Structure, (own or [row.id for row in alike])[0])
    key = new_id()
    place: dict[str, Any] = {field: written.get(field) for field in _PLACE}
    made = Structure(
        id=key,
        source_id=f"{LOCAL}--{key.hex}",
        name=name,
        updated_on=on,
        siret=written.get("siret"),
        website=written.get("website"),
        **place,
    )
    return writing.add(made)


def _change(thing: Service | Structure, values: Mapping[str, Any], on: date) -> None:
    changed = {name: value for name, value in values.items() if getattr(thing, name) != value}
    for name, value in changed.items():
        setattr(thing, name, value)
    if changed:
        thing.updated_on = on


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as they are stored: texts without blanks around, lists as JSON, the commune with its code."""
    written: dict[str, Any] = {
        name: (value.strip() or None) if isinstance(value, str) else value for name, value in values.items()
    }
    for name in LISTS:
        if name in written:
            written[name] = json.dumps(list(written[name] or ()), ensure_ascii=False)
    _check_contact(written)
    if written.get("siret"):
        written["siret"] = _siret(written["siret"])
    code = written.get("post_code")
    if code and not re.fullmatch(r"\d{5}", code):
        raise Invalid("post_code", _("A post code has five digits."))
    if "post_code" in written or "commune" in written:
        written.setdefault("insee_code", insee_code(written.get("commune") or "", code or ""))
    return written


def _check_contact(written: dict[str, Any]) -> None:
    if written.get("phone"):
        read = contact.phone(written["phone"])
        if not read.is_valid:
            raise Invalid("phone", _("This phone number cannot be right: check its digits."))
        written["phone"] = read.value
    if written.get("email"):
        address = contact.email(written["email"])
        if not address.is_valid:
            raise Invalid("email", _("This e-mail address cannot be right."))
        written["email"] = address.value


def _siret(typed: str) -> str:
    from stdnum.fr import siret

    if not siret.is_valid(typed):
        raise Invalid("siret", _("This SIRET number cannot be right: it has 14 digits, the last ones a key."))
    return siret.compact(typed)


def _need(values: Mapping[str, Any], name: str, sentence: str) -> None:
    if not values.get(name):
        raise Invalid(name, sentence)
