"""Commands that bring diagnostics in."""

import argparse
import sys
from pathlib import Path

from caseflow.commands.shared import Tree, open_desk, say
from caseflow.domain.barrier import SENSITIVE_THEMES
from caseflow.domain.diagnostic import Constraint, ConstraintState, set_right
from caseflow.domain.errors import Missing
from caseflow.domain.nir import MASK
from caseflow.i18n import _


def add(tree: Tree) -> None:
    """Add these commands."""
    diagnostic = tree.incoming.add_parser(
        "diagnostic", parents=[tree.common], help="a France Travail diagnostic, proposed to the counsellor: json"
    )
    diagnostic.add_argument("file", type=Path)
    diagnostic.add_argument("--person", required=True, metavar="NUMBER", help="the file number of the person")
    diagnostic.set_defaults(run=_import_diagnostic)


def _import_diagnostic(given: argparse.Namespace) -> None:
    from caseflow.exchange.diagnostics import read_diagnostic

    read = read_diagnostic(given.file)
    with open_desk(given) as desk:
        person_id = desk.people.id_of(given.person)
        if person_id is None:
            raise Missing(_("No record has the file number {number}.").format(number=given.person))
        staged = desk.proposals.stage(person_id, read)
    found = [_told(each) for each in read.constraints if each.state is not ConstraintState.NOT_DISCUSSED]
    result = {"proposals": staged.new, "known": staged.known, "needs": len(read.needs), "constraints": found}
    if staged.names_another:
        print(_("Mind: this diagnostic bears another name than the record."), file=sys.stderr)
    words = _("Proposals to look at: {new}. Already known: {known}.").format(new=staged.new, known=staged.known)
    say(given, result, words)


def _told(constraint: Constraint) -> dict[str, str | None]:
    """Tell the words of a constraint; those of a sensitive one stay in the record."""
    is_sensitive = constraint.theme in SENSITIVE_THEMES
    wording, theme = (MASK, None) if is_sensitive else (set_right(constraint.wording), constraint.theme)
    return {"wording": wording, "theme": theme, "state": constraint.state}
