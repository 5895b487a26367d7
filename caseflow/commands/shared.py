"""What every command needs: the words of its line, the store it names, the day, how it answers."""

import argparse
import json
import sys
import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeAlias

from caseflow.domain.errors import Refused
from caseflow.i18n import _
from caseflow.services.desk import Desk
from caseflow.store import backup, opening

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - it has no public name


@dataclass(frozen=True)
class Tree:
    """Where a command is added: at the top, or under `import`, `export` or `report`."""

    top: Commands
    incoming: Commands
    outgoing: Commands
    reports: Commands
    common: argparse.ArgumentParser
    """What all of them take: the store, its passphrase, JSON, the language."""


def wall() -> datetime:
    """Read the clock: the only place where commands do."""
    return datetime.now(UTC)


def today() -> date:
    """Return the present day, where this PC stands."""
    return wall().astimezone().date()


def positive(text: str) -> int:
    """Read a number from 1 up, as an argument."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("a number from 1 up")
    return number


def passphrase_of(given: argparse.Namespace) -> str:
    """Return the first line of the passphrase file.

    Raises:
        Refused: no file was named, or it cannot be read.
    """
    if given.passphrase_file is None:
        raise Refused(_("Name the file that holds the passphrase with --passphrase-file."))
    try:
        lines = given.passphrase_file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(_("The passphrase file cannot be read.")) from error
    if not lines or not lines[0]:
        raise Refused(_("The passphrase file is empty."))
    return lines[0]


def author() -> str:
    """Return who signs what commands do."""
    return _("Command line")


@contextmanager
def open_desk(given: argparse.Namespace) -> Generator[Desk]:
    """Open the store that was named, and close it at the end."""
    desk = Desk(opening.open_store(given.store, passphrase_of(given), author(), wall), backup.default_folder())
    try:
        yield desk
    finally:
        desk.close()


@contextmanager
def desk_or_new(given: argparse.Namespace) -> Generator[Desk]:
    """Open the store that was named, or make it where there is none; a dry run makes one that does not last."""
    if given.store.exists():
        with open_desk(given) as desk:
            yield desk
        return
    passphrase = passphrase_of(given)
    with tempfile.TemporaryDirectory() as elsewhere:
        path = Path(elsewhere, given.store.name) if given.dry_run else given.store
        made = opening.create_store(path, passphrase, author(), wall)
        if not given.dry_run:
            _warn_if_weak(passphrase)
            print(_("Recovery code, to print and keep safe: {code}").format(code=made.recovery_code), file=sys.stderr)
        desk = Desk(made.store)
        try:
            yield desk
        finally:
            desk.close()


def _warn_if_weak(passphrase: str) -> None:
    """Say that a passphrase is easily guessed: a script may have its reasons, a copied file has no lock-out."""
    from caseflow.store.passphrases import assess

    if not assess(passphrase).is_enough:
        print(_("This passphrase is easily guessed. Seven words drawn at random are safe."), file=sys.stderr)


def say(given: argparse.Namespace, result: Mapping[str, Any], sentence: str) -> None:
    """Write a result: as JSON, or as a sentence."""
    print(json.dumps(result, ensure_ascii=False) if given.json else sentence)
