"""Commands of recruitments of many: open one, bring lists of candidates in."""

import argparse
from pathlib import Path

from caseflow.commands.shared import Tree, open_desk, say, today
from caseflow.i18n import _


def add(tree: Tree) -> None:
    """Add these commands."""
    kinds = tree.top.add_parser("recruitment", help="work on a recruitment").add_subparsers(
        required=True, metavar="KIND"
    )
    create = kinds.add_parser("create", parents=[tree.common], help="open a recruitment described in a TOML file")
    create.add_argument("file", type=Path)
    create.set_defaults(run=_create)


def _create(given: argparse.Namespace) -> None:
    from caseflow.exchange.recruitment_file import read_recruitment

    draft = read_recruitment(given.file)
    with open_desk(given) as desk:
        desk.recruitments.create(draft, today())
    posts = sum(job.posts for job in draft.jobs)
    result = {"code": draft.code, "jobs": len(draft.jobs), "posts": posts, "prescribers": len(draft.invitations)}
    sentence = _("Recruitment {code} opened: {posts} posts, {prescribers} prescribers invited.")
    say(given, result, sentence.format(**result))
