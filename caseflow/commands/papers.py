"""Commands that print pathway summaries."""

import argparse
from pathlib import Path

from caseflow import i18n
from caseflow.commands.shared import Tree, open_desk, say, today
from caseflow.domain.errors import Missing
from caseflow.i18n import _, ngettext
from caseflow.services.desk import Desk
from caseflow.store.files import write_whole


def add(tree: Tree) -> None:
    """Add these commands."""
    summary = tree.top.add_parser("summary", parents=[tree.common], help="print pathway summaries to PDF")
    whose = summary.add_mutually_exclusive_group(required=True)
    whose.add_argument("number", nargs="?", help="a file number")
    whose.add_argument("--all", action="store_true", help="everybody, one file each")
    summary.add_argument(
        "-o", "--output", type=Path, required=True, metavar="PATH", help="a file, or a folder with --all"
    )
    summary.add_argument("--full", action="store_true", help="the version for the file, over several pages")
    summary.set_defaults(run=_summary)


def _summary(given: argparse.Namespace) -> None:
    with open_desk(given) as desk:
        written = _print_all(desk, given) if given.all else [_print_one(desk, given)]
    sentence = ngettext("{count} summary printed: {path}", "{count} summaries printed: {path}", len(written))
    say(
        given,
        {"files": [str(path) for path in written]},
        sentence.format(count=len(written), path=given.output),
    )


def _print_one(desk: Desk, given: argparse.Namespace) -> Path:
    from caseflow.reports.pathway_summary import render

    person_id = desk.people.id_of(given.number)
    if person_id is None:
        raise Missing(_("No record has the file number {number}.").format(number=given.number))
    summary = desk.summaries.summary(person_id, today())
    write_whole(given.output, render(summary, i18n.current(), full=given.full))
    return given.output


def _print_all(desk: Desk, given: argparse.Namespace) -> list[Path]:
    from caseflow.reports.file_names import distinct_names, summary_file_name
    from caseflow.reports.pathway_summary import render_each

    given.output.mkdir(parents=True, exist_ok=True)
    summaries = [desk.summaries.summary(person_id, today()) for person_id in desk.summaries.ids_of_all()]
    names = distinct_names([summary_file_name(each, i18n.current(), full=given.full) for each in summaries])
    written = [given.output / name for name in names]
    for path, pdf in zip(written, render_each(summaries, i18n.current(), full=given.full), strict=True):
        write_whole(path, pdf)
    return written
