"""Make room for the named views of the list of people.

Why: a counsellor's own views, and what was made of the shipped ones, go with the store, not with the PC.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "list_view",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("shipped", sa.String()),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_list_view"),
        sa.UniqueConstraint("shipped", name="uq_list_view_shipped"),
    )
