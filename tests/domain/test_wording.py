"""What does not belong in a note is found, and what is harmless is left alone."""

import sys
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.domain import wording
from caseflow.domain.barrier import SENSITIVE_THEMES, Theme
from caseflow.domain.lexicon import LexiconKind
from caseflow.domain.shipped_words import shipped_words
from caseflow.domain.wording import Expressions, RiskFamily
from caseflow.services.lexicon import Book

HERE = Path(__file__).parent
ENOUGH_FOUND, FEW_FALSE = 0.95, 0.05
BOOK = Book(shipped_words())


def corpus(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def test_risky_words_are_found_and_harmless_ones_left_alone() -> None:
    read = corpus("wording_corpus.toml")
    risky = [(family, text) for family, texts in read["risky"].items() for text in texts]
    harmless = read["harmless"]["sentences"]
    missed = [(family, text) for family, text in risky if family not in {risk.family for risk in BOOK.risks(text)}]
    flagged = [(text, [risk.words for risk in BOOK.risks(text)]) for text in harmless if BOOK.risks(text)]
    recall, false_alarms = 1 - len(missed) / len(risky), len(flagged) / len(harmless)
    sys.stdout.write(
        f"{len(risky)} risky, recall {recall:.1%}, {len(harmless)} harmless, false alarms {false_alarms:.1%}\n"
    )
    assert len(risky) + len(harmless) >= 300
    assert {family for family, _text in risky} == set(RiskFamily)
    assert recall >= ENOUGH_FOUND, missed
    assert false_alarms <= FEW_FALSE, flagged


def test_themes_are_suggested_from_everyday_words_and_only_then() -> None:
    read = corpus("themes_corpus.toml")
    nothing = read.pop("none")
    cases = [(Theme(theme), text) for theme, texts in read.items() for text in texts]
    missed = [(theme, text) for theme, text in cases if theme not in BOOK.suggest(text)]
    out_of_place = [(text, BOOK.suggest(text)) for text in nothing if BOOK.suggest(text)]
    sys.stdout.write(
        f"{len(cases)} to suggest, {len(missed)} missed; {len(nothing)} of none, {len(out_of_place)} out of place\n"
    )
    assert len(cases) + len(nothing) >= 80
    assert len(missed) <= (1 - ENOUGH_FOUND) * len(cases), missed
    assert len(out_of_place) <= FEW_FALSE * len(nothing), out_of_place


def test_no_word_suggests_a_sensitive_theme() -> None:
    read = corpus("wording_corpus.toml")
    texts = [*(text for texts in read["risky"].values() for text in texts), *read["harmless"]["sentences"]]
    assert SENSITIVE_THEMES.isdisjoint(theme for text in texts for theme in BOOK.suggest(text))
    assert SENSITIVE_THEMES.isdisjoint(row.family for row in BOOK.rows if row.kind is LexiconKind.BARRIER)


def test_every_shipped_expression_can_be_found_and_stands_once() -> None:
    read = shipped_words()
    shown = [(kind, words) for kind, words, _family, _advice in read.expressions]
    assert [words for _kind, words in shown if not wording.is_findable(words)] == []
    assert len({(kind, wording.expression_key(words)) for kind, words in shown}) == len(shown)


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("pas d’ordinateur", "N'a PAS D'ORDINATEUR"),
        ("pas d’ordinateur", "n’a pas d’ordinateurs"),
        ("hébergé*", "HEBERGEE depuis mai"),
        ("he\u0301berge\u0301*", "hébergée depuis mai"),
        ("sœur", "sa soeur"),
        ("auto-école", "l’auto école"),
        ("voiture … panne", "sa voiture est encore tombée en panne"),
        ("ne sait pas prendre * métro", "ne sait pas prendre le métro"),
    ],
)
def test_an_expression_is_found_however_it_is_written(expression: str, text: str) -> None:
    (found,) = Expressions([(expression, True)]).find(wording.words_of_note(text))
    assert found.meaning


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("con", "le conseil, la confiance"),
        ("voiture … panne", "Il a une voiture. Panne de réveil."),
        ("voiture … panne", "voiture neuve depuis le mois de mai, jamais de panne"),
        ("garde d’enfant*", "avant-garde des enfances"),
    ],
)
def test_parts_of_words_and_other_sentences_are_not_taken_for_it(expression: str, text: str) -> None:
    assert list(Expressions([(expression, True)]).find(wording.words_of_note(text))) == []


def test_a_number_that_may_not_be_kept_is_to_be_masked() -> None:
    (risk,) = BOOK.risks("Son numéro : 1 80 05 77 505 612 94, à appeler.")
    assert risk.is_to_mask
    assert risk.words == "1 80 05 77 505 612 94"


@given(st.text(alphabet=st.sampled_from("aé’ -*….;dprisonpanevtu🙂e\u0301\n1"), max_size=120))
def test_whatever_is_typed_risks_stand_in_the_text_apart_and_in_order(text: str) -> None:
    risks = BOOK.risks(text)
    assert all(text[risk.start : risk.end] == risk.words for risk in risks)
    assert all(before.end <= after.start for before, after in pairwise(risks))
