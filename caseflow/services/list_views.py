"""The views of the list of people: eight that are shipped, and one's own; each a scope, filters, an order, columns.

A shipped view may be adapted, and put back. Every change is an action: it has its line in the history, and is undone.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from caseflow.domain.counsellor import Counsellor
from caseflow.domain.errors import Invalid
from caseflow.domain.list_view import ListView
from caseflow.i18n import N_, _
from caseflow.services.people_filters import NOBODY, Filter, FilterKind
from caseflow.services.people_list import PeopleColumn, Scope
from caseflow.store.store import Store, Writing

if TYPE_CHECKING:
    from caseflow.store.check import Finding

LONGEST_NAME = 40

_SHOWN = (
    PeopleColumn.NAME,
    PeopleColumn.AGE,
    PeopleColumn.STEP,
    PeopleColumn.NEXT_DATE,
    PeopleColumn.LAST_CONTACT,
    PeopleColumn.BARRIERS,
    PeopleColumn.COMMUNE,
    PeopleColumn.REFERENT,
    PeopleColumn.PHONE,
)
"""What fits, whole, on a laptop 1366 pixels wide; the others are a menu away."""


@dataclass(frozen=True)
class ViewContent:
    """What a view asks for and shows."""

    scope: Scope = Scope.ACTIVE
    filters: tuple[Filter, ...] = ()
    sort: PeopleColumn = PeopleColumn.NAME
    descending: bool = False
    columns: tuple[PeopleColumn, ...] = _SHOWN
    """Those shown, in order."""


@dataclass(frozen=True)
class PeopleView:
    """One view, as the list offers it."""

    key: str
    """The scope of a shipped view; the hexadecimal key of one's own."""
    name: str
    content: ViewContent
    is_own: bool = False
    is_adapted: bool = False
    """A shipped view that was changed, and can be put back."""
    faults: tuple[str, ...] = field(default=(), repr=False)
    """The conditions that could not be read, as they were written: the view then opens without any filter."""


SHIPPED: dict[Scope, str] = {
    Scope.ACTIVE: N_("My active caseload"),
    Scope.WITHOUT_STEP: N_("Without a step"),
    Scope.OVERDUE: N_("Overdue"),
    Scope.LEAVING: N_("Exits to come"),
    Scope.NEW: N_("Newcomers"),
    Scope.ALL: N_("The whole structure"),
    Scope.EXITED: N_("Exited (6 months)"),
    Scope.ARCHIVED: N_("Archived people"),
}
"""The shipped views, in order: one a scope."""

_LAST_EXIT = tuple(PeopleColumn.EXITED if each is PeopleColumn.NEXT_DATE else each for each in _SHOWN)
_ENTRY = tuple(PeopleColumn.ENTERED if each is PeopleColumn.LAST_CONTACT else each for each in _SHOWN)
_CONTENTS = {
    Scope.LEAVING: ViewContent(Scope.LEAVING, sort=PeopleColumn.NEXT_DATE),
    Scope.NEW: ViewContent(Scope.NEW, sort=PeopleColumn.ENTERED, descending=True, columns=_ENTRY),
    Scope.EXITED: ViewContent(Scope.EXITED, sort=PeopleColumn.EXITED, descending=True, columns=_LAST_EXIT),
}


def shipped_view(scope: Scope) -> PeopleView:
    """Return a view as it is shipped."""
    return PeopleView(scope.value, _(SHIPPED[scope]), _CONTENTS.get(scope, ViewContent(scope)))


class ListViews:
    """The views kept in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> tuple[PeopleView, ...]:
        """Return the shipped views, adapted or not, then one's own in their order."""
        with self._store.reading() as session:
            rows = session.scalars(select(ListView).order_by(ListView.rank, ListView.id)).all()
            known = set(session.scalars(select(Counsellor.id)))
        adapted = {row.shipped: row for row in rows if row.shipped}
        shipped = [_adapted(shipped_view(scope), adapted.get(scope.value), known) for scope in SHIPPED]
        return (*shipped, *(_own(row, known) for row in rows if not row.shipped))

    def save_as(self, name: str, content: ViewContent) -> str:
        """Keep a new view of one's own, after the others; return its key.

        Raises:
            Invalid: it has no name, or that of another one.
        """
        with self._store.writing(_("View “{name}” saved").format(name=name.strip())) as writing:
            kept = _good_name(writing.session, name)
            rank = writing.session.execute(select(func.coalesce(func.max(ListView.rank), 0) + 1)).scalar_one()
            view = writing.add(ListView(name=kept, rank=rank, content=written(content)))
        return view.id.hex

    def change(self, key: str, content: ViewContent, label: str = "") -> None:
        """Keep something else in a view; a shipped one is adapted.

        Raises:
            Missing: the view is no longer there.
        """
        with self._store.writing(label or _("View saved")) as writing:
            row = _row(writing, key)
            if row is None:
                writing.add(ListView(shipped=Scope(key).value, content=written(content)))
            else:
                row.content = written(content)

    def rename(self, key: str, name: str) -> None:
        """Give one's own view another name.

        Raises:
            Invalid: it has no name, or that of another one.
        """
        with self._store.writing(_("View renamed")) as writing:
            row = writing.get(ListView, UUID(key))
            row.name = _good_name(writing.session, name, row.id)

    def remove(self, key: str) -> None:
        """Take away a view of one's own."""
        with self._store.writing(_("View removed")) as writing:
            writing.delete(writing.get(ListView, UUID(key)))

    def put_back(self, key: str) -> None:
        """Have a shipped view as it was shipped."""
        with self._store.writing(_("View put back")) as writing:
            row = _row(writing, key)
            if row is not None:
                writing.delete(row)

    def move(self, key: str, step: int) -> None:
        """Move one's own view among the others: by one to the right, or with -1 to the left."""
        with self._store.writing(_("View moved")) as writing:
            own = select(ListView).where(ListView.shipped.is_(None)).order_by(ListView.rank, ListView.id)
            rows = list(writing.session.scalars(own))
            place = next(place for place, row in enumerate(rows) if row.id.hex == key)
            rows.insert(max(place + step, 0), rows.pop(place))
            for rank, row in enumerate(rows, 1):
                row.rank = rank


