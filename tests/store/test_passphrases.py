"""What is strong enough, and what is proposed."""

import math
import re

import pytest

from caseflow.domain.errors import Invalid
from caseflow.store import passphrases


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "azerty",
        "Password1234!!",
        "Marseille2024!!",
        "ClaireMartin13!",
        "correct horse battery staple",
        "mot mot mot mot mot mot mot",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "le chat boit",
    ],
)
def test_what_a_stolen_copy_would_not_resist_is_refused_with_advice(weak: str) -> None:
    judged = passphrases.assess(weak, ["Claire Martin"])
    assert not judged.is_enough
    assert judged.advice
    with pytest.raises(Invalid) as told:
        passphrases.require_strong(weak, ["Claire Martin"])
    assert told.value.field == "passphrase"


@pytest.mark.parametrize(
    "strong",
    [
        "zR4!kPq9#mT2",
        "kRx8mPq2TzW5nB",
        "le petit chat boit du lait frais chez nous",
        "pelage casino colza talent depuis joaillier boucle",
    ],
)
def test_what_the_cnil_counts_as_80_bits_is_enough(strong: str) -> None:
    assert passphrases.assess(strong) == passphrases.Strength(passphrases.assess(strong).bits, True, "")
    passphrases.require_strong(strong)


def test_a_proposed_passphrase_has_80_bits_and_is_enough() -> None:
    proposed = passphrases.propose()
    assert len(proposed.split()) == passphrases.WORDS
    assert passphrases.WORDS * math.log2(len(passphrases.french_words())) >= 80
    assert passphrases.proposed_bits() == 80
    assert passphrases.propose() != proposed


def test_the_words_can_be_typed_on_any_keyboard_and_are_all_different() -> None:
    words = passphrases.french_words()
    assert all(re.fullmatch("[a-z]{4,9}", word) for word in words)
    assert len(set(words)) == len(words)
