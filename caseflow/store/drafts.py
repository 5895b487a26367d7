"""What is typed and not yet saved: kept in the encrypted file, outside the journal, for typing is no history."""

from sqlalchemy import BigInteger, Column, String, Table, Text, Uuid

from caseflow.domain.base import Entity

draft_table = Table(
    "draft",
    Entity.metadata,
    Column("id", Uuid, primary_key=True),
    Column("form", String(40), nullable=False),
    Column("about_id", Uuid),
    Column("person_id", Uuid),
    Column("author", String, nullable=False),
    Column("title", String, nullable=False),
    Column("kept_at", BigInteger, nullable=False),
    Column("typed", Text, nullable=False),
)
"""One row a form: `about_id` and `person_id` point at rows that may be gone, so neither is a foreign key.

`kept_at` is in milliseconds since 1970, UTC; `typed` is JSON, by field, only what differs from what is saved.
"""
