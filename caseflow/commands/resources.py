"""Commands that bring directories of partners in, and hand ours out, in the national schema."""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from caseflow.commands.shared import Tree, desk_or_new, open_desk, say, today
from caseflow.domain.errors import Refused
from caseflow.i18n import _, ngettext

if TYPE_CHECKING:
    from caseflow.services.directory import Refusal

_MOST_TOLD = 20
"""Values refused that are said in words."""


def add(tree: Tree) -> None:
    """Add these commands."""
    incoming = tree.incoming.add_parser(
        "resources", parents=[tree.common], help="a directory of partners: json, csv or xlsx, data·inclusion v1 or v0"
    )
    incoming.add_argument("file", type=Path)
    incoming.add_argument(
        "--departments", type=_departments, default=(), metavar="13,59", help="only the services of these départements"
    )
    incoming.add_argument("--dry-run", action="store_true", help="tell what would be done, write nothing")
    incoming.set_defaults(run=_import)

    outgoing = tree.outgoing.add_parser(
        "resources", parents=[tree.common], help="the directory of partners, data·inclusion v1"
    )
    outgoing.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=".json, .csv or .xlsx")
    outgoing.set_defaults(run=_export)


def _departments(text: str) -> tuple[str, ...]:
    return tuple(code for part in text.split(",") if (code := part.strip().upper()))


def _import(given: argparse.Namespace) -> None:
    from caseflow.domain import zones
    from caseflow.exchange.services_directory import read_directory

    unknown = [code for code in given.departments if code not in zones.departments()]
    if unknown:
        raise Refused(_("No département has the code {code}.").format(code=", ".join(unknown)))
    incoming = read_directory(given.file, departments=given.departments)
    with desk_or_new(given) as desk:
        staging = desk.directory.stage(incoming, today())
        report = desk.directory.foresee(staging) if given.dry_run else desk.directory.apply(staging)
    sentence = _(
        "Structures: {structures}. Services: {services}. Added: {created}. Updated: {updated}. "
        "Identical: {identical}. Closed: {closed}. Refused rows: {left_out}."
    ).format(**report.as_dict() | {"left_out": report.left_out})
    say(given, report.as_dict(), "\n".join([sentence, *report.notes, *_refused(report.rejected)]))


def _refused(rejected: "Sequence[Refusal]") -> Iterator[str]:
    """Say each value refused, with its line; the JSON has them all."""
    words = _("Line {line}, {field}: {reason}.")
    for each in rejected[:_MOST_TOLD]:
        yield words.format(line=each.line, field=each.field or "–", reason=each.reason)
    if len(rejected) > _MOST_TOLD:
        yield _("… and {count} more: see them all with --json.").format(count=len(rejected) - _MOST_TOLD)


def _export(given: argparse.Namespace) -> None:
    from caseflow.exchange.services_directory import export_directory

    with open_desk(given) as desk:
        made = export_directory(given.output, desk.directory.outgoing())
    sentence = ngettext(
        "{count} service written with its structure: {files}",
        "{count} services written with their structures: {files}",
        made.services,
    ).format(count=made.services, files=", ".join(str(file) for file in made.files))
    told = Counter((each.field, each.what, each.is_left_out) for each in made.adjusted)
    lines = [
        _("Left out, {count}: {what} ({field}).").format(count=count, what=what, field=field)
        if is_left_out
        else _("Adjusted, {count}: {what} ({field}).").format(count=count, what=what, field=field)
        for (field, what, is_left_out), count in told.items()
    ]
    result = {
        "structures": made.structures,
        "services": made.services,
        "files": [str(file) for file in made.files],
        "adjusted": [
            {"name": each.name, "field": each.field, "reason": each.what, "left_out": each.is_left_out}
            for each in made.adjusted
        ],
    }
    say(given, result, "\n".join([sentence, *lines]))
