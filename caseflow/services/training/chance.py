"""Draws that a seed and a number decide, and the words they are drawn from."""

import random
import tomllib
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from caseflow.domain.base import Entity
from caseflow.resources import resource

Row = dict[str, Any]
Rows = dict[type[Entity], list[Row]]


def words() -> dict[str, Any]:
    """Return the names, streets, projects and steps that people are invented from."""
    return tomllib.loads(resource("demo", "people.toml").read_text(encoding="utf-8"))


class Chance(random.Random):
    """Draws that a seed and a number decide, keys included."""

    def __init__(self, seed: int, number: int) -> None:
        super().__init__(f"{seed}:{number}")
        self._number = number

    def key(self) -> UUID:
        """Draw the key of a row: a UUIDv7 whose time is the number, so that keys grow as real ones do."""
        value = self.getrandbits(80) & ~(0xF << 76) & ~(0x3 << 62)
        return UUID(int=self._number << 80 | value | 0x7 << 76 | 0x2 << 62)

    def happens(self, probability: float) -> bool:
        """Draw yes or no."""
        return self.random() < probability

    def day(self, first: date, last: date) -> date:
        """Draw a day between two, both included."""
        return first + timedelta(days=self.randint(0, max(0, (last - first).days)))
