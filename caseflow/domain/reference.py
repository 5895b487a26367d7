"""What an administrator can edit: the figures behind the rules, and the mappings of files met before."""

from sqlalchemy.orm import Mapped, mapped_column

from caseflow.domain.base import Entity


class RuleSetting(Entity):
    """A figure that replaces, in this store, the one shipped in `resources/reference/rules.toml`."""

    __tablename__ = "rule_setting"

    key: Mapped[str] = mapped_column(unique=True)
    value: Mapped[str]
    """As JSON."""


class ImportMapping(Entity):
    """How the columns of a sender's file were understood, recognised again by the fingerprint of its headings."""

    __tablename__ = "import_mapping"

    fingerprint: Mapped[str] = mapped_column(unique=True)
    columns: Mapped[str]
    """As JSON: column index to field."""
    sender: Mapped[str] = mapped_column(default="")


class DistinctPair(Entity):
    """Two descriptions that a counsellor said are not the same person: never proposed again."""

    __tablename__ = "distinct_pair"

    first_key: Mapped[str] = mapped_column(index=True)
    second_key: Mapped[str] = mapped_column(index=True)
