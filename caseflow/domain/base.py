"""What every stored thing has in common: its key, its constructor, how its values are named and stored."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Enum, ForeignKey, MetaData, String, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column
from uuid_utils.compat import uuid7

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

DERIVED: dict[str, Any] = {"derived": True}
"""Column mark: computed from the other columns of its row at each write, and so left out of the journal."""


def new_id() -> UUID:
    """Make the key of a new row: a UUIDv7 (RFC 9562), unique on every PC without asking anyone."""
    return uuid7()


def _values(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]


def stored_enum(kind: type[StrEnum]) -> Enum:
    """Return the column type of an enumeration: its values as text, the database refusing any other."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=40,
        values_callable=_values,
        name=kind.__name__.lower(),
    )


def reference(table: str) -> ForeignKey:
    """Return a foreign key to a table, checked when the transaction ends: an undo may put rows back in any order.

    Nothing is ever deleted by the database itself: each row that goes has its own line in the journal.
    """
    return ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED")


class Entity(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False, repr=False):
    """A stored thing with a key of its own. It never shows its content in a `repr`, so never in a log."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {UUID: Uuid(), str: String()}

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)

    @classmethod
    def derive(cls, values: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG003 - for those that derive something
        """Return the columns marked `DERIVED`, computed from all the other columns of a row; none by default."""
        return {}
