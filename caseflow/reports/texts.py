"""Make any text safe and well set on paper: what people typed, pasted or imported may hold anything."""

import re
import unicodedata
from xml.sax.saxutils import escape

from caseflow.i18n import NARROW_NBSP, NBSP
from caseflow.reports.fonts import letters

UNKNOWN_LETTER = "?"
_SPACES = re.compile(r"[^\S\n\u00a0\u202f]+")
_AFTER_NUMBER = re.compile(r"(?<=\d) (?=[a-zà-ÿ€%]{1,8}\b|\d)")
"""Between a number and its unit, or two groups of a number: « 45 min », « 3 jours », « 04 91 »."""

_GAP = r"[\s.\-\u00a0\u202f]?"
_FRENCH_PHONE = re.compile(rf"(?:\+33{_GAP}|0)([1-9])" + rf"{_GAP}(\d\d)" * 4)


def clean(text: str) -> str:
    """Return text in composed form that our fonts can draw, without invisible marks, emoji or control characters."""
    known = letters()
    composed = unicodedata.normalize("NFC", text)
    if known.issuperset(map(ord, composed)):
        return _SPACES.sub(" ", composed).strip()
    drawn = "".join(char if ord(char) in known or char == "\n" else _replacement(char) for char in composed)
    return _SPACES.sub(" ", drawn).strip()


def markup(text: str) -> str:
    """Return clean text as ReportLab's paragraphs read it: escaped, line breaks kept.

    A number stays with its unit. Paragraphs break lines at a narrow no-break space, so it becomes a wide one,
    which they respect.
    """
    bound = _AFTER_NUMBER.sub(NBSP, clean(text).replace(NARROW_NBSP, NBSP))
    return escape(bound).replace("\n", "<br/>")


def unbroken(text: str) -> str:
    """Return text that no line break may enter: a date, a phone number."""
    return clean(text).replace(" ", NBSP)


def phone(text: str) -> str:
    """Return a French number in pairs, « 06 12 34 56 78 », and any other as it is; never broken over two lines."""
    pairs = _FRENCH_PHONE.fullmatch(text.strip())
    return unbroken(text) if pairs is None else NBSP.join([f"0{pairs[1]}", *pairs.groups()[1:]])


def _replacement(char: str) -> str:
    """Return what stands for a character our fonts lack: a plainer letter, a space, a question mark or nothing."""
    category = unicodedata.category(char)
    if char.isspace():
        return " "
    if category[0] in "CMS":  # controls, direction marks, lone accents, emoji and other symbols
        return ""
    plainer = unicodedata.normalize("NFKC", char)
    if plainer != char and all(ord(part) in letters() for part in plainer):
        return plainer
    return UNKNOWN_LETTER
