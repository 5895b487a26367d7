"""The list of candidates says of each the level that the rule gives, and shows no sensitive public."""

from uuid import UUID

from sqlalchemy import select

from caseflow.domain.candidacy import Answer, Candidacy, CandidacyState, LeavingReason, Readiness
from caseflow.domain.recruitment import Criterion, CriterionWeight
from caseflow.services.candidates.board import Board
from caseflow.services.candidates.listing import CandidateQuery, Listing
from caseflow.services.desk import Desk
from caseflow.services.people import PersonDraft
from caseflow.services.recruitments import CriterionDraft, JobDraft, RecruitmentDraft
from tests.conftest import TODAY


def recruitment(desk: Desk) -> UUID:
    questions = (CriterionDraft("Nuit ?"), CriterionDraft("CACES ?", CriterionWeight.WISHED))
    return desk.recruitments.create(
        RecruitmentDraft("ENTREPOT", "Entrepôt", jobs=(JobDraft("Cariste", 2),), criteria=questions), TODAY
    )


def candidate(desk: Desk, need: UUID, name: str) -> UUID:
    person = desk.people.create(PersonDraft(last_name=name, first_name="Ana"))
    with desk.store.writing("Candidature") as writing:
        return writing.add(Candidacy(recruitment_id=need, person_id=person, received_on=TODAY)).id


def test_the_list_gives_every_answer_the_level_of_the_rule(desk: Desk) -> None:
    need, board, listing = recruitment(desk), Board(desk.store), Listing(desk.store, desk.rules.rules)
    with desk.store.reading() as session:
        night, forklift = session.scalars(select(Criterion.id).order_by(Criterion.rank)).all()
    for first in (None, *Answer):
        for second in (None, *Answer):
            key = candidate(desk, need, f"N{first}{second}")
            board.answer(key, night, first)
            board.answer(key, forklift, second)
    whole = listing.find(need, CandidateQuery(), TODAY)
    told = {row.id: row.level for row in listing.rows(whole.ids)}
    for level in Readiness:
        ids = listing.find(need, CandidateQuery(level=level), TODAY).ids
        assert set(ids) == {key for key, each in told.items() if each is level}
        assert whole.levels[level] == len(ids) > 0
    order = [told[key] for key in whole.ids]
    assert order[0] is Readiness.READY
    assert order[-1] is Readiness.TO_REORIENT


def test_the_list_is_searched_without_accents_and_leaves_out_whoever_is_out(desk: Desk) -> None:
    need, board, listing = recruitment(desk), Board(desk.store), Listing(desk.store, desk.rules.rules)
    zoe, gone = candidate(desk, need, "Étienne"), candidate(desk, need, "Etienne-Bo")
    board.leave([gone], LeavingReason.TRAINING, TODAY)
    assert listing.find(need, CandidateQuery(text="etien"), TODAY).ids == (zoe,)
    everyone = listing.find(need, CandidateQuery(text="etien", with_ended=True), TODAY)
    assert everyone.states == {zoe: CandidacyState.RECEIVED, gone: CandidacyState.LEFT}


def test_a_question_added_or_taken_away_changes_every_level_at_once(desk: Desk) -> None:
    need, board = recruitment(desk), Board(desk.store)
    with desk.store.reading() as session:
        night = session.scalars(select(Criterion.id).order_by(Criterion.rank)).first()
    assert night is not None
    board.answer(candidate(desk, need, "Rossi"), night, Answer.YES)
    assert desk.recruitments.view(need).levels == {Readiness.READY: 1}
    asked = desk.recruitments.add_criterion(need, CriterionDraft("Permis ?"))
    assert desk.recruitments.view(need).levels == {Readiness.TO_COMPLETE: 1}
    desk.recruitments.remove_criterion(asked)
    assert desk.recruitments.view(need).levels == {Readiness.READY: 1}
