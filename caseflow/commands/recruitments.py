"""Commands of recruitments of many: open one, bring lists of candidates in, tell what came of it."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from caseflow.commands.shared import Tree, open_desk, say, today
from caseflow.domain.errors import CaseFlowError, Refused
from caseflow.i18n import _, current
from caseflow.services.desk import Desk
from caseflow.services.figures.model import Secret
from caseflow.store.files import write_whole

if TYPE_CHECKING:
    from caseflow.exchange.mails import Attached
    from caseflow.services.candidates import FileReport
    from caseflow.services.candidates.account import Account


def add(tree: Tree) -> None:
    """Add these commands."""
    kinds = tree.top.add_parser("recruitment", help="work on a recruitment").add_subparsers(
        required=True, metavar="KIND"
    )
    create = kinds.add_parser("create", parents=[tree.common], help="open a recruitment described in a TOML file")
    create.add_argument("file", type=Path)
    create.set_defaults(run=_create)
    duplicates = kinds.add_parser("duplicates", parents=[tree.common], help="tell who may have come in twice")
    duplicates.add_argument("code")
    duplicates.set_defaults(run=_duplicates)
    feedback = kinds.add_parser("feedback", parents=[tree.common], help="write what each prescriber is to be told")
    feedback.add_argument("code")
    feedback.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER")
    feedback.set_defaults(run=_feedback)
    report = kinds.add_parser("report", parents=[tree.common], help="write the account of a recruitment, masked")
    report.add_argument("code")
    report.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="a .pdf or .xlsx file")
    report.set_defaults(run=_report)
    candidates = tree.incoming.add_parser("candidates", parents=[tree.common], help="lists of candidates of partners")
    candidates.add_argument("files", type=Path, nargs="+", metavar="FILE")
    candidates.add_argument("--recruitment", required=True, metavar="CODE")
    candidates.set_defaults(run=_import_candidates)


def _create(given: argparse.Namespace) -> None:
    from caseflow.exchange.recruitment_file import read_recruitment

    draft = read_recruitment(given.file)
    with open_desk(given) as desk:
        desk.recruitments.create(draft, today())
    posts = sum(job.posts for job in draft.jobs)
    result = {"code": draft.code, "jobs": len(draft.jobs), "posts": posts, "prescribers": len(draft.invitations)}
    sentence = _("Recruitment {code} opened: {posts} posts, {prescribers} prescribers invited.")
    say(given, result, sentence.format(**result))


def _duplicates(given: argparse.Namespace) -> None:
    from caseflow.services.candidates import Pairs

    with open_desk(given) as desk:
        pairs = Pairs(desk.store).of(desk.recruitments.id_of(given.code))
    sentence = "\n".join(
        f"{pair.one.file_number} – {pair.other.file_number}\t{pair.score:.2f}\t{', '.join(pair.reasons)}"
        for pair in pairs
    )
    say(given, {"pairs": [pair.as_dict() for pair in pairs]}, sentence or _("Nobody came in twice."))


def _feedback(given: argparse.Namespace) -> None:
    """Write a workbook, a page and a draft for each prescriber; that it was told is noted in the window."""
    from caseflow.handouts.feedback import write_feedbacks
    from caseflow.services.candidates.feedback import Feedbacks

    with open_desk(given) as desk:
        found = [each for each in Feedbacks(desk.store).of(desk.recruitments.id_of(given.code)) if each.lines]
    given.output.mkdir(parents=True, exist_ok=True)
    written: list[dict[str, Any]] = [
        {"prescriber": each.prescriber, "file": str(path), "people": len(each.lines), "news": each.news}
        for each, path in zip(found, write_feedbacks(found, given.output, today()), strict=True)
    ]
    sentence = "\n".join(f"{each['prescriber']}\t{each['file']}" for each in written)
    say(given, {"files": written}, sentence or _("No prescriber has sent anybody yet."))


def _report(given: argparse.Namespace) -> None:
    from caseflow.services.candidates.account import Accounts

    kind = given.output.suffix.lower()
    if kind not in (".pdf", ".xlsx"):
        raise Refused(_("Choose a file name that ends with .pdf or .xlsx."))
    with open_desk(given) as desk:
        account = Accounts(desk.store, desk.rules.rules).of(desk.recruitments.id_of(given.code), today())
    write_whole(given.output, _account(account, kind))
    result = {
        "file": str(given.output),
        "code": account.code,
        "threshold": account.threshold,
        "candidates": None if isinstance(account.candidates, Secret) else account.candidates,
        "hired": None if isinstance(account.hired, Secret) else account.hired,
        "tables": {table.key: len(table.lines) for table in account.tables},
    }
    say(given, result, _("Report written: {path}").format(path=given.output))


def _account(account: "Account", kind: str) -> bytes:
    if kind == ".pdf":
        from caseflow.reports.recruitment_account import render

        return render(account, current())
    from caseflow.exchange.account_workbook import account_workbook

    return account_workbook(account, current())


def _import_candidates(given: argparse.Namespace) -> int:
    """Take the lists in; one that cannot be read is told and holds up no other."""
    results: list[dict[str, Any]] = []
    with open_desk(given) as desk:
        recruitment_id = desk.recruitments.id_of(given.recruitment)
        for path in given.files:
            try:
                lists = _lists(path)
            except CaseFlowError as error:
                results.append({"file": path.name, "error": error.message})
                continue
            for each in lists:
                try:
                    results.append(_take(desk, recruitment_id, each).as_dict())
                except CaseFlowError as error:
                    results.append({"file": each.name, "error": error.message})
    for each in [] if given.json else results:
        print(f"{each['file']}\t{each.get('error') or _line(each)}")
    if given.json:
        print(json.dumps({"files": results}, ensure_ascii=False))
    return 1 if any("error" in each for each in results) else 0


def _line(result: dict[str, Any]) -> str:
    return _("{rows} lines, {created} new people, {known} known, {rejected} to correct").format(
        **result | {"rejected": len({each["row"] for each in result["rejected"]})}
    )


def _lists(path: Path) -> "tuple[Path | Attached, ...]":
    """Return a file, or the lists attached to it when it is a message."""
    from caseflow.exchange.mails import attached_lists, is_message

    return attached_lists(path) if is_message(path) else (path,)


def _take(desk: Desk, recruitment_id: UUID, source: "Path | Attached") -> "FileReport":
    from caseflow.exchange.candidate_lists import read_list
    from caseflow.services.candidates import Intake

    received = read_list(source, desk, today()).received()
    return Intake(desk.store, desk.caseloads).take(recruitment_id, received, today())
