"""The pathway sheet says what it must, on one page whatever its content, and nothing it must not."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseflow.domain.person import Civility
from caseflow.drawing.timeline import Bar, Fill, Timeline, TimelineLane
from caseflow.i18n import Catalog
from caseflow.reports.document import BOTTOM, TOP, WIDTH
from caseflow.reports.pathway_file import pages
from caseflow.reports.pathway_page import page
from caseflow.reports.pathway_summary import render, render_many
from caseflow.reports.preview import page_count
from caseflow.services.summaries import Advance, ContactLine, EventLine, FactLine, NextStep, PathwaySummary, Progress
from tests.reports.reading import assert_golden, bookmarks, fonts, metadata, page_texts, words
from tests.reports.samples import EXTREME, LANES, NORMAL, SAMPLES, TODAY

CATALOGS = {"fr": Catalog("fr"), "en": Catalog("en")}
FRENCH = CATALOGS["fr"]


@pytest.mark.parametrize("language", CATALOGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_sheet_for_the_person_reads_as_it_did(name: str, language: str) -> None:
    texts = page_texts(render(SAMPLES[name], CATALOGS[language], invariant=True))
    assert len(texts) == 1
    assert_golden(f"pathway_page_{name}_{language}", texts[0])


@pytest.mark.parametrize("name", SAMPLES)
def test_the_full_version_reads_as_it_did(name: str) -> None:
    texts = page_texts(render(SAMPLES[name], FRENCH, full=True, invariant=True))
    assert_golden(f"pathway_file_{name}_fr", "\n--- page ---\n".join(texts))


LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs",))
WORDS = st.one_of(st.text(LETTERS, max_size=80), st.text("abc é-", max_size=300), st.just("œuvre " * 60))
DAYS = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2035, 1, 1)))
NEXT_STEPS = st.builds(NextStep, on=DAYS, what=WORDS, bring=WORDS, place=WORDS, with_whom=WORDS, phone=WORDS)
BARS = st.builds(Bar, st.uuids().map(str), WORDS, DAYS, DAYS, st.booleans(), st.booleans())
TIMELINES = st.lists(
    st.builds(TimelineLane, st.sampled_from(LANES), st.sampled_from(Fill), st.lists(BARS, max_size=12).map(tuple)),
    max_size=9,
).map(lambda lanes: Timeline(tuple(lanes), TODAY))
SUMMARIES = st.builds(
    replace,
    st.just(NORMAL),
    last_name=WORDS,
    first_name=WORDS,
    commune=WORDS,
    project=WORDS,
    referent=st.one_of(st.none(), st.builds(ContactLine, WORDS, WORDS, WORDS, WORDS)),
    next_steps=st.lists(NEXT_STEPS, max_size=14).map(tuple),
    timeline=TIMELINES,
    progress=st.lists(st.builds(Progress, WORDS, st.sampled_from(Advance)), max_size=20).map(tuple),
    contacts=st.lists(st.builds(ContactLine, WORDS, WORDS, WORDS, WORDS), max_size=10).map(tuple),
)


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(summary=SUMMARIES)
def test_whatever_it_says_the_sheet_is_one_page_on_which_nothing_overlaps(summary: PathwaySummary) -> None:
    (placed,) = page(summary, FRENCH).pages
    lower = TOP
    for item in placed:
        high = item.part.wrap(WIDTH, 10_000)[1]
        assert item.y + high <= lower + 0.01
        lower = item.y
    assert lower >= BOTTOM - 0.01
    assert page_count(render(summary, FRENCH)) == 1


@pytest.mark.parametrize("name", SAMPLES)
def test_no_hole_is_left_in_the_page(name: str) -> None:
    (placed,) = page(SAMPLES[name], FRENCH).pages
    holes = [above.y - (below.y + below.part.wrap(WIDTH, 10_000)[1]) for above, below in pairwise(placed)]
    assert max(holes) < 60


@pytest.mark.parametrize("full", [False, True])
def test_every_font_is_ours_and_embedded(full: bool) -> None:
    found = fonts(render(EXTREME, FRENCH, full=full))
    assert {name.split("+")[-1] for name, _ in found} == {"SourceSans3-Regular", "SourceSans3-Bold"}
    assert all(is_embedded for _, is_embedded in found)


def test_the_file_says_its_language_title_and_structure_and_names_no_person() -> None:
    pdf = render(replace(NORMAL, printed_by="Claire Martin"), FRENCH)
    found = metadata(pdf)
    assert (found["Title"], found["Author"]) == ("Fiche de parcours B-000123", "PLIE Sainte-Félicité")
    assert b"fr-FR" in pdf
    assert not any(name in " ".join(found.values()) for name in ("Benali", "BENALI", "Amina", "Martin"))
    assert bookmarks(pdf) == [("Dossier B-000123", 0)]


def test_every_page_bears_the_confidentiality_line_the_reference_and_its_number() -> None:
    texts = page_texts(render(EXTREME, FRENCH, full=True))
    assert len(texts) > 3
    for number, text in enumerate(texts, start=1):
        assert "CONFIDENTIEL — données personnelles" in text
        assert f"page {number}/{len(texts)}" in text
        assert "Dossier B-000123" in text
        assert "dpo@plie-exemple.fr" in text
        assert "Imprimé le 23/11/2026 par Claire Martin" in text


def test_the_sheet_for_the_person_tells_the_year_of_birth_only_and_no_note_fact_or_flag() -> None:
    text = words(render(replace(NORMAL, note="Note de travail"), FRENCH))
    assert "née en 1995" in text
    for kept_back in ("02/04/1995", "Note de travail", "inscrite, catégorie 1", "PASS IAE"):
        assert kept_back not in text


@pytest.mark.parametrize(
    ("civility", "expected"),
    [(Civility.MADAME, "née en 1995"), (Civility.MONSIEUR, "né en 1995"), (None, "année de naissance : 1995")],
)
def test_the_words_agree_with_the_person(civility: Civility | None, expected: str) -> None:
    assert expected in words(render(replace(NORMAL, civility=civility), FRENCH))


def test_dates_are_never_broken_over_two_lines() -> None:
    (text,) = page_texts(render(NORMAL, FRENCH))
    for day in ("jeu. 26 nov.", "mar. 1er déc.", "mar. 12 janv. 2027", "date à fixer"):
        assert any(day in line for line in text.splitlines()), day


def test_what_does_not_fit_is_counted_not_forgotten() -> None:
    text = words(render(EXTREME, FRENCH))
    assert "et 37 autres étapes" in text
    assert "étapes plus anciennes" in text
    assert "autres points" in text


def test_the_full_version_holds_every_step_under_a_repeated_heading_and_every_word_of_a_note() -> None:
    pdf = render(EXTREME, FRENCH, full=True)
    text = words(pdf)
    for number in range(40):
        assert f"Étape numéro {number} :" in text
    assert text.count("Bonne assiduité, avec des retards.") == 60 + 39 * 2
    with_steps = [page for page in page_texts(pdf) if "Étape numéro" in page]
    assert all(page.count("État et issue") == 1 for page in with_steps)


def test_endless_text_stays_within_the_pages_of_the_full_version() -> None:
    words = "mot " * 900
    step = replace(NORMAL.steps[1], title="t" * 4000, note=words * 3, flags=(words,) * 3, operator=words)
    endless = replace(
        NORMAL,
        last_name=words,
        commune=words,
        note=words,
        steps=(step,),
        progress=(Progress(words, Advance.DONE),),
        contacts=(ContactLine(words, words, "0" * 300),),
        facts=(FactLine(words, words, None, None),),
        events=(EventLine(None, words, words),),
        next_steps=(NextStep(None, words, words, words, words, words),),
    )
    for sheet in pages(endless, FRENCH).pages:
        for item in sheet:
            assert item.y >= BOTTOM - 0.01
            assert item.y + item.part.wrap(WIDTH, 10_000)[1] <= TOP + 0.01


def test_hostile_text_is_printed_as_text() -> None:
    nasty = replace(
        NORMAL, last_name='<b>Ben</b> & "fils" <img src=x>', first_name="A\u202emina\u0000😀", project="</para>"
    )
    text = words(render(nasty, FRENCH))
    assert 'Amina <B>BEN</B> & "FILS" <IMG SRC=X>' in text
    assert "</para>" in text


def test_the_same_summary_gives_the_same_bytes_when_asked() -> None:
    assert render(NORMAL, FRENCH, invariant=True) == render(NORMAL, FRENCH, invariant=True)


def test_a_batch_is_one_file_with_a_bookmark_for_each_person_and_its_own_page_numbers() -> None:
    people = [replace(NORMAL, file_number=f"B-{number}") for number in range(3)]
    told: list[tuple[int, int]] = []
    pdf = render_many(people, FRENCH, lambda done, total: told.append((done, total)))
    assert bookmarks(pdf) == [(f"Dossier B-{number}", number) for number in range(3)]
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert all("page 1/1" in text for text in page_texts(pdf))
    assert metadata(pdf)["Title"] == "Fiches de parcours"


def test_a_cancelled_batch_prints_nothing() -> None:
    done: list[int] = []
    pdf = render_many([NORMAL] * 5, FRENCH, lambda number, _total: done.append(number), lambda: len(done) == 2)
    assert (pdf, done) == (b"", [1, 2])
    assert render_many([], FRENCH) == b""
