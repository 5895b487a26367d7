"""What a store says of itself: the id of this copy, whether it is for training, which ring of keys it belongs to."""

import secrets
from dataclasses import dataclass

from sqlalchemy import Column, Connection, String, Table, Text, insert, select

from caseflow.domain.base import Entity

STORE_FORMAT = "caseflow-store/1"

meta_table = Table(
    "store_meta",
    Entity.metadata,
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)


@dataclass(frozen=True)
class Meta:
    """`workplace` names this copy of the store in the journal."""

    workplace: str
    vault_id: str
    is_training: bool
    format: str = STORE_FORMAT


def write(connection: Connection, vault_id: str, *, is_training: bool) -> None:
    """Write, once, what a new store says of itself."""
    values = {
        "format": STORE_FORMAT,
        "workplace": secrets.token_hex(4),
        "vault_id": vault_id,
        "is_training": str(int(is_training)),
    }
    connection.execute(insert(meta_table), [{"key": key, "value": value} for key, value in values.items()])


def read(connection: Connection) -> Meta:
    """Read what a store says of itself."""
    values = {row.key: row.value for row in connection.execute(select(meta_table))}
    return Meta(values["workplace"], values["vault_id"], values["is_training"] == "1", values["format"])
