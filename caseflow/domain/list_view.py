"""What somebody arranged of a list, to find it again: its scope, filters, order and columns."""

from sqlalchemy.orm import Mapped, mapped_column

from caseflow.domain.base import Entity


class ListView(Entity):
    """A view of the list of people: one of somebody's own, or what was made of a shipped one."""

    __tablename__ = "list_view"

    name: Mapped[str] = mapped_column(default="")
    """Empty for a shipped view, which keeps its own."""
    shipped: Mapped[str | None] = mapped_column(default=None, unique=True)
    """The key of the shipped view that this one stands for."""
    rank: Mapped[int] = mapped_column(default=0)
    """The order of one's own views among themselves."""
    content: Mapped[str] = mapped_column(default="{}")
    """As JSON: see `services.list_views`."""
