"""What a directory and a caseload are asked together: services found as one types, and the figures of needs."""

import itertools
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from benchmarks.measure import Result, best, side_by_side
from benchmarks.reading import FRAME, SHOWN, TIMES
from benchmarks.stage import ON
from caseflow.domain.barrier import Theme
from caseflow.exchange.needs_workbook import needs_workbook
from caseflow.i18n import Catalog
from caseflow.reports.needs_report import render
from caseflow.services.desk import Desk
from caseflow.services.needs import NeedsQuery, Release
from caseflow.services.needs.model import Scope
from caseflow.services.people_list import PeopleQuery
from caseflow.services.resources import ServiceQuery

_TYPED = ("p", "per", "permis", "garde enfants", "aide logement")
_YEAR = (ON - timedelta(days=364), ON)


def measure(desk: Desk, people: int) -> list[Result]:
    """Measure every row."""
    raw = desk.store.connect_alike(desk.store.path)
    desk.resources.ids(ServiceQuery(), SHOWN)  # the index of the directory is read once, before anybody types
    try:
        return [
            *(_found(desk, raw, people, typed) for typed in _TYPED),
            _nearest(desk, people),
            *(_figures(desk, raw, people, scope) for scope in Scope),
            *_written(desk, people),
        ]
    finally:
        raw.close()


def _found(desk: Desk, raw: Any, people: int, typed: str) -> Result:
    """Measure the first rows of the directory, as they come on screen."""
    words = " ".join(f'"{word}"*' for word in typed.split())

    def ours() -> None:
        for _number in range(TIMES):
            desk.resources.rows(desk.resources.ids(ServiceQuery(text=typed), SHOWN), on=ON)

    def bare() -> None:
        for _number in range(TIMES):
            keys = [key for (key,) in raw.execute(_MATCHING, (words, SHOWN))]
            marks = ",".join("?" * len(keys))
            for question in _SHOWN:
                raw.execute(question.format(marks=marks), keys).fetchall()

    mine, theirs = side_by_side(ours, bare)
    row = f"{TIMES} searches of services « {typed} », first {SHOWN} rows"
    return Result(row, people, mine, theirs, 2, TIMES * FRAME)


_MATCHING = """SELECT id FROM service WHERE closed_on IS NULL
AND search_id IN (SELECT rowid FROM service_search WHERE service_search MATCH ?) ORDER BY sort_name, id LIMIT ?"""
_SHOWN = (
    """SELECT id, name, structure_name, commune, latitude, longitude, themes, fee, closed_on, verified_on, updated_on
    FROM service WHERE id IN ({marks})""",
    "SELECT service_id, state, sent_on, answered_on, expires_on FROM referral WHERE service_id IN ({marks})",
)


def _nearest(desk: Desk, people: int) -> Result:
    """Measure what the quick interview asks once a barrier is accepted."""
    person = desk.people.ids(PeopleQuery(on=ON), 1)[0]
    themes = itertools.cycle((Theme.MOBILITY, Theme.FAMILY, Theme.DIGITAL))
    mine = best(lambda: [desk.resources.nearest((next(themes),), person) for _number in range(TIMES)])
    return Result(f"{TIMES} × the 3 nearest services for a barrier", people, mine, at_most=TIMES * 2 * FRAME)


def _figures(desk: Desk, raw: Any, people: int, scope: Scope) -> Result:
    """Measure the whole report beside the same counts, one bare question each."""
    query = NeedsQuery(*_YEAR, scope=scope)
    values = {
        "since": query.since.isoformat(),
        "until": query.until.isoformat(),
        "young": query.until.replace(year=query.until.year - 26).isoformat(),
        "senior": query.until.replace(year=query.until.year - 50).isoformat(),
        "deld": query.until.replace(year=query.until.year - 1).isoformat(),
    }
    questions = _bare_questions(scope)

    def bare() -> None:
        for question in questions:
            raw.execute(question, values).fetchall()

    mine, theirs = side_by_side(lambda: desk.needs.report(query, ON), bare, 3)
    return Result(f"figures of needs, {scope.value}", people, mine, theirs, 1.5)


def _bare_questions(scope: Scope) -> list[str]:
    who = "(p.archived_on IS NULL OR p.archived_on > :until)" + _WHO[scope]
    return [
        question.format(who=who, needs=_NEEDS.format(who=who), of_period=_OF_PERIOD.format(who=who))
        for question in _COUNTS
    ]


