"""The same services from a terminal, for scripts and for offices without a screen.

Exit codes: 0 done, 1 refused with one sentence on standard error, 2 wrong usage. Results go to standard output, as JSON
where it is asked for. The passphrase is read from a file: it never stands on the command line.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeAlias

from caseflow import i18n
from caseflow.domain.errors import CaseFlowError, Missing, Refused
from caseflow.i18n import _, ngettext
from caseflow.services.desk import Desk
from caseflow.store import backup, opening
from caseflow.store.files import write_whole

_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - it has no public name


def wall() -> datetime:
    """Read the clock: the only place where commands do."""
    return datetime.now(UTC)


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


def _today() -> date:
    return wall().astimezone().date()


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

    _add_demo_and_files(commands, common)
    _add_summary(commands, common)
    _add_care(commands, common)
    return parser


def _add_demo_and_files(commands: _Commands, common: argparse.ArgumentParser) -> None:
    demo = commands.add_parser("demo", parents=[common], help="make a training store of invented people")
    demo.add_argument("--people", type=_positive, default=70, metavar="N")
    demo.add_argument("--seed", type=int, default=1, metavar="S")
    demo.set_defaults(run=_demo)

    incoming = commands.add_parser("import", help="bring a file in").add_subparsers(required=True, metavar="KIND")
    caseload = incoming.add_parser("caseload", parents=[common], help="a caseload file: xlsx, xls, ods or csv")
    caseload.add_argument("file", type=Path)
    caseload.add_argument("--dry-run", action="store_true", help="tell what would be done, write nothing")
    caseload.set_defaults(run=_import_caseload)

    outgoing = commands.add_parser("export", help="write data to a file").add_subparsers(required=True, metavar="KIND")
    people = outgoing.add_parser("people", parents=[common], help="every field of every person")
    people.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=".json, .csv or .xlsx")
    people.add_argument("--sensitive", action="store_true", help="also the sensitive facts (RGPD art. 9)")
    people.set_defaults(run=_export_people)


def _add_summary(commands: _Commands, common: argparse.ArgumentParser) -> None:
    summary = commands.add_parser("summary", parents=[common], help="print pathway summaries to PDF")
    whose = summary.add_mutually_exclusive_group(required=True)
    whose.add_argument("number", nargs="?", help="a file number")
    whose.add_argument("--all", action="store_true", help="everybody, one file each")
    summary.add_argument(
        "-o", "--output", type=Path, required=True, metavar="PATH", help="a file, or a folder with --all"
    )
    summary.add_argument("--full", action="store_true", help="the version for the file, over several pages")
    summary.set_defaults(run=_summary)


def _add_care(commands: _Commands, common: argparse.ArgumentParser) -> None:
    check = commands.add_parser("check", parents=[common], help="verify file, keys, links and rules")
    check.set_defaults(run=_check)
    backup = commands.add_parser("backup", parents=[common], help="make a verified copy of the store")
    backup.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="where; the usual folder if left out")
    backup.set_defaults(run=_backup)
    restore = commands.add_parser("restore", parents=[common], help="go back to a verified copy")
    restore.add_argument("--from", dest="copy", type=Path, metavar="COPY", help="which; the newest if left out")
    restore.set_defaults(run=_restore)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("a number from 1 up")
    return number


def _passphrase(given: argparse.Namespace) -> str:
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


@contextmanager
def _desk(given: argparse.Namespace) -> Generator[Desk]:
    """Open the store that was named, and close it at the end."""
    desk = Desk(opening.open_store(given.store, _passphrase(given), _author(), wall), backup.default_folder())
    try:
        yield desk
    finally:
        desk.close()


def _author() -> str:
    return _("Command line")


def _say(given: argparse.Namespace, result: Mapping[str, Any], sentence: str) -> None:
    """Write a result: as JSON, or as a sentence."""
    print(json.dumps(result, ensure_ascii=False) if given.json else sentence)


def _demo(given: argparse.Namespace) -> None:
    from caseflow.services import training

    if given.passphrase_file is None:
        store = opening.create_training_store(given.store, _author(), wall)
    else:
        store = opening.create_store(given.store, _passphrase(given), _author(), wall, is_training=True).store
    try:
        training.fill(store, given.people, given.seed, _today())
    finally:
        store.close()
    sentence = _("Training store made, {count} invented people: {path}").format(count=given.people, path=given.store)
    if given.passphrase_file is None:
        sentence += "\n" + _("Its passphrase: {passphrase}").format(passphrase=opening.TRAINING_PASSPHRASE)
    _say(given, {"people": given.people, "seed": given.seed, "store": str(given.store)}, sentence)


def _import_caseload(given: argparse.Namespace) -> None:
    from caseflow.exchange.caseloads import read_caseload
    from caseflow.exchange.mappings import Mapping as ColumnMapping
    from caseflow.exchange.mappings import fingerprint
    from caseflow.exchange.recognition import recognise_table
    from caseflow.exchange.tables import read_table

    table = read_table(given.file, name=given.file.name)
    with _desk_or_new(given) as desk:
        remembered = desk.caseloads.mapping(fingerprint(table.headings))
        mapping = ColumnMapping.from_json(remembered.columns, table.headings) if remembered else recognise_table(table)
        staging = desk.caseloads.stage(read_caseload(table, mapping, on=_today()).rows, _today())
        report = desk.caseloads.foresee(staging) if given.dry_run else desk.caseloads.apply(staging)
    sentence = _(
        "Rows: {rows}. Added: {created}. Updated: {updated}. Identical: {identical}. "
        "Possible duplicates: {duplicates}. To correct: {rejected}."
    ).format(
        rows=report.rows,
        created=report.created,
        updated=report.updated,
        identical=report.identical,
        duplicates=len(report.duplicates),
        rejected=len({each.row for each in report.rejected}),
    )
    _say(given, report.as_dict(), sentence)


@contextmanager
def _desk_or_new(given: argparse.Namespace) -> Generator[Desk]:
    """Open the store that was named, or make it where there is none; a dry run makes one that does not last."""
    if given.store.exists():
        with _desk(given) as desk:
            yield desk
        return
    passphrase = _passphrase(given)
    with tempfile.TemporaryDirectory() as elsewhere:
        path = Path(elsewhere, given.store.name) if given.dry_run else given.store
        made = opening.create_store(path, passphrase, _author(), wall)
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


def _export_people(given: argparse.Namespace) -> None:
    from caseflow.exchange.listings import ListingColumn, write_listing
    from caseflow.services.people_export import PeopleExport, field_names

    names = field_names(with_sensitive=given.sensitive)
    with _desk(given) as desk:
        rows = list(PeopleExport(desk.store).rows(_today(), with_sensitive=given.sensitive))
    write_listing(given.output, [ListingColumn(name, name) for name in names], rows)
    sentence = ngettext("{count} person written to {file}", "{count} people written to {file}", len(rows))
    _say(given, {"people": len(rows), "file": str(given.output)}, sentence.format(count=len(rows), file=given.output))


def _summary(given: argparse.Namespace) -> None:
    with _desk(given) as desk:
        written = _print_all(desk, given) if given.all else [_print_one(desk, given)]
    sentence = ngettext("{count} summary printed: {path}", "{count} summaries printed: {path}", len(written))
    _say(
        given,
        {"files": [str(path) for path in written]},
        sentence.format(count=len(written), path=given.output),
    )


def _print_one(desk: Desk, given: argparse.Namespace) -> Path:
    from caseflow.reports.pathway_summary import render

    person_id = desk.people.id_of(given.number)
    if person_id is None:
        raise Missing(_("No record has the file number {number}.").format(number=given.number))
    summary = desk.summaries.summary(person_id, _today())
    write_whole(given.output, render(summary, i18n.current(), full=given.full))
    return given.output


def _print_all(desk: Desk, given: argparse.Namespace) -> list[Path]:
    from caseflow.reports.file_names import distinct_names, summary_file_name
    from caseflow.reports.pathway_summary import render_each

    given.output.mkdir(parents=True, exist_ok=True)
    summaries = [desk.summaries.summary(person_id, _today()) for person_id in desk.summaries.ids_of_all()]
    names = distinct_names([summary_file_name(each, i18n.current(), full=given.full) for each in summaries])
    written = [given.output / name for name in names]
    for path, pdf in zip(written, render_each(summaries, i18n.current(), full=given.full), strict=True):
        write_whole(path, pdf)
    return written


def _check(given: argparse.Namespace) -> int:
    from caseflow.services.checks import check_rules
    from caseflow.services.list_views import check_views
    from caseflow.store.check import check

    with _desk(given) as desk:
        found = check(desk.store, [check_rules, check_views])
    serious = [finding for finding in found if finding.is_serious]
    sentence = "\n".join(finding.message for finding in found) or _("All is well: file, keys, links and rules.")
    listed = [
        {"area": each.area, "serious": each.is_serious, "message": each.message, "table": each.table, "rows": each.rows}
        for each in found
    ]
    _say(given, {"ok": not found, "findings": listed}, sentence)
    if not serious:
        return 0
    words = ngettext("{count} serious fault was found.", "{count} serious faults were found.", len(serious))
    print(words.format(count=len(serious)), file=sys.stderr)
    return 1


def _backup(given: argparse.Namespace) -> None:
    with _desk(given) as desk:
        copy = backup.back_up(desk.store, given.output or backup.default_folder(), backup.Reason.ASKED)
    result = {"copy": str(copy.folder), "made_at": copy.manifest.made_at.isoformat(), "counts": copy.manifest.counts}
    _say(given, result, _("Verified copy made: {path}").format(path=copy.folder))


def _restore(given: argparse.Namespace) -> None:
    from caseflow.store import restore

    folder = given.copy.parent if given.copy else backup.default_folder()
    found = restore.choices([folder], given.store)
    if given.copy:
        found = tuple(copy for copy in found if copy.folder.resolve() == given.copy.resolve())
    if not found:
        raise Missing(_("There is no verified copy of this store here."))
    restored = restore.restore(given.store, found[0], _passphrase(given), wall, folder)
    when = i18n.current().moment(restored.copy.manifest.made_at.astimezone())
    result = {
        "copy": str(restored.copy.folder),
        "made_at": restored.copy.manifest.made_at.isoformat(),
        "set_aside": str(restored.set_aside) if restored.set_aside else None,
    }
    _say(given, result, _("The store is back to {when}; the former file is set aside.").format(when=when))
