"""Commands that look after the store: verify, copy, go back."""

import argparse
import sys
from pathlib import Path

from caseflow import i18n
from caseflow.commands.shared import Tree, open_desk, passphrase_of, say, wall
from caseflow.domain.errors import Missing
from caseflow.i18n import _, ngettext
from caseflow.store import backup


def add(tree: Tree) -> None:
    """Add these commands."""
    check = tree.top.add_parser("check", parents=[tree.common], help="verify file, keys, links and rules")
    check.set_defaults(run=_check)
    copy = tree.top.add_parser("backup", parents=[tree.common], help="make a verified copy of the store")
    copy.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="where; the usual folder if left out")
    copy.set_defaults(run=_backup)
    restore = tree.top.add_parser("restore", parents=[tree.common], help="go back to a verified copy")
    restore.add_argument("--from", dest="copy", type=Path, metavar="COPY", help="which; the newest if left out")
    restore.set_defaults(run=_restore)


def _check(given: argparse.Namespace) -> int:
    from caseflow.services.checks import check_rules
    from caseflow.services.list_views import check_views
    from caseflow.store.check import check

    with open_desk(given) as desk:
        found = check(desk.store, [check_rules, check_views])
    serious = [finding for finding in found if finding.is_serious]
    sentence = "\n".join(finding.message for finding in found) or _("All is well: file, keys, links and rules.")
    listed = [
        {"area": each.area, "serious": each.is_serious, "message": each.message, "table": each.table, "rows": each.rows}
        for each in found
    ]
    say(given, {"ok": not found, "findings": listed}, sentence)
    if not serious:
        return 0
    words = ngettext("{count} serious fault was found.", "{count} serious faults were found.", len(serious))
    print(words.format(count=len(serious)), file=sys.stderr)
    return 1


def _backup(given: argparse.Namespace) -> None:
    with open_desk(given) as desk:
        copy = backup.back_up(desk.store, given.output or backup.default_folder(), backup.Reason.ASKED)
    result = {"copy": str(copy.folder), "made_at": copy.manifest.made_at.isoformat(), "counts": copy.manifest.counts}
    say(given, result, _("Verified copy made: {path}").format(path=copy.folder))


def _restore(given: argparse.Namespace) -> None:
    from caseflow.store import restore

    folder = given.copy.parent if given.copy else backup.default_folder()
    found = restore.choices([folder], given.store)
    if given.copy:
        found = tuple(copy for copy in found if copy.folder.resolve() == given.copy.resolve())
    if not found:
        raise Missing(_("There is no verified copy of this store here."))
    restored = restore.restore(given.store, found[0], passphrase_of(given), wall, folder)
    when = i18n.current().moment(restored.copy.manifest.made_at.astimezone())
    result = {
        "copy": str(restored.copy.folder),
        "made_at": restored.copy.manifest.made_at.isoformat(),
        "set_aside": str(restored.set_aside) if restored.set_aside else None,
    }
    say(given, result, _("The store is back to {when}; the former file is set aside.").format(when=when))
