"""The stages of a recruitment, in order; a new one is one line."""

from caseflow.ui.recruitments.account_stage import AccountStage
from caseflow.ui.recruitments.board_stage import BoardStage
from caseflow.ui.recruitments.collect_stage import CollectStage
from caseflow.ui.recruitments.duplicates_stage import DuplicatesStage
from caseflow.ui.recruitments.feedback_stage import FeedbackStage
from caseflow.ui.recruitments.meetings_stage import MeetingsStage
from caseflow.ui.recruitments.need_stage import NeedStage
from caseflow.ui.recruitments.sorting_stage import SortingStage
from caseflow.ui.recruitments.stage import StageFactories

STAGES: StageFactories = (
    NeedStage,
    CollectStage,
    DuplicatesStage,
    SortingStage,
    MeetingsStage,
    BoardStage,
    FeedbackStage,
    AccountStage,
)
