"""Write keys as they are engraved on the reader's keyboard: « Ctrl+Maj+N », « Alt+← », « Suppr »."""

from caseflow.i18n import N_, _

_NAMES = {
    "Shift": N_("Shift"),
    "Return": N_("Enter"),
    "Escape": N_("Esc"),
    "Space": N_("Space bar"),
    "Del": N_("Del"),
    "Home": N_("Home key"),
    "PgUp": N_("Page ↑"),
    "PgDown": N_("Page ↓"),
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
}


def shown_key(shortcut: str) -> str:
    """Return the words of one combination of keys, given as Qt writes it."""
    return "+".join(_(_NAMES[part]) if part in _NAMES else part for part in shortcut.split("+"))


def with_key(words: str, shortcut: str) -> str:
    """Return a tool tip that ends with its key, if there is one."""
    return _("{words} ({key})").format(words=words, key=shown_key(shortcut)) if shortcut else words
