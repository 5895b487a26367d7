"""Write a message that a mail program opens ready to be sent: an `.eml` file, the paper attached.

`X-Unsent: 1` is what makes Outlook and Thunderbird open it as a draft. Nothing is sent from here, and nothing that is
typed can add a header of its own: control characters never reach one.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from caseflow.i18n import _, current, ngettext
from caseflow.services.candidates.feedback import Feedback
from caseflow.services.meeting_views import MeetingPaper, SeatLine
from caseflow.services.referral_paper import ReferralPaper

_LONGEST_SUBJECT = 200
_PDF = "application/pdf"
_KINDS = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "ics": "text/calendar"}
_ASIDE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Categories of signs that have no place in a header: controls, invisible ones, ends of line."""


@dataclass(frozen=True)
class Letter:
    """What a message says, as it may still be changed before it is written."""

    to: str
    subject: str
    body: str = field(repr=False)


def referral_letter(paper: ReferralPaper, *, is_reminder: bool) -> Letter:
    """Compose the message that introduces a person to a partner, or that reminds him of her.

    The subject, which shows on any screen and travels in clear, holds her initials and file number alone.
    """
    day = current().date
    person = _("{initials} (file {number})").format(initials=paper.initials, number=paper.file_number).strip()
    if is_reminder:
        subject = _("Reminder: referral of {person}")
        opening = _("I am coming back to you about {person}, whom I referred to you on {date} for: {service}.")
    else:
        subject = _("Referral of {person}")
        opening = _("With the person’s agreement, given on {consent}, I refer {person} to you for: {service}.")
    if not paper.is_sensitive:
        subject += " – {service}"
    named = {"person": person, "service": paper.service, "date": day(paper.sent_on), "consent": day(paper.consent_on)}
    asked = _("What is expected: {reason}").format(reason=paper.reason) if paper.reason else ""
    paragraphs = (
        _("Hello,"),
        opening.format(**named),
        asked,
        _("Who the person is and how to reach her are on the sheet attached, to be kept to yourself."),
        _answer_by(paper),
        _("Kind regards,"),
        _signature(paper),
    )
    return Letter(paper.partner_email, subject.format(**named), "\n\n".join(filter(None, paragraphs)) + "\n")


def convocation_letter(paper: MeetingPaper, line: SeatLine) -> Letter:
    """Compose the message that invites somebody to a session; the convocation is attached."""
    day = current().long_date(paper.meeting.held_on)
    paragraphs = (
        _("Hello,"),
        _("We invite you on {day}: see the convocation attached.").format(day=session_words(paper, line) or day),
        _("You cannot come? Tell us: we will find another day."),
        _("Kind regards,"),
        "\n".join(filter(None, (paper.contact.who, paper.contact.phone))),
    )
    subject = _("Convocation of {date}").format(date=current().date(paper.meeting.held_on))
    return Letter(line.email, subject, "\n\n".join(paragraphs) + "\n")


def feedback_letter(feedback: Feedback) -> Letter:
    """Compose the message that tells a prescriber what became of the people it sent; it names nobody."""
    sent = ngettext("{count} person", "{count} people", len(feedback.lines)).format(count=len(feedback.lines))
    news = ngettext("{count} of them is new to you.", "{count} of them are new to you.", feedback.news)
    opening = _("You sent us {sent} for “{recruitment}”: here is where each of them stands.")
    paragraphs = (
        _("Hello,"),
        opening.format(sent=sent, recruitment=feedback.recruitment),
        news.format(count=feedback.news) if feedback.news and feedback.told_on else "",
        _("The page and the workbook attached hold personal data, to be kept to yourself."),
        _("Kind regards,"),
        "\n".join(dict.fromkeys(filter(None, (feedback.contact.who, feedback.agency, feedback.contact.phone)))),
    )
    subject = _("{recruitment}: what became of the people you sent").format(recruitment=feedback.recruitment)
    return Letter(feedback.email, subject, "\n\n".join(filter(None, paragraphs)) + "\n")


def session_words(paper: MeetingPaper, line: SeatLine) -> str:
    """Say in a few words when somebody is expected, and where."""
    start = line.slot_minute if line.slot_minute is not None else paper.meeting.at_minute
    hour = _("at {hour}").format(hour=current().hour(start)) if start is not None else ""
    when = " ".join(filter(None, (current().long_date(paper.meeting.held_on), hour)))
    return ", ".join(filter(None, (when, paper.meeting.place)))


def draft(letter: Letter, attached: Mapping[str, bytes]) -> bytes:
    """Return the file: headers in ASCII, a body in UTF-8, papers attached under their names.

    An address that is none is left out.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = _one_line(letter.subject)[:_LONGEST_SUBJECT]
    address = _address(letter.to)
    if address is not None:
        message["To"] = address
    message.set_content(_plain(letter.body), charset="utf-8", cte="quoted-printable")
    for name, content in attached.items():
        main, _slash, kind = _KINDS.get(name.rpartition(".")[2], _PDF).partition("/")
        params = {"charset": "utf-8"} if main == "text" else {}
        message.add_attachment(content, maintype=main, subtype=kind, filename=_one_line(name), params=params)
    return message.as_bytes()


def _answer_by(paper: ReferralPaper) -> str:
    if paper.answer_by is None or paper.answer_by < paper.printed_on:
        return _("Thank you for telling me whether you can take her on, or why not, and when you meet.")
    words = _("Thank you for telling me before {date} whether you can take her on, or why not, and when you meet.")
    return words.format(date=current().date(paper.answer_by))


def _signature(paper: ReferralPaper) -> str:
    referent, agency = paper.referent, paper.agency
    phone = (referent.phone if referent else "") or agency.phone
    return "\n".join(filter(None, (referent.who if referent else paper.printed_by, agency.name, phone)))


def _one_line(text: str) -> str:
    """Return a text without anything that could end a header or hide in it."""
    kept = "".join(" " if unicodedata.category(sign) in _ASIDE else sign for sign in text)
    return " ".join(kept.split())


def _plain(text: str) -> str:
    """Return the body with its own ends of line, and no other control character."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(sign for sign in line if unicodedata.category(sign) not in {"Cc", "Cs"}) for line in lines)


def _address(typed: str) -> Address | None:
    """Return an address that stands alone; None for anything doubtful: the counsellor types it in her program."""
    if _one_line(typed) != typed or not typed.isascii() or any(sign in typed for sign in ' ,;:<>()[]"\\'):
        return None
    local, __, domain = typed.partition("@")
    if not local or "." not in domain or "@" in domain:
        return None
    try:
        return Address(addr_spec=typed)
    except (ValueError, IndexError):
        return None
