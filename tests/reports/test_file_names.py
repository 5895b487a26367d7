"""Every system and mail program takes the names of our files, and they name nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.i18n import Catalog
from caseflow.reports.file_names import LONGEST, distinct_names, safe_file_name, summary_file_name
from tests.reports.samples import NORMAL


def test_a_summary_is_named_by_its_file_number_alone() -> None:
    assert summary_file_name(NORMAL, Catalog("fr")) == "Fiche de parcours B-000123.pdf"
    assert summary_file_name(NORMAL, Catalog("fr"), full=True) == "Fiche de parcours complète B-000123.pdf"


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("B/12:3", "B-12-3.pdf"),
        ("../../etc", "etc.pdf"),
        ("CON", "fichier CON.pdf"),
        ("lpt1.a", "fichier lpt1.a.pdf"),
        ("", "fichier.pdf"),
        ("  .Re\u0301mi . ", "Rémi.pdf"),
    ],
)
def test_what_a_system_refuses_is_replaced(stem: str, name: str) -> None:
    assert safe_file_name(stem) == name


@given(stem=st.text(max_size=300))
def test_any_text_gives_a_name_that_holds(stem: str) -> None:
    name = safe_file_name(stem)
    assert 5 <= len(name) <= LONGEST
    assert not set(name) & set('<>:"/\\|?*\n\x00')
    assert name == safe_file_name(name.removesuffix(".pdf"))


def test_no_file_of_a_batch_overwrites_another() -> None:
    assert distinct_names(["a.pdf", "A.pdf", "b.pdf", "a.pdf"]) == ["a.pdf", "A (2).pdf", "b.pdf", "a (3).pdf"]
    long = "x" * (LONGEST - 4) + ".pdf"
    assert [len(name) for name in distinct_names([long, long])] == [LONGEST, LONGEST]