_WHO = {
    Scope.EVERYONE: "",
    Scope.ENROLLED: """ AND p.id IN (SELECT person_id FROM enrolment
        WHERE entered_on <= :until AND (exited_on IS NULL OR exited_on > :until))""",
    Scope.QPV: """ AND p.id IN (SELECT person_id FROM situation_fact WHERE kind = 'qpv'
        AND (since IS NULL OR since <= :until) AND (until IS NULL OR until >= :until)
        AND (value IS NULL OR lower(trim(value)) NOT IN ('non', 'no', '0')))""",
}
_NEEDS = """SELECT b.person_id, b.theme, max(b.level) AS level FROM barrier b JOIN person p ON p.id = b.person_id
WHERE b.noted_on <= :until AND (b.lifted_on IS NULL OR b.lifted_on > :until) AND {who} GROUP BY b.person_id, b.theme"""
_OF_PERIOD = "FROM barrier b JOIN person p ON p.id = b.person_id WHERE {who}"
_COUNTS = (
    """SELECT p.insee_code, n.theme, n.level, count(*) FROM ({needs}) n JOIN person p ON p.id = n.person_id
    GROUP BY 1, 2, 3""",
    "SELECT count(DISTINCT person_id) FROM ({needs})",
    """SELECT p.insee_code, count(DISTINCT n.person_id) FROM ({needs}) n JOIN person p ON p.id = n.person_id
    WHERE n.theme NOT IN ('health', 'justice') GROUP BY 1""",
    """SELECT n.theme, sum(f.rsa), sum(f.qpv), sum(f.alone), sum(f.rqth), sum(f.deld), sum(p.birth_date > :young),
    sum(p.birth_date <= :senior) FROM ({needs}) n JOIN person p ON p.id = n.person_id LEFT JOIN (
        SELECT person_id, max(kind = 'rsa') AS rsa, max(kind = 'qpv') AS qpv, max(kind = 'lone_parent') AS alone,
        max(kind = 'rqth') AS rqth, max(kind = 'france_travail' AND since <= :deld) AS deld FROM situation_fact
        WHERE kind IN ('rsa', 'qpv', 'lone_parent', 'rqth', 'france_travail')
        AND (since IS NULL OR since <= :until) AND (until IS NULL OR until >= :until)
        AND (value IS NULL OR lower(trim(value)) NOT IN ('non', 'no', '0')) GROUP BY person_id
    ) f ON f.person_id = p.id GROUP BY 1""",
    "SELECT b.theme, count(DISTINCT b.person_id) {of_period} AND b.noted_on BETWEEN :since AND :until GROUP BY 1",
    """SELECT theme, count(DISTINCT person_id), avg(CASE WHEN place IN ((n + 1) / 2, n / 2 + 1) THEN days END) FROM (
        SELECT b.theme, b.person_id, julianday(b.lifted_on) - julianday(b.noted_on) AS days,
        row_number() OVER (PARTITION BY b.theme ORDER BY julianday(b.lifted_on) - julianday(b.noted_on)) AS place,
        count(*) OVER (PARTITION BY b.theme) AS n {of_period} AND b.lifted_on BETWEEN :since AND :until) GROUP BY 1""",
    """SELECT b.theme, r.state, count(*), count(DISTINCT r.person_id) FROM referral r
    JOIN person p ON p.id = r.person_id LEFT JOIN barrier b ON b.id = r.barrier_id
    WHERE r.proposed_on BETWEEN :since AND :until AND {who} GROUP BY 1, 2""",
    """SELECT s.name, s.structure_name, s.themes, count(DISTINCT o.person_id),
    count(DISTINCT CASE WHEN o.days IS NOT NULL THEN o.person_id END),
    avg(CASE WHEN o.place IN ((o.n + 1) / 2, o.n / 2 + 1) AND o.days IS NOT NULL THEN o.days END) FROM (
        SELECT r.service_id, r.person_id, julianday(r.answered_on) - julianday(r.sent_on) AS days,
        row_number() OVER (PARTITION BY r.service_id ORDER BY r.answered_on IS NULL,
            julianday(r.answered_on) - julianday(r.sent_on)) AS place,
        count(r.answered_on) OVER (PARTITION BY r.service_id) AS n FROM referral r JOIN person p ON p.id = r.person_id
        WHERE r.sent_on BETWEEN :since AND :until AND {who}
    ) o JOIN service s ON s.id = o.service_id GROUP BY o.service_id ORDER BY 4 DESC, s.sort_name LIMIT 15""",
)
"""The counts of `services.needs.questions`, as one would write them by hand; nothing is masked, laid out or compared
with the directory."""


def _written(desk: Desk, people: int) -> list[Result]:
    """Measure the paper and the workbook, once the figures are there."""
    report, french = desk.needs.report(NeedsQuery(*_YEAR, release=Release.SHARED), ON), Catalog("fr")
    works: tuple[tuple[str, Callable[[], object]], ...] = (
        ("needs as PDF", lambda: render(report, french)),
        ("needs as a workbook", lambda: needs_workbook(report, french)),
    )
    return [Result(row, people, best(work, 3)) for row, work in works]
