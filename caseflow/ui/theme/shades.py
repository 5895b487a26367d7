"""The colours of the three looks: light, dark, high contrast. A test measures each pair that is read or told apart.

WCAG 2.2: 4.5:1 for whatever is read (1.4.3), 3:1 for what tells a control, its state or its focus (1.4.11).
"""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QColor, QPalette


class Look(Enum):
    """What a person chooses, by the value that is kept in the preferences."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True)
class Shades:
    """One look, as colours written « #rrggbb »."""

    window: str
    base: str
    """The ground of fields and lists."""
    alternate: str
    """The ground of every other line of a list."""
    raised: str
    """The ground of buttons."""
    hover: str
    pressed: str
    chosen: str
    """The ground of the section that is open."""
    text: str
    muted: str
    """Text in a lower voice: hints, what a field proposes."""
    disabled: str
    line: str
    """Thin separations, which nobody has to see."""
    border: str
    """The edge of fields, boxes and buttons."""
    accent: str
    """The ring of focus, links, the tick of a box."""
    on_accent: str
    selected: str
    on_selected: str
    warning: str
    danger: str
    success: str
    tip: str
    on_tip: str
    hand: str
    """Which of the drawings of ticks and arrows stands out on a ground of `accent` and of `base`: see `resources`."""


LIGHT = Shades(
    window="#f5f6f8",
    base="#ffffff",
    alternate="#f1f4f8",
    raised="#fdfdfe",
    hover="#e8edf5",
    pressed="#dbe3ef",
    chosen="#dce7fa",
    text="#1b1f24",
    muted="#535a65",
    disabled="#656c77",
    line="#d3d8df",
    border="#7b8390",
    accent="#1a56b0",
    on_accent="#ffffff",
    selected="#1f5bb5",
    on_selected="#ffffff",
    warning="#8a4b00",
    danger="#b3261e",
    success="#1b6e3c",
    tip="#2a2f37",
    on_tip="#ffffff",
    hand="dark",
)
DARK = Shades(
    window="#1f2228",
    base="#17191e",
    alternate="#1d2026",
    raised="#2a2e36",
    hover="#353a44",
    pressed="#414753",
    chosen="#2b3a55",
    text="#e8eaed",
    muted="#b0b7c1",
    disabled="#989fab",
    line="#3a3f49",
    border="#838c9a",
    accent="#8ab4f8",
    on_accent="#10151d",
    selected="#3a6dbf",
    on_selected="#ffffff",
    warning="#f0b44c",
    danger="#ff9a8f",
    success="#8fd19e",
    tip="#e8eaed",
    on_tip="#17191e",
    hand="light",
)
CONTRAST = Shades(
    window="#000000",
    base="#000000",
    alternate="#000000",
    raised="#000000",
    hover="#33333a",
    pressed="#4d4d55",
    chosen="#33333a",
    text="#ffffff",
    muted="#e6e6e6",
    disabled="#b8b8b8",
    line="#a0a0a0",
    border="#ffffff",
    accent="#ffd60a",
    on_accent="#000000",
    selected="#ffd60a",
    on_selected="#000000",
    warning="#ffcf66",
    danger="#ffa8a0",
    success="#8ff0a8",
    tip="#ffffff",
    on_tip="#000000",
    hand="light",
)
SHADES = {Look.LIGHT: LIGHT, Look.DARK: DARK, Look.CONTRAST: CONTRAST}

_MIDDLE = 128


def shades_of(palette: QPalette) -> Shades:
    """Return the look a palette belongs to; for a palette that is not ours, the nearest."""
    window = palette.color(QPalette.ColorRole.Window)
    named = next((shades for shades in SHADES.values() if shades.window == window.name()), None)
    return named or (DARK if window.lightness() < _MIDDLE else LIGHT)


def palette_of(shades: Shades) -> QPalette:
    """Return a look as Qt's styles want it: the same in a window that is in front and in one that is not."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette(QColor(shades.raised), QColor(shades.window))
    colors = {
        role.WindowText: shades.text,
        role.Text: shades.text,
        role.ButtonText: shades.text,
        role.Base: shades.base,
        role.AlternateBase: shades.alternate,
        role.PlaceholderText: shades.muted,
        role.Highlight: shades.selected,
        role.HighlightedText: shades.on_selected,
        role.Accent: shades.accent,
        role.Link: shades.accent,
        role.LinkVisited: shades.accent,
        role.ToolTipBase: shades.tip,
        role.ToolTipText: shades.on_tip,
    }
    for one, color in colors.items():
        made.setColor(one, QColor(color))
    for one in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        made.setColor(group.Disabled, one, QColor(shades.disabled))
    made.setColor(group.Disabled, role.Base, QColor(shades.window))
    return made
