"""What a worker finds for the list of people: who, how many each filter leaves, and which filter leaves nobody."""

from dataclasses import dataclass, replace
from uuid import UUID

from caseflow.services.people import People
from caseflow.services.people_list import PeopleQuery, Scope


@dataclass(frozen=True)
class Found:
    """The answer to a question: who was found, and how many there are in all when nobody was."""

    ids: list[UUID]
    total: int
    in_the_way: int | None = None
    """When nobody was found: the place of the filter without which most people would be."""


def find(people: People, query: PeopleQuery) -> Found:
    """Look for people; when there is nobody, find out why."""
    ids = people.ids(query)
    if ids:
        return Found(ids, len(ids))
    total = people.count(PeopleQuery(on=query.on, scope=Scope.ALL))
    without = [people.count(_without(query, place)) for place in range(len(query.filters))]
    most = max(range(len(without)), key=without.__getitem__, default=None)
    return Found([], total, most if most is not None and without[most] else None)


def left_by_each(people: People, query: PeopleQuery) -> list[int]:
    """Count the people whom each filter leaves of those left by the ones before it."""
    filters = query.filters
    return [people.count(replace(query, filters=filters[: place + 1])) for place in range(len(filters))]


def _without(query: PeopleQuery, place: int) -> PeopleQuery:
    return replace(query, filters=query.filters[:place] + query.filters[place + 1 :])
