"""Messages dropped with lists attached: the lists and the sender come out, whatever else the message holds."""

from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseflow.domain.errors import Refused
from caseflow.exchange.mails import attached_lists

LIST = "Nom;Prénom\nBENALI;Amina".encode()


def message(*names: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Accueil <Accueil@mission-locale.example>"
    made["Subject"] = "Candidats"
    made.set_content("Bonjour, voici notre liste.")
    for name in names:
        made.add_attachment(LIST, maintype="application", subtype="octet-stream", filename=name)
    return made


def test_lists_and_sender_come_out_and_pictures_stay(tmp_path: Path) -> None:
    path = tmp_path / "Candidats.eml"
    path.write_bytes(message("logo.png", "liste d’été.csv", "..\\..\\autre.XLSX").as_bytes())
    found = attached_lists(path)
    assert [(each.name, each.content) for each in found] == [("liste d’été.csv", LIST), ("autre.XLSX", LIST)]
    assert {each.address for each in found} == {"Accueil@mission-locale.example"}


def test_a_message_sent_on_still_gives_its_list(tmp_path: Path) -> None:
    outer = message()
    outer.add_attachment(message("liste.csv"))
    path = tmp_path / "TR.eml"
    path.write_bytes(outer.as_bytes())
    assert [each.name for each in attached_lists(path)] == ["liste.csv"]


def test_a_message_without_list_or_nested_without_end_is_refused_with_words(tmp_path: Path) -> None:
    path = tmp_path / "rien.eml"
    path.write_bytes(message().as_bytes())
    with pytest.raises(Refused):
        attached_lists(path)
    path.write_bytes(b"Content-Type: message/rfc822\n\n" * 3_000)
    with pytest.raises(Refused):
        attached_lists(path)


@given(cut=st.integers(0, 900), noise=st.binary(max_size=60))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_message_broken_anywhere_gives_lists_or_words_never_a_fault(tmp_path: Path, cut: int, noise: bytes) -> None:
    whole = message("liste.csv").as_bytes()
    path = tmp_path / "abime.eml"
    path.write_bytes(whole[:cut] + noise + whole[cut + len(noise) // 2 :])
    with suppress(Refused):
        assert attached_lists(path)
