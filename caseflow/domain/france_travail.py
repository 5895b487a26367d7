"""The number that France Travail gives a job seeker, in its former form and in the new one."""

import re

_OLD = re.compile(r"\d{7}[0-9A-Z]")
_NEW = re.compile(r"\d{11}")


def tidied(typed: str) -> str:
    """Return a number as it is written: no spaces, dots nor hyphens, capitals."""
    return re.sub(r"[\s.\-]", "", typed).upper()


def is_valid(number: str) -> bool:
    """Tell whether a number has one of the two forms: 7 digits and one more character, or 11 digits (les-emplois)."""
    text = tidied(number)
    return text.isascii() and (_OLD.fullmatch(text) or _NEW.fullmatch(text)) is not None
