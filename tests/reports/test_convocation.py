"""Convocations say when, where and what to bring, one page each; the sheet to sign names people and nothing else."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseflow.domain.attendance_code import AttendanceCode
from caseflow.domain.civility import Civility
from caseflow.domain.meeting import MeetingKind, MeetingMode, SeatStatus
from caseflow.i18n import Catalog
from caseflow.reports import attendance_sheet, convocation
from caseflow.reports.preview import page_count, page_image
from caseflow.services.meeting_views import MeetingPaper, MeetingView, SeatLine
from caseflow.services.summaries import AgencyBlock, ContactLine
from tests.reports.reading import assert_golden, fonts, metadata, page_texts, words

FRENCH = Catalog("fr")
AMINA = SeatLine(
    id=UUID(int=1),
    candidacy_id=UUID(int=101),
    person_id=UUID(int=201),
    last_name="Benali",
    first_name="Amina",
    civility=Civility.MADAME,
    address=("12 rue des Lilas", "13400 Aubagne"),
    phone="06 39 98 12 34",
    email="amina@example.org",
    prescriber="Mission locale",
    slot_minute=None,
    status=SeatStatus.INVITED,
    result="",
    is_passed=None,
)
NORMAL = MeetingPaper(
    meeting=MeetingView(
        id=UUID(int=9),
        kind=MeetingKind.INFORMATION,
        held_on=date(2026, 12, 4),
        at_minute=540,
        minutes=120,
        slot_minutes=None,
        mode=MeetingMode.ON_SITE,
        place="Maison de l’emploi, 3 place de la Mairie, 13400 Aubagne",
        bring="Une pièce d’identité et un stylo",
        facilitator="Claire Martin",
        seats=80,
        sequence=0,
        lines=(AMINA,),
    ),
    recruitment="Préparateurs de commandes, entrepôt Nord",
    employer="Logis Sud",
    transport="Bus 7, arrêt Mairie",
    agency=AgencyBlock(
        "PLIE du Pays d’Aubagne",
        "12 cours Foch, 13400 Aubagne",
        "04 65 71 00 00",
        "contact@plie.example",
        "dpo@plie.example",
    ),
    contact=ContactLine("", "Claire Martin", "04 65 71 00 01", "claire@plie.example"),
    printed_on=date(2026, 11, 23),
)


def with_people(paper: MeetingPaper, *lines: SeatLine) -> MeetingPaper:
    return replace(paper, meeting=replace(paper.meeting, lines=lines))


BARE = replace(
    with_people(NORMAL, replace(AMINA, first_name="", address=(), phone="", email="")),
    meeting=replace(
        NORMAL.meeting, at_minute=None, place="", bring="", facilitator="",
        lines=(replace(AMINA, first_name="", address=(), phone="", email=""),),
    ),
    recruitment="", employer="", transport="", agency=AgencyBlock("", "", "", "", ""),
    contact=ContactLine("", "", ""),
)  # fmt: skip
LONG = replace(
    with_people(NORMAL, replace(AMINA, last_name="de la Villardière-Montmorency " * 6, address=("Bâtiment C, " * 20,))),
    recruitment="Préparateurs de commandes et caristes " * 8,
    transport="Bus 7 puis navette de l’employeur, arrêt Mairie " * 8,
)
SAMPLES = {"normal": NORMAL, "bare": BARE, "long": LONG}
EIGHTY = tuple(replace(AMINA, id=UUID(int=n), last_name=f"Diallo {n:02}") for n in range(1, 81))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_convocation_reads_as_it_did(name: str) -> None:
    (text,) = page_texts(convocation.render(SAMPLES[name], FRENCH, invariant=True))
    assert_golden(f"convocation_{name}_fr", text)


def test_the_sheet_to_sign_reads_as_it_did_and_has_its_heading_on_each_page() -> None:
    pages = page_texts(attendance_sheet.render(with_people(NORMAL, *EIGHTY), FRENCH, invariant=True))
    assert_golden("attendance_sheet_fr", "\n\f\n".join(pages))
    assert [f"page {number}/{len(pages)}" in page for number, page in enumerate(pages, 1)] == [True] * len(pages)
    named = [page for page in pages if "DIALLO" in page]
    assert len(named) > 1
    assert all(FRENCH.gettext("Last name, first name") in page for page in named)
    assert all(f"DIALLO {n:02}" in "\n".join(pages) for n in range(1, 81))


def test_a_sheet_that_circulates_says_nothing_but_names() -> None:
    said = words(attendance_sheet.render(NORMAL, FRENCH))
    assert "BENALI Amina" in said
    for secret in ("06 39 98", "amina@example.org", "Mission locale", "Lilas"):
        assert secret not in said


def test_each_page_bears_the_code_of_its_person_where_there_is_a_door(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = list[str]()
    monkeypatch.setattr("caseflow.reports.figures.draw_code", lambda _canvas, letters, _size: drawn.append(letters))
    lines = tuple(replace(AMINA, candidacy_id=UUID(int=n)) for n in (5, 6))
    pages = page_texts(convocation.render(with_people(NORMAL, *lines), FRENCH))
    codes = [AttendanceCode.of(NORMAL.meeting.id, line.candidacy_id) for line in lines]
    assert drawn == [code.letters for code in codes]
    assert [code.words in page for code, page in zip(codes, pages, strict=True)] == [True, True]
    called = replace(NORMAL, meeting=replace(NORMAL.meeting, mode=MeetingMode.PHONE))
    assert codes[0].session not in page_texts(convocation.render(called, FRENCH))[0]


def test_everybody_invited_has_a_page_and_nobody_else() -> None:
    gone = replace(AMINA, last_name="Partie", status=SeatStatus.CANCELLED)
    waiting = replace(AMINA, last_name="Attente", status=SeatStatus.WAITING)
    pages = page_texts(convocation.render(with_people(NORMAL, *EIGHTY, gone, waiting), FRENCH))
    assert len(pages) == 80
    assert [f"DIALLO {n:02}" in page for n, page in enumerate(pages, 1)] == [True] * 80


def test_somebody_with_a_slot_is_told_that_hour_and_no_other() -> None:
    dating = replace(NORMAL.meeting, slot_minutes=15, lines=(replace(AMINA, slot_minute=615),))
    (said,) = page_texts(convocation.render(replace(NORMAL, meeting=dating), FRENCH))
    assert f"de {FRENCH.hour(615)} à {FRENCH.hour(630)}".replace("\u00a0", " ") in said.replace("\u00a0", " ")
    assert FRENCH.hour(540) not in said


def test_the_file_itself_names_nobody_and_black_ink_is_enough() -> None:
    for pdf in (convocation.render(NORMAL, FRENCH), attendance_sheet.render(NORMAL, FRENCH)):
        assert "Benali" not in " ".join(metadata(pdf).values())
        assert all(is_embedded for _font, is_embedded in fonts(pdf))
        page = page_image(pdf, 0, 1.0)
        for start in range(0, len(page.data), 4 * 97):
            colour = page.data[start : start + 3]
            assert max(colour) - min(colour) < 24


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=60) | st.just("œuvre " * 90)


@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.tuples(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS))
def test_whatever_it_says_a_convocation_is_one_page(texts: tuple[str, str, str, str, str]) -> None:
    name, recruitment, place, bring, address = texts
    line = replace(AMINA, last_name=name, address=(address, address, address))
    meeting = replace(NORMAL.meeting, place=place, bring=bring, facilitator=place, lines=(line,))
    paper = replace(NORMAL, meeting=meeting, recruitment=recruitment, employer=bring, transport=place)
    assert page_count(convocation.render(paper, FRENCH)) == 1


@pytest.mark.parametrize(("at", "minutes", "halves"), [(540, 120, False), (540, 480, True), (840, 180, False)])
def test_each_half_day_is_signed(at: int, minutes: int, halves: bool) -> None:
    meeting = replace(NORMAL.meeting, at_minute=at, minutes=minutes)
    (page,) = page_texts(attendance_sheet.render(replace(NORMAL, meeting=meeting), FRENCH))
    assert ("Signature, matin" in page, "Signature, après-midi" in page) == (halves, halves)
