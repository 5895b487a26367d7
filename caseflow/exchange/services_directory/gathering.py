"""Gather the rows of a file one by one: ids given, values checked, services joined to their structures."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any, cast

from caseflow.domain.errors import Refused
from caseflow.exchange.services_directory.checking import Problem, checked
from caseflow.exchange.services_directory.cleaning import text_of, tidy
from caseflow.exchange.services_directory.columns import columns_of
from caseflow.exchange.services_directory.fields import Kind
from caseflow.exchange.services_directory.legacy import Dropped, converted, is_legacy
from caseflow.exchange.services_directory.rows import (
    department_of_row,
    kind_of_row,
    made_id,
    source_of,
    touches,
)
from caseflow.exchange.services_directory.sources import RawRow
from caseflow.i18n import _, fold, ngettext
from caseflow.services.directory.incoming import Incoming, IncomingDirectory, Refusal

MOST = 60_000
"""Services taken at once: more than any three départements have."""
_MOST_REFUSED = 20_000
_MOST_TOLD = 12
_SHORTEST_NAME = 3  # characters
_INHERITED = ("source", "commune", "code_postal", "code_insee", "site_web")
"""What a structure known only by its services takes from them."""

Values = dict[str, Any]


class Gathering:
    """The rows taken so far."""

    def __init__(self, departments: frozenset[str]) -> None:
        """Begin; no département means all of them."""
        self._departments = departments
        self._structures: dict[str, Incoming] = {}
        self._services: dict[str, Incoming] = {}
        self._lines: dict[tuple[Kind, str], int] = {}
        self._nameless: list[tuple[int, Values]] = []
        """Services without an id, which wait for the links of all the others."""
        self._far: list[tuple[int, Values]] = []
        """Services that say neither where they are nor for where: their structure decides."""
        self._links: Counter[tuple[str, str]] = Counter()
        self._of_services: dict[str, Values] = {}
        self._refusals: list[Refusal] = []
        self._seen: set[str] = set()
        self._dropped: Dropped = Counter()
        self._legacy = self._undated = self._undescribed = 0

    def take(self, row: RawRow) -> None:
        """Take a row, unless it is of another département.

        Raises:
            Refused: too many services are kept, or too many rows refused.
        """
        if row.values is None:
            self._refuse(row.line, "", [Problem("", _("this is no row"), leaves_out=True)])
            return
        raw = self._without_its_structure(row.line, row.values)
        kind = row.kind or kind_of_row(raw)
        if kind is Kind.SERVICE and not text_of(raw.get("id")):
            self._links[source_of(raw), text_of(raw.get("lien_source"))] += 1
        department = department_of_row(raw)
        if self._departments and department and department not in self._departments:
            return
        values = self._tidied(raw, kind)
        if kind is Kind.STRUCTURE:
            if not self._departments or department:
                self._add_structure(row.line, values)
        elif self._departments and not department and not touches(_listed(values), self._departments):
            self._far += [] if _listed(values) else [(row.line, values)]
        else:
            self._take_service(row.line, values)

    def _without_its_structure(self, line: int, raw: Mapping[str, object]) -> Mapping[str, object]:
        """Take the structure that a service holds whole, once, and return the service that names it."""
        if not isinstance(raw.get("structure_name"), dict):
            return raw
        nested = cast("dict[str, object]", raw["structure_name"])
        structure_id = text_of(nested.get("id")) or text_of(raw.get("structure_id"))
        if structure_id and (Kind.STRUCTURE, structure_id) not in self._lines:
            self.take(RawRow(line, Kind.STRUCTURE, {**nested, "id": structure_id}))
        return {**raw, "structure_id": structure_id, "structure_name": nested.get("nom")}

    def missing_structures(self) -> frozenset[str]:
        """Return the structures of services taken that lie elsewhere, and so were passed by."""
        if not self._departments:
            return frozenset()
        for line, values in self._far:
            if text_of(values.get("structure_id")) in self._structures:
                self._take_service(line, values)
        self._far = []
        return frozenset(row.structure for row in self._services.values() if row.structure) - self._structures.keys()

    def take_structure(self, row: RawRow, wanted: Collection[str]) -> None:
        """Take a structure that was passed by, read a second time."""
        if row.values is None or (row.kind or kind_of_row(row.values)) is not Kind.STRUCTURE:
            return
        if text_of(row.values.get("id")) in wanted:
            self._add_structure(row.line, self._tidied(row.values, Kind.STRUCTURE))

    def result(self, *, is_partial: bool) -> IncomingDirectory:
        """Return everything taken, each service with a structure."""
        for line, values in self._nameless:
            self._add_service(line, {**values, "id": self._made_service_id(values)})
        for source_id, values in self._of_services.items():
            self._add_structure(0, {**values, "id": source_id})
        for service in self._services.values():
            if service.structure not in self._structures:
                self._structures[service.structure] = _stub(service)
        return IncomingDirectory(
            self._structures,
            self._services,
            tuple(sorted(self._refusals, key=lambda refusal: refusal.line)),
            tuple(self._notes(is_partial=is_partial)),
            self._departments,
            frozenset(self._seen),
            is_complete=not is_partial,
        )

    def _tidied(self, raw: Mapping[str, object], kind: Kind) -> Values:
        if is_legacy(raw):
            self._legacy += 1
            raw = converted(raw, kind, self._dropped)
        values = tidy(raw)
        values["source"] = source_of(values)
        return values

    def _take_service(self, line: int, values: Values) -> None:
        if not values.get("id"):
            self._nameless.append((line, values))
        else:
            self._add_service(line, values)
        if len(self._services) + len(self._nameless) > MOST:
            raise Refused(_("This file holds more than {count} services: choose some départements.").format(count=MOST))

    def _add_structure(self, line: int, values: Values) -> None:
        if not values.get("id"):
            values["id"] = made_id(
                values["source"], "structure", *(values.get(name) for name in ("nom", "commune", "code_postal"))
            )
        found = self._checked(line, Kind.STRUCTURE, values)
        if found is not None:
            self._structures[values["id"]] = Incoming(values["id"], found)

    def _add_service(self, line: int, values: Values) -> None:
        inherits = not values.get("structure_id")
        if inherits:
            values["structure_id"] = self._made_structure_id(values)
        found = self._checked(line, Kind.SERVICE, values)
        if found is None:
            return
        self._services[values["id"]] = Incoming(values["id"], found, values["structure_id"])
        self._undated += found.get("updated_on") is None
        self._undescribed += found.get("description") is None
        if inherits:
            self._inherit(values)

    def _checked(self, line: int, kind: Kind, values: Values) -> Values | None:
        """Return the columns of a row; None where it is left out, which is told."""
        if (kind, values["id"]) in self._lines:
            first = self._lines[kind, values["id"]]
            reason = _("this id already stands on line {line}").format(line=first)
            self._refuse(line, values["id"], [Problem("id", reason, leaves_out=True)])
            return None
        kept, problems = checked(kind, values)
        fatal = [problem for problem in problems if problem.leaves_out]
        self._refuse(line, values["id"], fatal or problems)
        if fatal:
            self._seen.add(values["id"])
            return None
        self._lines[kind, values["id"]] = line
        set_aside = {problem.field for problem in problems} - kept.keys()
        return columns_of(kind, {name: kept.get(name) for name in values.keys() - set_aside})

    def _refuse(self, line: int, row_id: str, problems: Collection[Problem]) -> None:
        self._refusals += [
            Refusal(line, row_id, each.field, each.reason[:1].upper() + each.reason[1:], each.leaves_out)
            for each in problems
        ]
        if len(self._refusals) > _MOST_REFUSED:
            raise Refused(_("Almost every row of this file is refused: is it a directory of partners?"))

    def _made_service_id(self, values: Values) -> str:
        """Make an id of the link where no other row has it, else of the name, the commune and the structure."""
        link = text_of(values.get("lien_source"))
        if link and self._links[values["source"], link] == 1:
            return made_id(values["source"], "service", link)
        told = ("nom", "commune", "code_postal", "structure_name", "structure_id")
        return made_id(values["source"], "service", *(values.get(name) for name in told))

    def _made_structure_id(self, values: Values) -> str:
        name = values.get("structure_name") or values.get("nom")
        return made_id(values["source"], "structure", fold(text_of(name)), values.get("commune"))

    def _inherit(self, values: Values) -> None:
        """Know a structure by what its services say of it, whatever their order: the first in the alphabet."""
        known = self._of_services.setdefault(values["structure_id"], {})
        name = text_of(values.get("structure_name"))
        told = {"nom": name if len(name) >= _SHORTEST_NAME else values["nom"]}
        for name, value in {**told, **{name: values.get(name) for name in _INHERITED}}.items():
            if value:
                known[name] = min(known.get(name, value), value)

    def _notes(self, *, is_partial: bool) -> Iterator[str]:
        if self._legacy:
            yield ngettext(
                "{count} row of the former national schema (v0) was converted.",
                "{count} rows of the former national schema (v0) were converted.",
                self._legacy,
            ).format(count=self._legacy)
        if self._dropped:
            told = [f"{value} ({count})" for (_field, value), count in self._dropped.most_common(_MOST_TOLD)]
            more = ["…"] if len(self._dropped) > _MOST_TOLD else []
            yield _("Dropped, for the present schema has no equal: {values}.").format(values=", ".join([*told, *more]))
        if self._undated:
            yield ngettext(
                "{count} service says no day of update.", "{count} services say no day of update.", self._undated
            ).format(count=self._undated)
        if self._undescribed:
            yield ngettext(
                "{count} service has no description.", "{count} services have no description.", self._undescribed
            ).format(count=self._undescribed)
        if self._structures and not self._services:
            yield _("This file holds structures and no service: what is searched and prescribed is their services.")
        if is_partial:
            yield _("This file is one page of several: nothing is closed for not being in it.")


def _listed(values: Values) -> list[str]:
    return values.get("zone_eligibilite") or []


def _stub(service: Incoming) -> Incoming:
    """Return a structure of which only the id is known."""
    values = {"source": service.values["source"], "name": service.structure}
    return Incoming(service.structure, values, is_stub=True)
