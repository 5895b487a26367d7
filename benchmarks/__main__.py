"""`make bench`: measure all at each size, print the ratios with their goals, keep them as JSON and as a chart."""

import argparse
import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import chart, counting, duplicates, importing, pauses, printing, reading, stage, starting
from benchmarks.measure import Result
from caseflow import i18n

RESULTS = Path(__file__).parent / "results" / "last.json"
CHART = Path(__file__).parents[1] / "docs" / "benchmarks.svg"
ROWS = ("start", "read", "count", "print", "import", "pairs", "pause")


def main() -> None:
    """Measure what is asked for."""
    given = _arguments()
    i18n.install("fr")
    results = [result for people in given.people for result in measure(people, given)]
    show(results)
    quality = duplicates.judge() if "pairs" in (given.only or ROWS) else None
    if quality is not None:
        duplicates.show(quality)
        duplicates.keep(quality)
    if not given.only:
        keep(results, RESULTS)
        CHART.write_text(chart.draw(results), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[5_000, 50_000], metavar="N")
    parser.add_argument("--candidates", type=int, default=5_000, metavar="N", help="rows of the import")
    parser.add_argument("--keep", action="store_true", help="measure the stores of the run before, if they are there")
    parser.add_argument("--only", nargs="+", choices=ROWS, help="some rows; nothing is then written down")
    return parser.parse_args()


def measure(people: int, given: argparse.Namespace) -> list[Result]:
    """Measure one size."""
    results: list[Result] = []
    if not (given.keep and stage.store_path(people).exists()):
        results.append(_filled(people))
    wanted = given.only or ROWS
    if "start" in wanted:
        results += starting.measure(people)
    with stage.desk_on(stage.store_path(people)) as desk:
        if "read" in wanted:
            results += reading.measure(desk, people)
        if "count" in wanted:
            results += counting.measure(desk, people)
        if "print" in wanted:
            results += printing.measure(desk, people)
    if "import" in wanted:
        results += importing.measure(people, given.candidates)
    if "pairs" in wanted:
        results += duplicates.measure(people, given.candidates)
    if "pause" in wanted:
        results += pauses.measure(people, given.candidates)
    return results


def _filled(people: int) -> Result:
    from benchmarks.measure import once

    return Result("make the training store", people, once(lambda: stage.make(people)), at_most=people * 6)


def show(results: list[Result]) -> None:
    """Print the table."""
    print(f"{'row':62}{'people':>8}{'ours':>12}{'wall':>12}{'reference':>12}{'ratio':>8}{'goal':>16}")
    for each in results:
        reference = f"{each.reference.cpu:,.1f}" if each.reference else ""
        ratio = f"{each.ratio:.2f}" if each.ratio else ""
        print(
            f"{each.row:62}{each.people:>8}{each.ours.cpu:>12,.1f}{each.ours.wall:>12,.1f}"
            f"{reference:>12}{ratio:>8}{goal(each):>16}{'' if each.is_kept else '  MISSED'}"
        )


def goal(each: Result) -> str:
    """Write the goals of a row."""
    sign = "≥" if each.least else "≤"
    parts = [f"{sign} {each.ratio_goal:g} ×"] if each.ratio_goal else []
    return ", ".join([*parts, *([f"< {each.at_most:,.0f} {each.unit}"] if each.at_most else [])])


def keep(results: list[Result], path: Path) -> None:
    """Write the results down."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [asdict(each) | {"ratio": each.ratio, "is_kept": each.is_kept} for each in results]
    content = {"measured_at": datetime.now(UTC).isoformat(timespec="seconds"), "results": rows}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
