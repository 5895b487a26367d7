"""The power takes a form that is half typed: it is offered again, but for what was typed in the last second.

CI: 3 kills. Release: 50. How a form keeps what it holds when the disk refuses it is a scene of `failing`.
"""

from collections.abc import Callable
from pathlib import Path
from random import Random

from caseflow.services.desk import Desk
from caseflow.services.drafts import DraftOf
from caseflow.ui.drafting import KEPT_AFTER_MS
from tests.proofs import forms, jobs
from tests.proofs.life import faults, laid_out
from tests.proofs.nursery import Nursery


def test_what_is_typed_is_kept_within_a_second_of_its_first_letter() -> None:
    assert KEPT_AFTER_MS <= 1_000


def test_a_form_half_typed_is_offered_again_after_the_power_failed(
    nursery: Nursery, begun: Path, room: Path, times: Callable[[int, int], int], chance: Random
) -> None:
    for kill in range(times(3, 50)):
        path = laid_out(begun, room / str(kill))
        story = nursery.run(forms.type_without_end, path, kill_after=chance.uniform(0.0, 0.6), once_told=True)
        assert story.was_killed, story.error
        desk = Desk(jobs.opened(path))
        draft = desk.drafts.find(DraftOf("new_person"))
        assert draft is not None
        assert draft.typed["last_name"].startswith(story.told[-1])
        assert faults(desk.store, {}) == []
        desk.close()
    again = nursery.run(forms.open_again, path)
    assert not again.error, again.error
    ((offered, words),) = again.told
    assert offered == draft.typed["last_name"]
    assert words.startswith("Brouillon")
