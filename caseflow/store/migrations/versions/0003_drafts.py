"""Make room for the drafts of open forms."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Do nothing yet."""
