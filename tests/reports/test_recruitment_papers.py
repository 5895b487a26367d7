"""The papers and workbooks of a recruitment, read back: its account, and what a prescriber is told."""

import io
from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID

import pytest
from python_calamine import CalamineWorkbook

from caseflow.domain.candidacy import CandidacyState, LeavingReason
from caseflow.exchange.account_workbook import account_workbook
from caseflow.i18n import Catalog
from caseflow.reports import feedback_page, recruitment_account
from caseflow.services.candidates.account import Account, Accounts
from caseflow.services.candidates.board import Board
from caseflow.services.candidates.feedback import Feedback, FeedbackLine
from caseflow.services.desk import Desk
from caseflow.services.figures.model import Release, Secret
from caseflow.services.summaries import ContactLine
from caseflow.store.store import Store
from tests.conftest import TODAY
from tests.reports.reading import assert_golden, fonts, metadata, page_texts
from tests.services.test_board import candidacy, recruitment

FRENCH = Catalog("fr")
LATER = TODAY + timedelta(days=45)


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


@pytest.fixture
def need(desk: Desk) -> UUID:
    """Twenty people: seven hired after ten days, six who came and left, two of them for a reason of their own."""
    made, board = recruitment(desk, posts=8), Board(desk.store)
    everybody = [candidacy(desk, made) for _number in range(20)]
    board.hire(everybody[:7], TODAY + timedelta(days=10))
    board.move(everybody[7:13], CandidacyState.ATTENDED, TODAY)
    board.leave(everybody[7:11], LeavingReason.NOT_MOBILE, TODAY)
    board.leave(everybody[11:13], LeavingReason.TRAINING, TODAY)
    accounts(desk).say(made, "Sept embauches.\nLa nuit reste difficile.")
    return made


def accounts(desk: Desk) -> Accounts:
    return Accounts(desk.store, desk.rules.rules)


def account(desk: Desk, need: UUID, release: Release = Release.SHARED) -> Account:
    return accounts(desk).of(need, LATER, release)


def told(lines: int = 3) -> Feedback:
    people = tuple(
        FeedbackLine(
            candidacy_id=UUID(int=number + 1),
            last_name=f"Diallo{number}",
            first_name="Awa",
            birth_date=date(1990, 1, 1),
            job="Conduite d’engins de levage",
            state=(CandidacyState.HIRED, CandidacyState.LEFT, CandidacyState.INTERVIEWED)[number % 3],
            since=TODAY,
            reason=LeavingReason.NOT_MOBILE if number % 3 == 1 else None,
            told_on=None if number % 3 != 2 else date(2026, 11, 2),
            is_news=number % 3 != 2,
        )
        for number in range(lines)
    )
    contact = ContactLine("", "Claire Martin", "+33465710000", "accueil@example.org")
    return Feedback(UUID(int=9), "CCAS d’Aubagne", "", "Entrepôt", "E-1", 10, "Logis Sud", "PLIE", contact, people)


def test_the_account_reads_as_it_should(desk: Desk, need: UUID) -> None:
    pdf = recruitment_account.render(account(desk, need), FRENCH, invariant=True)
    assert_golden("recruitment_account_fr", "\n\n".join(page_texts(pdf)))
    assert metadata(pdf)["Title"] == "Bilan du recrutement"
    assert all(is_embedded for _name, is_embedded in fonts(pdf))


def test_every_page_of_the_account_says_for_whom_the_figures_are(desk: Desk, need: UUID) -> None:
    for release, words in ((Release.SHARED, "À transmettre aux partenaires"), (Release.INTERNAL, "Pour l’équipe")):
        pages = page_texts(recruitment_account.render(account(desk, need, release), FRENCH))
        assert all(words in page for page in pages)


def test_the_workbook_of_the_account_holds_the_very_figures_and_a_sign_where_one_is_hidden(
    desk: Desk, need: UUID
) -> None:
    shared = account(desk, need)
    book = cast("Any", CalamineWorkbook).from_filelike(io.BytesIO(account_workbook(shared, FRENCH)))
    names = book.sheet_names
    assert len(names) == len(shared.tables) + 1
    hidden = 0
    for table, name in zip(shared.tables, names[1:], strict=True):
        sheet = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for line, cells in zip(table.lines, sheet[1:], strict=True):
            for value, cell in zip(line.cells, cells, strict=True):
                if isinstance(value, Secret):
                    hidden += 1
                    assert cell == "s."
                elif isinstance(value, int):
                    assert cell == value
    assert hidden, "two people left for a reason of their own"


def test_what_a_prescriber_is_told_reads_as_it_should() -> None:
    pdf = feedback_page.render(told(), TODAY, FRENCH, invariant=True)
    assert_golden("feedback_page_fr", "\n\n".join(page_texts(pdf)))


def test_many_people_go_on_over_pages_that_each_say_whom_they_are_for() -> None:
    pages = page_texts(feedback_page.render(told(90), TODAY, FRENCH))
    assert len(pages) > 2
    assert all("CONFIDENTIEL – destiné à CCAS d’Aubagne seulement" in page for page in pages)
    assert "\n".join(pages).count("DIALLO") == 90
