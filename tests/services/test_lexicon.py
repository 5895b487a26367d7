"""The team’s own words stand over the shipped ones, and every change can be taken back."""

import pytest

from caseflow.domain.barrier import Theme
from caseflow.domain.errors import Invalid
from caseflow.domain.lexicon import LexiconKind
from caseflow.domain.wording import RiskFamily
from caseflow.services.lexicon import Lexicon, LexiconRow
from caseflow.services.undo import Undo
from caseflow.store.store import Store

BARRIER, RISK = LexiconKind.BARRIER, LexiconKind.RISK


@pytest.fixture
def lexicon(store: Store) -> Lexicon:
    return Lexicon(store)


def row(lexicon: Lexicon, expression: str) -> LexiconRow:
    return next(row for row in lexicon.rows() if row.expression == expression)


def test_a_word_added_suggests_its_theme_at_once(lexicon: Lexicon) -> None:
    assert lexicon.suggest("Plus de gazole") == ()
    lexicon.keep(BARRIER, "plus de gazole", Theme.MOBILITY)
    assert lexicon.suggest("Plus de gazole") == (Theme.MOBILITY,)
    assert not row(lexicon, "plus de gazole").is_shipped


def test_a_shipped_word_silenced_is_found_no_more_until_it_is_put_back(lexicon: Lexicon, store: Store) -> None:
    assert lexicon.suggest("la nounou part") == (Theme.FAMILY,)
    lexicon.silence(row(lexicon, "nounou"))
    assert lexicon.suggest("la nounou part") == ()
    assert not row(lexicon, "nounou").is_active
    lexicon.restore(row(lexicon, "nounou"))
    assert lexicon.suggest("la nounou part") == (Theme.FAMILY,)
    Undo(store).undo_last()
    assert lexicon.suggest("la nounou part") == ()


def test_a_shipped_word_written_otherwise_is_changed_not_doubled(lexicon: Lexicon) -> None:
    before = len(lexicon.rows())
    lexicon.keep(RISK, "PARESSEU*", RiskFamily.JUDGEMENT, "Écrire le fait.")
    (risk,) = lexicon.risks("Il est paresseux")
    assert (risk.words, risk.advice) == ("paresseux", "Écrire le fait.")
    assert len(lexicon.rows()) == before
    assert row(lexicon, "PARESSEU*").is_changed


def test_a_word_of_ours_silenced_is_gone(lexicon: Lexicon) -> None:
    lexicon.keep(BARRIER, "plus de gazole", Theme.MOBILITY)
    lexicon.silence(row(lexicon, "plus de gazole"))
    assert [each for each in lexicon.rows() if each.entry_id] == []


def test_a_word_written_anew_gives_way_to_what_was_typed(lexicon: Lexicon, store: Store) -> None:
    lexicon.keep(BARRIER, "tata nounou", Theme.FAMILY, instead_of=row(lexicon, "nounou"))
    assert (lexicon.suggest("la nounou"), lexicon.suggest("tata nounou")) == ((), (Theme.FAMILY,))
    Undo(store).undo_last()
    assert (lexicon.suggest("la nounou"), row(lexicon, "nounou").is_active) == ((Theme.FAMILY,), True)


@pytest.mark.parametrize("theme", [Theme.HEALTH, Theme.JUSTICE])
def test_health_and_justice_are_never_suggested_even_when_asked(lexicon: Lexicon, theme: Theme) -> None:
    with pytest.raises(Invalid):
        lexicon.keep(BARRIER, "mal au dos", theme)


@pytest.mark.parametrize("expression", ["", "…", "* panne", "pa* de", "voiture …"])
def test_an_expression_that_could_never_be_found_is_refused(lexicon: Lexicon, expression: str) -> None:
    with pytest.raises(Invalid):
        lexicon.keep(BARRIER, expression, Theme.MOBILITY)
