"""Commands that make and move people: a training store, a caseload in, everybody out."""

import argparse
from pathlib import Path

from caseflow.commands.shared import Tree, author, desk_or_new, open_desk, passphrase_of, positive, say, today, wall
from caseflow.i18n import _, ngettext
from caseflow.store import opening


def add(tree: Tree) -> None:
    """Add these commands."""
    demo = tree.top.add_parser("demo", parents=[tree.common], help="make a training store of invented people")
    demo.add_argument("--people", type=positive, default=70, metavar="N")
    demo.add_argument("--seed", type=int, default=1, metavar="S")
    demo.set_defaults(run=_demo)

    caseload = tree.incoming.add_parser(
        "caseload", parents=[tree.common], help="a caseload file: xlsx, xls, ods or csv"
    )
    caseload.add_argument("file", type=Path)
    caseload.add_argument("--dry-run", action="store_true", help="tell what would be done, write nothing")
    caseload.set_defaults(run=_import_caseload)

    people = tree.outgoing.add_parser("people", parents=[tree.common], help="every field of every person")
    people.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=".json, .csv or .xlsx")
    people.add_argument("--sensitive", action="store_true", help="also the sensitive facts (RGPD art. 9)")
    people.set_defaults(run=_export_people)


def _demo(given: argparse.Namespace) -> None:
    from caseflow.services import training

    if given.passphrase_file is None:
        store = opening.create_training_store(given.store, author(), wall)
    else:
        store = opening.create_store(given.store, passphrase_of(given), author(), wall, is_training=True).store
    try:
        training.fill(store, given.people, given.seed, today())
    finally:
        store.close()
    sentence = _("Training store made, {count} invented people: {path}").format(count=given.people, path=given.store)
    if given.passphrase_file is None:
        sentence += "\n" + _("Its passphrase: {passphrase}").format(passphrase=opening.TRAINING_PASSPHRASE)
    say(given, {"people": given.people, "seed": given.seed, "store": str(given.store)}, sentence)


def _import_caseload(given: argparse.Namespace) -> None:
    from caseflow.exchange.caseloads import read_caseload
    from caseflow.exchange.mappings import Mapping as ColumnMapping
    from caseflow.exchange.mappings import fingerprint
    from caseflow.exchange.recognition import recognise_table
    from caseflow.exchange.tables import read_table

    table = read_table(given.file, name=given.file.name)
    with desk_or_new(given) as desk:
        remembered = desk.caseloads.mapping(fingerprint(table.headings))
        mapping = ColumnMapping.from_json(remembered.columns, table.headings) if remembered else recognise_table(table)
        staging = desk.caseloads.stage(read_caseload(table, mapping, on=today()).rows, today())
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
    say(given, report.as_dict(), sentence)


def _export_people(given: argparse.Namespace) -> None:
    from caseflow.exchange.listings import ListingColumn, write_listing
    from caseflow.services.people_export import PeopleExport, field_names

    names = field_names(with_sensitive=given.sensitive)
    with open_desk(given) as desk:
        rows = list(PeopleExport(desk.store).rows(today(), with_sensitive=given.sensitive))
    write_listing(given.output, [ListingColumn(name, name) for name in names], rows)
    sentence = ngettext("{count} person written to {file}", "{count} people written to {file}", len(rows))
    say(given, {"people": len(rows), "file": str(given.output)}, sentence.format(count=len(rows), file=given.output))
