"""The tabs of a record, from the folders that know of each other only here; a new tab is one line."""

from uuid import UUID

from caseflow.ui.barriers.barriers_tab import BarriersTab
from caseflow.ui.context import Context
from caseflow.ui.interviews.tab import ContactsTab
from caseflow.ui.pathways.pathway_tab import PathwayTab
from caseflow.ui.people.history_tab import HistoryTab
from caseflow.ui.people.identity_tab import IdentityTab
from caseflow.ui.people.record_page import RecordPage
from caseflow.ui.people.summary_tab import SummaryTab
from caseflow.ui.record import RecordFoot, TabFactories
from caseflow.ui.referrals.tab import ReferralsTab

TABS: TabFactories = (SummaryTab, PathwayTab, BarriersTab, ReferralsTab, ContactsTab, IdentityTab, HistoryTab)


def open_record(context: Context, person_id: UUID) -> RecordPage:
    """Make the page of a person's record, with all its tabs."""
    return RecordPage(context, person_id, TABS, _quick_log)


def _quick_log(context: Context, person_id: UUID) -> RecordFoot:
    from caseflow.ui.quick_log.panel import QuickPanel  # not before somebody logs an interview

    return QuickPanel(context, person_id)
