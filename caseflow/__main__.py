"""Start CaseFlow: with a command, work without a window; without one, open it."""

import sys

from caseflow import APPLICATION_NAME, __version__


def main() -> int:
    """Run CaseFlow and return its exit code."""
    if "--version" in sys.argv[1:]:
        print(f"{APPLICATION_NAME} {__version__}")
        return 0
    print("usage: caseflow --version", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
