"""The same services from a terminal, for scripts and for offices without a screen.

Exit codes: 0 done, 1 refused with one sentence on standard error, 2 wrong usage. Results go to standard output, as JSON
where it is asked for. The passphrase is read from a file: it never stands on the command line.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from caseflow import i18n
from caseflow.commands import care, diagnostics, papers, people, recruitments, reports, resources
from caseflow.commands.shared import Commands, Tree
from caseflow.domain.errors import CaseFlowError
from caseflow.i18n import _

_FAMILIES = (people, papers, care, recruitments, resources, diagnostics, reports)
"""Each adds its commands; a new family is one name more."""


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    given = _parser().parse_args(arguments)
    i18n.install(given.language)
    try:
        result: int | None = given.run(given)
    except CaseFlowError as error:
        print(error.message, file=sys.stderr)
        return 1
    except OSError as error:
        print(_("The file could not be read or written: {reason}").format(reason=error.strerror or ""), file=sys.stderr)
        return 1
    return result or 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="caseflow", description="Work on a CaseFlow store without a window.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--store", type=Path, required=True, metavar="PATH", help="the store")
    common.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help="the file whose first line is the passphrase"
    )
    common.add_argument("--json", action="store_true", help="write the result as JSON")
    common.add_argument("--language", choices=i18n.LANGUAGES, default=i18n.DEFAULT_LANGUAGE)

    tree = Tree(
        top=commands,
        incoming=_kinds(commands, "import", "bring a file in"),
        outgoing=_kinds(commands, "export", "write data to a file"),
        reports=_kinds(commands, "report", "write a report to a file"),
        common=common,
    )
    for family in _FAMILIES:
        family.add(tree)
    return parser


def _kinds(commands: Commands, name: str, what: str) -> Commands:
    return commands.add_parser(name, help=what).add_subparsers(required=True, metavar="KIND")
