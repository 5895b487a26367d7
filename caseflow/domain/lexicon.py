"""The words that suggest a barrier, and those that do not belong in a note: shipped lists that a team edits."""

from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from caseflow.domain.base import Entity, stored_enum


class LexiconKind(StrEnum):
    """What a word is watched for."""

    BARRIER = "barrier"
    """It suggests a theme: « panne » speaks of mobility."""
    RISK = "risk"
    """It does not belong in a note: health, religion, insults…"""


class LexiconEntry(Entity):
    """A word or an expression added, changed or silenced by this team; all others are those shipped."""

    __tablename__ = "lexicon_entry"

    kind: Mapped[LexiconKind] = mapped_column(stored_enum(LexiconKind))
    expression: Mapped[str] = mapped_column(index=True)
    """Without accents or capitals; `*` at the end stands for any ending."""
    family: Mapped[str]
    """A `Theme` for a barrier; a family of risk otherwise."""
    advice: Mapped[str] = mapped_column(default="")
    """A neutral wording to use instead."""
    is_active: Mapped[bool] = mapped_column(default=True)
    """False silences the one that is shipped."""
