"""Start CaseFlow: with a command, work without a window; without one, open it."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from caseflow import APPLICATION_NAME, __version__
from caseflow.exchange import PARSE_ARGUMENT
from caseflow.reports import SET_ARGUMENT


def main(arguments: Sequence[str] | None = None) -> int:
    """Run CaseFlow and return its exit code: 0 done, 1 refused, 2 wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == [PARSE_ARGUMENT]:
        from caseflow.exchange import parse_child

        return parse_child.main()
    if given == [SET_ARGUMENT]:
        from caseflow.reports import sheet_child

        return sheet_child.main()
    if given and not given[0].startswith("-"):
        from caseflow import commands

        return commands.main(given)
    chosen = _parser().parse_args(given)
    if chosen.version:
        print(f"{APPLICATION_NAME} {__version__}")
        return 0
    from caseflow import app  # Qt is loaded for the window alone

    return app.run(app.Start(chosen.store, chosen.training, chosen.language, chosen.locked))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="caseflow",
        description="Open CaseFlow's window. With a command (demo, import, export, report, recruitment, summary, "
        "check, backup, restore), work without a window: see caseflow COMMAND --help.",
    )
    parser.add_argument("--training", action="store_true", help="open the training store")
    parser.add_argument("--store", type=Path, metavar="PATH", help="open this store")
    parser.add_argument("--locked", action="store_true", help=argparse.SUPPRESS)  # of a lock that lasts, by itself
    parser.add_argument("--language", choices=("fr", "en"), default="", help="language of the window")
    parser.add_argument("--version", action="store_true", help="print the version and end")
    return parser


if __name__ == "__main__":
    sys.exit(main())
