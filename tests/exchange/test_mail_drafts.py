"""A message to a partner is opened as a draft by any mail program, and nothing typed can add a header to it."""

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.exchange.mail_drafts import Letter, draft, referral_letter
from tests.reports.test_referral_sheet import NORMAL, SECRET

PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
HEADERS = {"X-Unsent", "Subject", "To", "MIME-Version", "Content-Type"}


def opened(letter: Letter, name: str = "Fiche de prescription B-000001.pdf") -> EmailMessage:
    message = message_from_bytes(draft(letter, {name: PDF}), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def body_of(message: EmailMessage) -> str:
    body = message.get_body()
    assert isinstance(body, EmailMessage)
    return body.get_content()


def test_the_draft_opens_with_its_body_and_the_sheet_attached() -> None:
    letter = referral_letter(NORMAL, is_reminder=False)
    message = opened(letter)
    assert message["X-Unsent"] == "1"
    assert message["To"] == "accueil@garage.example"
    assert "From" not in message
    body = body_of(message)
    assert "Réparation à tarif social" in body
    assert body.replace("\r\n", "\n") == letter.body
    (attached,) = message.iter_attachments()
    assert isinstance(attached, EmailMessage)
    assert (attached.get_filename(), attached.get_content()) == ("Fiche de prescription B-000001.pdf", PDF)


@pytest.mark.parametrize("is_reminder", [False, True])
def test_the_subject_names_nobody(is_reminder: bool) -> None:
    subject = str(opened(referral_letter(NORMAL, is_reminder=is_reminder))["Subject"])
    assert "A.B." in subject
    assert "B-000001" in subject
    assert "Réparation" in subject
    for name in ("Benali", "Amina", "BENALI"):
        assert name not in subject


def test_the_subject_says_nothing_of_a_service_of_health_or_justice() -> None:
    letter = referral_letter(replace(SECRET, service="CSAPA du Garlaban"), is_reminder=False)
    assert "CSAPA" not in letter.subject


HOSTILE = (
    "a@b.example\r\nBcc: spy@evil.example",
    "a@b.example\nBcc: spy@evil.example",
    "a@b.example, spy@evil.example",
    "Garage <a@b.example>",
    "a@b.example\u2028Bcc: spy@evil.example",
    '"x\r\nBcc: y"@b.example',
    "a b@c.example",
    "@b.example",
    "a@@b.example",
    "é@b.example",
    "",
)


@pytest.mark.parametrize("address", HOSTILE)
def test_an_address_that_is_not_one_alone_is_left_to_be_typed(address: str) -> None:
    message = opened(Letter(address, "Prescription", "Bonjour,"))
    assert "To" not in message
    assert "Bcc" not in message


@given(to=st.text(max_size=60), subject=st.text(max_size=300), body=st.text(max_size=200), name=st.text(max_size=60))
def test_whatever_is_typed_adds_no_header(to: str, subject: str, body: str, name: str) -> None:
    injected = "\r\nBcc: spy@evil.example\r\n\r\n"
    message = opened(Letter(to + injected, subject + injected + subject, body + injected), name + injected)
    assert set(message.keys()) <= HEADERS
    assert len(message.get_all("Subject", [])) == 1
    assert len(list(message.iter_attachments())) == 1