def check_views(store: Store) -> "Iterator[Finding]":
    """Yield the views of which a condition cannot be read: they open unfiltered."""
    from caseflow.store.check import Area, Finding  # not before a check is asked for

    with store.reading() as session:
        rows = session.scalars(select(ListView)).all()
        known = set(session.scalars(select(Counsellor.id)))
    broken = tuple(row.id.hex for row in rows if _read(row.content, ViewContent(), known)[1])
    if broken:
        message = _("Views of the list that cannot be read as they were saved: {count}.").format(count=len(broken))
        yield Finding(Area.RULES, message, is_serious=False, table="list_view", rows=broken)


def written(content: ViewContent) -> str:
    """Return the content of a view as JSON."""
    values = {
        "scope": content.scope,
        "filters": [{"kind": each.kind, "values": each.values} for each in content.filters],
        "sort": content.sort,
        "descending": content.descending,
        "columns": content.columns,
    }
    return json.dumps(values, ensure_ascii=False)


def _adapted(view: PeopleView, row: ListView | None, counsellors: set[UUID]) -> PeopleView:
    if row is None:
        return view
    content, faults = _read(row.content, view.content, counsellors)
    return replace(view, content=content, is_adapted=True, faults=faults)


def _own(row: ListView, counsellors: set[UUID]) -> PeopleView:
    content, faults = _read(row.content, ViewContent(), counsellors)
    return PeopleView(row.id.hex, row.name, content, is_own=True, faults=faults)


def _read(text: str, usual: ViewContent, counsellors: set[UUID]) -> tuple[ViewContent, tuple[str, ...]]:
    """Return what a view holds, and the conditions that cannot be read; those leave it without any filter."""
    try:
        values: Any = json.loads(text)
        columns = tuple(map(PeopleColumn, values["columns"]))
        read = ViewContent(
            Scope(values["scope"]), (), PeopleColumn(values["sort"]), bool(values["descending"]), columns or _SHOWN
        )
        wanted = list(values["filters"])
    except (ValueError, TypeError, KeyError):
        return usual, (text[:LONGEST_NAME],)
    filters = [_filter(each, counsellors) for each in wanted]
    faults = tuple(_as_typed(each) for each, found in zip(wanted, filters, strict=True) if found is None)
    return replace(read, filters=() if faults else tuple(each for each in filters if each)), faults


def _filter(value: Any, counsellors: set[UUID]) -> Filter | None:
    try:
        found = Filter(FilterKind(value["kind"]), tuple(str(each) for each in value["values"]))
    except (ValueError, TypeError, KeyError):
        return None
    if not found.is_readable():
        return None
    if found.kind is FilterKind.REFERENT and not _are_known(found.values, counsellors):
        return None
    return found


def _are_known(keys: Sequence[str], counsellors: set[UUID]) -> bool:
    return all(key == NOBODY or UUID(key) in counsellors for key in keys)


def _as_typed(value: Any) -> str:
    """Return a condition that cannot be read as it was saved, for a person to recognise it."""
    if not isinstance(value, dict):
        return str(value)[:LONGEST_NAME]
    known = cast("dict[str, Any]", value)
    texts = known.get("values")
    shown = ", ".join(str(each) for each in cast("list[Any]", texts)) if isinstance(texts, list) else str(texts or "")
    return " ".join(part for part in (str(known.get("kind", "")), shown) if part)[:LONGEST_NAME]


def _row(writing: Writing, key: str) -> ListView | None:
    """Return the row of a view; none for a shipped view that nobody adapted."""
    if key in set(SHIPPED):
        return writing.session.scalars(select(ListView).where(ListView.shipped == key)).first()
    return writing.get(ListView, UUID(key))


def _good_name(session: Session, name: str, own_id: UUID | None = None) -> str:
    kept = " ".join(name.split())
    if not kept:
        raise Invalid("name", _("A name is needed."))
    if len(kept) > LONGEST_NAME:
        raise Invalid("name", _("{count} characters at most.").format(count=LONGEST_NAME))
    others = {row.name.casefold() for row in session.scalars(select(ListView)) if row.id != own_id}
    if kept.casefold() in others | {_(shipped).casefold() for shipped in SHIPPED.values()}:
        raise Invalid("name", _("There is already a view of this name."))
    return kept
