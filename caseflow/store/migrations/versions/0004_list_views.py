"""Make room for the named views of lists."""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Do nothing yet."""
