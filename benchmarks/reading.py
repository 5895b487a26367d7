"""What a counsellor does all day, beside bare SQL on the same file: search, page, record, lists, history."""

from typing import Any
from uuid import UUID

from benchmarks.measure import Result, best, side_by_side
from benchmarks.stage import ON
from caseflow.services.desk import Desk
from caseflow.services.people_list import PeopleColumn, PeopleQuery, Scope

FRAME = 16.0
"""Milliseconds: what is done in less is seen at once."""
PAGE = 50
SHOWN = 30
TIMES = 10
"""Searches and pages in one measure: one alone is over before the processor has warmed to it."""
_TYPED = (
    "m",
    "ma",
    "mar",
    "marie",
    "marseille",
    "x",
    "bena",
    "benali",
    "benali ami",
    "B-0001",
    "0639980123",
    "03/04/1990",
)
_SLIPS = ("benlai", "fatuomata sow", "marsielle", "benali 1990")


def measure(desk: Desk, people: int) -> list[Result]:
    """Measure every row that only reads."""
    raw = desk.store.connect_alike(desk.store.path)
    ids = desk.people.ids(PeopleQuery(on=ON))
    try:
        return [
            *(_search(desk, raw, people, typed) for typed in _TYPED),
            *(_search(desk, raw, people, typed, is_whole=True) for typed in ("ma", "benali")),
            *(_palette(desk, people, typed) for typed in (*_TYPED, *_SLIPS)),
            _record(desk, raw, people, ids),
            _page(desk, raw, people, ids),
            *_lists(desk, people),
            *_history(desk, people, ids),
        ]
    finally:
        raw.close()


def _search(desk: Desk, raw: Any, people: int, typed: str, *, is_whole: bool = False) -> Result:
    """Measure the first rows as they come on screen; with `is_whole`, all the ids that follow them."""
    condition, values = _asked(typed)
    limit, shown = (None, 0) if is_whole else (SHOWN, SHOWN)
    question = f"SELECT id FROM person WHERE {condition} ORDER BY sort_name, id LIMIT {limit or -1}"  # noqa: S608

    def ours() -> None:
        for _ in range(TIMES):
            desk.people.rows(desk.people.ids(PeopleQuery(on=ON, text=typed, scope=Scope.ALL), limit)[:shown], ON)

    def bare() -> None:
        for _ in range(TIMES):
            _bare_page(raw, [key for (key,) in raw.execute(question, values).fetchall()[:shown]])

    mine, theirs = side_by_side(ours, bare)
    row = f"{TIMES} searches « {typed} », " + ("all ids" if is_whole else f"first {SHOWN} rows")
    return Result(row, people, mine, theirs, 2, None if is_whole else TIMES * FRAME)


def _palette(desk: Desk, people: int, typed: str) -> Result:
    """Measure the palette's search; what it learns of the store at its first slip is learnt before."""
    desk.finder.find("benlai", 8, ON)
    mine = best(lambda: [desk.finder.find(typed, 8, ON) for _ in range(TIMES)])
    return Result(f"{TIMES} × palette « {typed} »", people, mine, at_most=TIMES * (50 if typed in _SLIPS else FRAME))


def _asked(typed: str) -> tuple[str, tuple[str, ...]]:
    """Return the bare condition for what is typed: by index for numbers and dates, else by words."""
    if "/" in typed:
        return "birth_date = ?", ("-".join(reversed(typed.split("/"))),)
    if typed.startswith("B-"):
        return "file_number >= ? AND file_number < ?", (typed, typed + "\uffff")
    if typed.isdigit():
        found = "id IN (SELECT person_id FROM contact_point WHERE search_key >= ? AND search_key < ?)"
        return found, (typed, typed + "\uffff")
    words = " ".join(f'"{word}"*' for word in typed.split())
    return "search_id IN (SELECT rowid FROM person_search WHERE person_search MATCH ?)", (words,)


def _bare_page(raw: Any, keys: list[str]) -> None:
    """Read lines of the list with the least SQL that says the same: a person, steps, stays, referent, phone."""
    marks = ",".join("?" * len(keys))
    for question in _PAGE:
        raw.execute(question.format(marks=marks), keys).fetchall()


_PAGE = (
    """SELECT id, file_number, last_name, first_name, birth_date, commune, archived_on FROM person
    WHERE id IN ({marks})""",
    """SELECT person_id, scheme, title, state, started_on, ended_on, planned_start, planned_end FROM step
    WHERE person_id IN ({marks})""",
    """SELECT e.person_id, e.entered_on, a.since, a.until, c.name FROM enrolment e
    JOIN referent_assignment a ON a.enrolment_id = e.id JOIN counsellor c ON c.id = a.counsellor_id
    WHERE e.person_id IN ({marks})""",
    "SELECT person_id, value, rank FROM contact_point WHERE kind = 'phone' AND person_id IN ({marks})",
)


def _record(desk: Desk, raw: Any, people: int, ids: list[UUID]) -> Result:
    wanted = ids[len(ids) // 3 :][:20]

    def ours() -> None:
        for person in wanted:
            desk.people.open(person, ON)

    def bare() -> None:
        for person in wanted:
            for table, column in (("person", "id"), *((name, "person_id") for name in _OF_A_PERSON)):
                raw.execute(f"SELECT * FROM {table} WHERE {column} = ?", (person.hex,)).fetchall()  # noqa: S608

    mine, theirs = side_by_side(ours, bare)
    return Result("20 records with their timeline", people, mine, theirs, 3, 20 * 50)


_OF_A_PERSON = ("contact_point", "situation_fact", "enrolment", "step")


def _page(desk: Desk, raw: Any, people: int, ids: list[UUID]) -> Result:
    wanted = ids[len(ids) // 2 :][:PAGE]
    keys = [key.hex for key in wanted]

    def ours() -> None:
        for _ in range(TIMES):
            desk.people.rows(wanted, ON)

    def bare() -> None:
        for _ in range(TIMES):
            _bare_page(raw, keys)

    mine, theirs = side_by_side(ours, bare)
    return Result(f"scroll by {TIMES} pages of {PAGE}", people, mine, theirs, 2)


def _lists(desk: Desk, people: int) -> list[Result]:
    return [
        Result(
            f"the whole list, by {column.value}",
            people,
            best(lambda column=column: desk.people.ids(PeopleQuery(on=ON, sort=column)), 3),
        )
        for column in PeopleColumn
    ]


def _history(desk: Desk, people: int, ids: list[UUID]) -> list[Result]:
    return [
        Result("history of one person", people, best(lambda: desk.history.of_person(ids[7]))),
        Result("the 50 latest actions", people, best(desk.history.recent, 3)),
    ]
