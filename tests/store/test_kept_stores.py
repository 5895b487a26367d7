"""A store of every released version opens today, with all that was in it."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from caseflow.domain.iae import PassSuspension
from caseflow.domain.kinds import KINDS
from caseflow.domain.list_view import ListView
from caseflow.domain.pathway import MrsResult, Step
from caseflow.domain.person import Person
from caseflow.store import check, database, keys
from caseflow.store.drafts import draft_table
from caseflow.store.journal import action_table, operation_table
from caseflow.store.search import matching
from caseflow.store.store import Store
from tests.conftest import KEY
from tests.store.kept_store import NAME, PASSPHRASE
from tests.store.test_upgrade import schema

KEPT = sorted(Path(__file__).parent.parent.joinpath("data", "stores").iterdir())


@pytest.fixture(params=KEPT, ids=lambda folder: folder.name)
def kept(request: pytest.FixtureRequest, tmp_path: Path, real_floor: keys.Cost, unlock: Callable[..., Store]) -> Store:
    """A kept store, copied and opened as on any day: with the passphrase, at its real cost."""
    shutil.copytree(request.param, tmp_path / "kept")
    return unlock(tmp_path / "kept" / NAME, PASSPHRASE)


def test_a_kept_store_has_its_people_their_pathways_and_their_history(kept: Store) -> None:
    with kept.reading() as session:
        people = {person.file_number: person for person in session.scalars(select(Person))}
        assert sorted(people) == ["B-000001", "B-000002"]
        amina = people["B-000001"]
        assert (amina.last_name, amina.first_name, amina.birth_date) == ("N’Guessan", "Amina", date(1990, 2, 28))
        assert {step.title for step in session.scalars(select(Step))} == {"", "Maraîchage"}
        assert session.scalars(select(PassSuspension)).one().until == date(2025, 6, 30)
        assert session.scalars(select(MrsResult)).one().is_passed
        labels = session.scalars(select(action_table.c.label).order_by(action_table.c.mark)).all()
        assert labels[:2] == ["Premières personnes", "Prénom corrigé"]
        before = session.scalars(select(operation_table.c.before).where(operation_table.c.field == "first_name")).one()
        assert before == '"Amina-Œlla"'


def test_a_kept_store_ends_up_with_the_present_tables(kept: Store, blank_store: Path) -> None:
    now = schema(database.connect(blank_store, KEY))
    assert sorted(schema(kept.connect_alike(kept.path)) ^ now) == []


def test_a_kept_store_is_searched_checked_and_written_like_a_new_one(kept: Store) -> None:
    sought = matching("guessan ami")
    assert sought is not None
    with kept.reading() as session:
        assert session.scalars(select(Person.file_number).where(sought)).all() == ["B-000001"]
        for entity in KINDS:
            session.scalars(select(entity)).all()
    assert check.check(kept) == ()
    with kept.writing("Nouvelle personne") as writing:
        writing.add(Person(file_number="B-000003", last_name="Zed"))


def test_a_kept_store_has_the_views_and_the_drafts_its_version_knew(
    kept: Store, request: pytest.FixtureRequest
) -> None:
    knew_them = request.node.callspec.params["kept"].name != "v1"
    with kept.reading() as session:
        names = session.scalars(select(ListView.name)).all()
        typed = session.execute(select(draft_table.c.form, draft_table.c.typed)).all()
    assert names == (["À relancer"] if knew_them else [])
    assert [(form, json.loads(words)) for form, words in typed] == (
        [("new_person", {"last_name": "Lopès"})] if knew_them else []
    )
