"""The report on needs, on paper and as a workbook, tells what may be told and not a number more."""

import io
from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest
from python_calamine import CalamineWorkbook

from caseflow.exchange.needs_workbook import needs_workbook
from caseflow.i18n import Catalog
from caseflow.reports.needs_report import render
from caseflow.services.desk import Desk
from caseflow.services.figures.model import Release, Secret
from caseflow.services.needs.model import NeedsQuery, NeedsReport
from caseflow.store.store import Store
from tests.reports.reading import assert_golden, fonts, metadata, page_texts
from tests.services.needy import UNTIL, fill_needs

FRENCH = Catalog("fr")


def counted(desk: Desk, release: Release) -> NeedsReport:
    return desk.needs.report(NeedsQuery(date(2026, 1, 1), UNTIL, release=release), UNTIL)


@pytest.fixture
def desk(store: Store) -> Desk:
    desk = Desk(store)
    fill_needs(desk)
    return desk


def test_the_paper_reads_as_it_should(desk: Desk) -> None:
    pdf = render(counted(desk, Release.SHARED), FRENCH, invariant=True)
    assert_golden("needs_report_fr", "\n\n".join(page_texts(pdf)))
    assert metadata(pdf)["Title"] == "Besoins et réponses"
    assert all(is_embedded for _name, is_embedded in fonts(pdf))


def test_every_page_says_for_whom_the_figures_are_and_its_number(desk: Desk) -> None:
    pages = page_texts(render(counted(desk, Release.PUBLISHED), FRENCH))
    for number, page in enumerate(pages, start=1):
        assert "À publier" in page
        assert f"page {number}/{len(pages)}" in page.replace("\xa0", " ")


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    book = cast("Any", CalamineWorkbook).from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def test_a_workbook_holds_the_very_figures_cell_by_cell_and_a_sign_where_one_is_hidden(desk: Desk) -> None:
    report, true = counted(desk, Release.SHARED), counted(desk, Release.INTERNAL)
    written = list(sheets(needs_workbook(report, FRENCH)).values())[1:]
    hidden = 0
    for table, sheet in zip(report.tables, written, strict=True):
        for line, cells in zip(table.lines, sheet[1:], strict=True):
            for value, cell in zip(line.cells, cells, strict=True):
                if isinstance(value, Secret):
                    hidden += 1
                    assert cell == "s."
                elif isinstance(value, int):
                    assert cell == value
    assert hidden >= 4
    assert true.table("themes") != report.table("themes")


def test_numbers_are_numbers_in_the_workbook(desk: Desk) -> None:
    themes = sheets(needs_workbook(counted(desk, Release.SHARED), FRENCH))["Thèmes"]
    assert all(isinstance(cell, float | int) or cell == "s." for row in themes[1:-1] for cell in row[1:4])


def test_an_empty_report_is_a_page_that_says_so_little(store: Store) -> None:
    pages = page_texts(render(counted(Desk(store), Release.SHARED), FRENCH))
    assert len(pages) == 1


def test_a_paper_on_which_no_need_is_left_without_an_answer_says_so_and_one_without_a_directory_why(
    desk: Desk,
) -> None:
    told = counted(desk, Release.SHARED)
    kept = tuple(table for table in told.tables if table.key != "unanswered")
    assert "au moins un service" not in "".join(page_texts(render(told, FRENCH)))
    for has_directory, words in ((True, "au moins un service"), (False, "Le répertoire des partenaires est vide")):
        report = replace(told, tables=kept, has_directory=has_directory)
        assert words in page_texts(render(report, FRENCH))[0].replace("\n", " ")
