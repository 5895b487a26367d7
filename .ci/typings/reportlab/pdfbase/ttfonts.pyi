# ruff: noqa: N815 - the names are ReportLab’s
from weakref import WeakKeyDictionary

class TTFontFace:
    charToGlyph: dict[int, int]

class TTFont:
    class State:
        frozen: int

    face: TTFontFace
    state: WeakKeyDictionary[object, State]
    def __init__(self, name: str, filename: str) -> None: ...
