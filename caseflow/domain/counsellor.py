"""Who works with the beneficiaries: the agency and its counsellors."""

from sqlalchemy.orm import Mapped, mapped_column

from caseflow.domain.base import Entity


class Agency(Entity):
    """The structure that runs the PLIE: what stands at the head of its letters."""

    __tablename__ = "agency"

    name: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    data_protection_contact: Mapped[str] = mapped_column(default="")
    """Whom a person writes to about personal data (RGPD art. 13)."""


class Counsellor(Entity):
    """A *référent de parcours*, answerable for people one at a time, with a history."""

    __tablename__ = "counsellor"

    name: Mapped[str]
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    is_active: Mapped[bool] = mapped_column(default=True)
