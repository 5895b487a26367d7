"""Draw up the account of a recruitment: how many came through, who sent them, whence, how fast, and who stayed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from caseflow.domain.candidacy import Candidacy, CandidacyState, KeptCheck
from caseflow.domain.counsellor import Agency
from caseflow.domain.recruitment import Recruitment, RecruitmentJob
from caseflow.domain.rules import Rules
from caseflow.i18n import _
from caseflow.services.candidates.account_tables import AccountTables
from caseflow.services.candidates.applicants import read_applicants
from caseflow.services.figures.masker import Masker
from caseflow.services.figures.model import FigureTable, Release, Value
from caseflow.store.store import Store, get


@dataclass(frozen=True)
class Account:
    """What is told of a recruitment at its end, or on the way."""

    recruitment_id: UUID
    code: str
    title: str
    employer: str
    agency: str
    made_on: date
    release: Release
    threshold: int
    posts: int
    candidates: Value
    hired: Value
    clause_hours: int | None
    """The hours of social clauses that the work asks for."""
    is_common_prescription: bool
    text: str
    """What the counsellor says of it, in her own words."""
    tables: tuple[FigureTable, ...]

    def table(self, key: str) -> FigureTable:
        """Return one table."""
        return next(each for each in self.tables if each.key == key)


class Accounts:
    """Counts what became of a recruitment, and keeps what is said of it."""

    def __init__(self, store: Store, rules: Callable[[], Rules]) -> None:
        self._store = store
        self._rules = rules

    def of(self, recruitment_id: UUID, on: date, release: Release = Release.SHARED) -> Account:
        """Return the account of a recruitment on a day; not for the window's thread.

        For the team alone, nothing is masked but publics that speak of health.

        Raises:
            Missing: the recruitment is no longer there.
        """
        rules = self._rules()
        masker = Masker(rules.count("statistics.smallest"), release)
        with self._store.reading() as session:
            recruitment = get(session, Recruitment, recruitment_id)
            jobs = session.scalars(
                select(RecruitmentJob)
                .where(RecruitmentJob.recruitment_id == recruitment_id)
                .order_by(RecruitmentJob.rank, RecruitmentJob.id)
            ).all()
            checks = session.scalars(
                select(KeptCheck)
                .join(Candidacy, Candidacy.id == KeptCheck.candidacy_id)
                .where(Candidacy.recruitment_id == recruitment_id, Candidacy.state == CandidacyState.HIRED)
            ).all()
            applicants = read_applicants(session, recruitment_id, rules)
            agency = session.scalars(select(Agency)).first() or Agency()
            tables = AccountTables(applicants, masker).every(jobs, checks, on)
            return Account(
                recruitment_id=recruitment_id,
                code=recruitment.code,
                title=recruitment.title,
                employer=recruitment.employer,
                agency=agency.name or "",
                made_on=on,
                release=release,
                threshold=masker.threshold,
                posts=sum(job.posts for job in jobs),
                candidates=masker.people(len(applicants)),
                hired=masker.people(sum(each.is_hired for each in applicants)),
                clause_hours=recruitment.clause_hours,
                is_common_prescription=recruitment.is_common_prescription,
                text=recruitment.account or "",
                tables=tables,
            )

    def say(self, recruitment_id: UUID, text: str) -> None:
        """Keep what is said of a recruitment, as one action."""
        with self._store.writing(_("Text of the account")) as writing:
            writing.get(Recruitment, recruitment_id).account = text.strip() or None
