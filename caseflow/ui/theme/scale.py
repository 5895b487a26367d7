"""The steps of spacing and of sizes of letters: no other measure is written in a screen without a reason."""

SPACE_XS = 4
SPACE_S = 8
SPACE_M = 12
SPACE_L = 20
SPACE_XL = 32
ICON = 20
RADIUS = 6
COLUMN_FORM = 420
"""The width, in logical pixels, beyond which a field is no longer easier to read."""

TITLE = 1.5
HEADING = 1.25
SUBTITLE = 1.1
