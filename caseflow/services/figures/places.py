"""The lines of a table by place: communes by territory, those with too few people together on one line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from caseflow.i18n import _, ngettext, sort_key
from caseflow.services.reference import communes, territories, territory_of


@dataclass(frozen=True)
class Place:
    """One line: a commune, or several of the same territory."""

    communes: tuple[str | None, ...]
    """By INSEE code; None for people of whom no commune is known."""
    name: str
    territory: int
    """Its number; what is in no territory has the last."""


def territory_names() -> tuple[str, ...]:
    """Return the names of the territories, by number."""
    return (*(each.name for each in territories()), _("Elsewhere, or not known"))


def places(people: Mapping[str | None, int], least: int) -> tuple[Place, ...]:
    """Return the lines, by territory and name, for some numbers of people by commune.

    A commune with fewer people than `least` is told with the other such ones of its territory.
    """
    found = list[Place]()
    for number in range(len(territories()) + 1):
        own = sorted((insee for insee in people if _territory(insee) == number), key=lambda insee: people[insee])
        small = sum(people[insee] < least for insee in own)
        found += [Place((insee,), _name(insee), number) for insee in sorted(own[small:], key=_sorting)]
        if small:
            found.append(Place(tuple(own[:small]), _other_communes(own[:small]), number))
    return tuple(found)


def _other_communes(codes: Iterable[str | None]) -> str:
    named = list(codes)
    if len(named) == 1:
        return _name(named[0])
    words = ngettext(
        "Other communes of the territory ({count})", "Other communes of the territory ({count})", len(named)
    )
    return words.format(count=len(named))


def _territory(insee: str | None) -> int:
    territory = territory_of(insee)
    return len(territories()) if territory is None else territories().index(territory)


def _name(insee: str | None) -> str:
    commune = communes().get(insee or "")
    return commune.name if commune else insee or _("Commune not known")


def _sorting(insee: str | None) -> tuple[bool, str]:
    return insee is None, sort_key(_name(insee))
