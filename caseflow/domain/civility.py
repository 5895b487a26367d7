"""How people are addressed; apart from what is stored of them, for papers are set without the database."""

from enum import StrEnum


class Civility(StrEnum):
    """How a person is addressed; also the gender that FSE+ reports break down by."""

    MADAME = "madame"
    MONSIEUR = "monsieur"
