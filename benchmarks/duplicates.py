"""People who came in twice: how many are found among invented candidates, how many pairs are right, and how fast."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import Any
from uuid import UUID
from xml.sax.saxutils import escape

from benchmarks.applicants import Applicant, applicants
from benchmarks.measure import Result, once
from benchmarks.stage import FOLDER, ON, copied, desk_on, wall
from caseflow.domain.candidacy import Candidacy
from caseflow.domain.duplicate import Level
from caseflow.domain.person import ContactKind, ContactPoint, Person, file_number
from caseflow.domain.recruitment import Recruitment
from caseflow.services.candidates.pairs import Pair, Pairs
from caseflow.services.training.chance import Chance
from caseflow.store import opening
from caseflow.store.store import Store

RECALL, PRECISION = 0.98, 0.95
"""What is promised of the pairs proposed, certain and to check together."""
APPLICANTS = 10_000
_WRITTEN_AT = 1 << 20
"""Far from the numbers of the people of the store, whose keys and file numbers these must not repeat."""
_CHART = Path(__file__).parents[1] / "docs" / "duplicates.svg"
_RESULTS = Path(__file__).parent / "results" / "duplicates.json"


@dataclass(frozen=True)
class Point:
    """What is found when only pairs of that score at least are proposed."""

    score: float
    recall: float
    precision: float


@dataclass(frozen=True)
class Quality:
    """How right the pairs are."""

    entries: int
    truly_twice: int
    """Pairs of entries of one person."""
    proposed: int
    recall: float
    precision: float
    certain: int
    wrongly_certain: int
    curve: tuple[Point, ...]

    @property
    def is_kept(self) -> bool:
        """Tell whether what is promised of the proposals holds, and nobody is certain by mistake."""
        return self.recall >= RECALL and self.precision >= PRECISION and not self.wrongly_certain


def measure(people: int, candidates: int) -> list[Result]:
    """Time the search for pairs of a recruitment in a store of that many people.

    The reference is `cdist` of rapidfuzz, every candidate's name against every name of the store, on two cores.
    """
    path = copied(people, "pairs")
    with desk_on(path) as desk:
        recruitment, _truth = recruit(desk.store, applicants(candidates))
        names = _names(desk.store)
        ours = once(lambda: Pairs(desk.store).of(recruitment))
    bare = (
        once(lambda: _bare(names[-candidates:], names)) if find_spec("numpy") else None
    )  # `cdist` needs it, we do not
    return [Result(f"find who is twice among {candidates:,} candidates and the store", people, ours, bare, 2)]


def judge(entries: int = APPLICANTS, seed: int = 1) -> Quality:
    """Look for the pairs among that many invented candidates, as the window does, and count the right ones."""
    folder = FOLDER / "applicants"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    store = opening.create_training_store(folder / "people.caseflow", "Mesures", wall)
    recruitment, truth = recruit(store, applicants(entries, seed))
    found = {_key(pair): pair for pair in Pairs(store).of(recruitment)}
    store.close()
    return _quality(entries, truth, found)


def show(quality: Quality) -> None:
    """Print the figures and the curve."""
    print(
        f"{quality.entries:,} invented candidates, {quality.truly_twice:,} pairs of one person:"
        f" {quality.proposed:,} proposed, recall {quality.recall:.2%} (goal {RECALL:.0%}),"
        f" precision {quality.precision:.2%} (goal {PRECISION:.0%});"
        f" {quality.certain:,} certain, {quality.wrongly_certain} of them wrong"
        f"{'' if quality.is_kept else '  MISSED'}"
    )
    for point in quality.curve:
        print(f"  score at least {point.score:.2f}: recall {point.recall:.2%}, precision {point.precision:.2%}")


def keep(quality: Quality) -> None:
    """Write the figures as JSON, and draw the curve."""
    kept = {**vars(quality), "curve": [vars(point) for point in quality.curve]}
    dated = {"measured": datetime.now(UTC).date().isoformat(), **kept}
    _RESULTS.write_text(json.dumps(dated, indent=1) + "\n", encoding="utf-8")
    _CHART.write_text(draw(quality), encoding="utf-8")


def recruit(store: Store, entries: Sequence[Applicant]) -> tuple[UUID, frozenset[frozenset[UUID]]]:
    """Write candidates to a store; return their recruitment, and the pairs of entries that truly are one person."""
    rows: dict[type[Any], list[dict[str, Any]]] = {Person: [], ContactPoint: [], Candidacy: []}
    by_truth: dict[int, list[UUID]] = {}
    with store.writing("Candidats") as writing:
        recruitment = writing.add(Recruitment(code="MESURE", title="Entrepôt"))
        writing.session.flush()
        for place, entry in enumerate(entries):
            chance = Chance(7, _WRITTEN_AT + place)
            person_id = chance.key()
            by_truth.setdefault(entry.truth, []).append(person_id)
            _add(rows, chance, person_id, entry, file_number(_WRITTEN_AT + place))
            rows[Candidacy].append(
                {"id": chance.key(), "person_id": person_id, "recruitment_id": recruitment.id, "received_on": ON}
            )
        for kind, written in rows.items():
            writing.insert_rows(kind, written)
    alike = (pair for ids in by_truth.values() for pair in combinations(ids, 2))
    return recruitment.id, frozenset(map(frozenset, alike))


def _add(rows: dict[type[Any], list[dict[str, Any]]], chance: Chance, key: UUID, entry: Applicant, number: str) -> None:
    described = entry.described
    rows[Person].append(
        {
            "id": key,
            "file_number": number,
            "last_name": described.last_name,
            "first_name": described.first_name,
            "birth_name": described.birth_name,
            "birth_date": described.birth_date,
            "france_travail_id": described.france_travail_id,
            "caf_number": described.caf_number,
            "post_code": described.post_code,
        }
    )
    for kind, values in ((ContactKind.PHONE, described.phones), (ContactKind.EMAIL, described.emails)):
        rows[ContactPoint] += [
            {"id": chance.key(), "person_id": key, "kind": kind, "value": value, "rank": 0} for value in values
        ]


def _quality(entries: int, truth: frozenset[frozenset[UUID]], found: dict[frozenset[UUID], Pair]) -> Quality:
    sure = {key for key, pair in found.items() if pair.level is Level.CERTAIN}
    right = truth & found.keys()
    return Quality(
        entries,
        len(truth),
        len(found),
        len(right) / len(truth),
        len(right) / len(found),
        len(sure),
        len(sure - truth),
        tuple(_point(step / 20, truth, found) for step in range(20)),
    )


def _point(score: float, truth: frozenset[frozenset[UUID]], found: dict[frozenset[UUID], Pair]) -> Point:
    proposed = {key for key, pair in found.items() if pair.score >= score}
    right = len(proposed & truth)
    return Point(score, right / len(truth), right / len(proposed) if proposed else 1.0)


def _key(pair: Pair) -> frozenset[UUID]:
    return frozenset((pair.one.id, pair.other.id))


def _names(store: Store) -> list[str]:
    from sqlalchemy import select

    with store.reading() as session:
        people = session.execute(select(Person.last_name, Person.first_name).order_by(Person.id))
        return [f"{last_name} {first_name}" for last_name, first_name in people]


def _bare(wanted: list[str], names: list[str]) -> None:
    from rapidfuzz.process import cdist

    for start in range(0, len(wanted), 500):
        cdist(wanted[start : start + 500], names, score_cutoff=85, workers=2)


_WIDTH, _HEIGHT, _EDGE = 640, 360, 48
_STYLE = (
    "text{font:12px sans-serif;fill:#1b1b1b}.curve{fill:none;stroke:#2f6f6a;stroke-width:2}"
    ".goal{stroke:#1b1b1b;stroke-dasharray:3 3}.axis{stroke:#1b1b1b}.back{fill:#fff}"
)
_LOWEST = 0.8
"""Where both scales begin: below, no pair would be worth a look."""


def draw(quality: Quality) -> str:
    """Return the curve as a plain SVG: precision over recall for each least score; the goals are the dashed lines."""
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (_place(point.recall, point.precision) for point in quality.curve))
    x, y = _place(quality.recall, quality.precision)
    goal_x, goal_y = _place(RECALL, PRECISION)
    right, bottom = _WIDTH - _EDGE, _HEIGHT - _EDGE
    told = f"recall {quality.recall:.1%}, precision {quality.precision:.1%}"
    marks = [
        f'<text x="{_place(share, 0)[0]:.0f}" y="{bottom + 18}" text-anchor="middle">{share:.0%}</text>'
        f'<text x="{_EDGE - 6}" y="{_place(0, share)[1] + 4:.0f}" text-anchor="end">{share:.0%}</text>'
        for share in (0.8, 0.85, 0.9, 0.95, 1.0)
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" role="img">',
            "<title>Pairs proposed among invented candidates: precision over recall</title>",
            f"<style>{_STYLE}</style>",
            f'<rect class="back" width="{_WIDTH}" height="{_HEIGHT}"/>',
            f'<path class="axis" d="M{_EDGE} {_EDGE}V{bottom}H{right}" fill="none"/>',
            f'<line class="goal" x1="{goal_x:.1f}" x2="{goal_x:.1f}" y1="{_EDGE}" y2="{bottom}"/>',
            f'<line class="goal" x1="{_EDGE}" x2="{right}" y1="{goal_y:.1f}" y2="{goal_y:.1f}"/>',
            *marks,
            f'<polyline class="curve" points="{points}"/><circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#b3402e"/>',
            f'<text x="{x - 8:.1f}" y="{y + 20:.1f}" text-anchor="end">{escape(told)}</text>',
            f'<text x="{right}" y="{bottom + 36}" text-anchor="end">recall</text>',
            f'<text x="{_EDGE}" y="{_EDGE - 12}">precision</text>',
            "</svg>",
            "",
        ]
    )


def _place(recall: float, precision: float) -> tuple[float, float]:
    width, height = _WIDTH - 2 * _EDGE, _HEIGHT - 2 * _EDGE
    across, up = (max(share - _LOWEST, 0) / (1 - _LOWEST) for share in (recall, precision))
    return _EDGE + across * width, _HEIGHT - _EDGE - up * height
