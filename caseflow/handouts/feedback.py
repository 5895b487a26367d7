"""Write what prescribers are told in one action: for each a workbook, a page and a mail draft that holds both."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from caseflow.domain.errors import Invalid
from caseflow.exchange.listings import ListingColumn, workbook_listing
from caseflow.exchange.mail_drafts import draft, feedback_letter
from caseflow.handouts.convocations import Told
from caseflow.i18n import _, current
from caseflow.reports import feedback_page
from caseflow.reports.file_names import distinct_names, safe_file_name
from caseflow.services.candidates.feedback import Feedback, Feedbacks
from caseflow.store.files import write_whole
from caseflow.store.store import Store

_WIDTHS = {"last_name": 22, "job": 26, "state": 28, "reason": 34}


@dataclass(frozen=True)
class ToldTo:
    """What was written."""

    folder: Path
    prescribers: int
    without_email: tuple[str, ...]
    """The prescribers for whom there are files, and no draft."""


def tell_prescribers(
    store: Store, recruitment_id: UUID, feedbacks: Iterable[Feedback], folder: Path, on: date, told: Told
) -> ToldTo:
    """Write what prescribers are told in a new folder inside one, then note that they know it: one action.

    Stopped on the way, it leaves whole files only, and notes nothing.

    Raises:
        Invalid: nobody is to be told anything.
        StorageTrouble: the disk is full, gone or read-only.
    """
    to_tell = [each for each in feedbacks if each.lines]
    if not to_tell:
        raise Invalid("prescriber", _("No prescriber has sent anybody yet."))
    told(0, len(to_tell))
    into = folder / safe_file_name(_("Feedback {code} {day}").format(code=to_tell[0].code, day=on.isoformat()), "")
    into.mkdir(exist_ok=True)
    for number, _path in enumerate(write_feedbacks(to_tell, into, on), 1):
        told(number, len(to_tell))
    Feedbacks(store).told(recruitment_id, to_tell, on)
    return ToldTo(into, len(to_tell), tuple(each.prescriber for each in to_tell if not each.email))


def write_feedbacks(feedbacks: Sequence[Feedback], into: Path, on: date) -> Iterator[Path]:
    """Write what prescribers are told in a folder, one after the other; yield the workbook of each, once written."""
    names = distinct_names([safe_file_name(each.prescriber, ".xlsx") for each in feedbacks])
    for each, name in zip(feedbacks, names, strict=True):
        _write(each, into, name.removesuffix(".xlsx"), on)
        yield into / name


def _write(feedback: Feedback, into: Path, stem: str, on: date) -> None:
    columns = [ListingColumn(key, words, _WIDTHS.get(key, 16)) for key, words in feedback.headings]
    workbook = workbook_listing(columns, [line.as_row() for line in feedback.lines])
    page = feedback_page.render(feedback, on, current())
    write_whole(into / f"{stem}.xlsx", workbook)
    write_whole(into / f"{stem}.pdf", page)
    if feedback.email:
        attached = {_("People sent.pdf"): page, _("People sent.xlsx"): workbook}
        write_whole(into / f"{stem}.eml", draft(feedback_letter(feedback), attached))
