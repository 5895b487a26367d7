"""The words for recruitments, candidacies and meetings, marked for translation; `labels` shows them."""

from enum import StrEnum

from caseflow.domain.candidacy import Answer, CallResult, CandidacyState, LeavingReason, Readiness
from caseflow.domain.meeting import MeetingKind, MeetingMode, SeatStatus
from caseflow.domain.recruitment import CriterionWeight, ProjectKind, RecruitmentMethod
from caseflow.i18n import N_

RECRUITMENT_WORDS: dict[type[StrEnum], dict[str, str]] = {
    ProjectKind: {
        ProjectKind.IMPLANTATION: N_("Settling in the territory"),
        ProjectKind.DEVELOPMENT: N_("Growth"),
        ProjectKind.CREATION: N_("New company"),
        ProjectKind.REPLACEMENT: N_("Replacement"),
    },
    RecruitmentMethod: {
        RecruitmentMethod.MRS: N_("Recruitment by simulation"),
        RecruitmentMethod.POEI: N_("Individual preparation (POEI)"),
        RecruitmentMethod.POEC: N_("Collective preparation (POEC)"),
        RecruitmentMethod.JOB_DATING: N_("Job dating"),
        RecruitmentMethod.CLASSIC: N_("Classic recruitment"),
    },
    CriterionWeight: {
        CriterionWeight.REQUIRED: N_("Indispensable"),
        CriterionWeight.WISHED: N_("Wished for"),
        CriterionWeight.INFORMATION: N_("For information"),
    },
    CandidacyState: {
        CandidacyState.RECEIVED: N_("Received"),
        CandidacyState.CONTACTED: N_("Contacted"),
        CandidacyState.REGISTERED: N_("Registered for a session"),
        CandidacyState.ATTENDED: N_("Attended"),
        CandidacyState.TESTED: N_("Tests, exercises"),
        CandidacyState.INTERVIEWED: N_("Interview with the employer"),
        CandidacyState.SELECTED: N_("Selected"),
        CandidacyState.HIRED: N_("In the job"),
        CandidacyState.LEFT: N_("Out"),
    },
    LeavingReason: {
        LeavingReason.UNREACHABLE: N_("Could not be reached"),
        LeavingReason.DID_NOT_COME: N_("Did not come to the interview"),
        LeavingReason.HIRED_ELSEWHERE: N_("Hired elsewhere"),
        LeavingReason.TRAINING: N_("Is in training"),
        LeavingReason.NOT_ELIGIBLE: N_("Not eligible"),
        LeavingReason.NOT_MOBILE: N_("Not mobile"),
        LeavingReason.NOT_INTERESTED: N_("Not interested"),
        LeavingReason.LACKING_SKILLS: N_("Lacks the skills asked for"),
        LeavingReason.INCOMPATIBLE: N_("A barrier is incompatible with the job"),
        LeavingReason.PREVENTS_OBJECTIVES: N_("Would work against the pathway"),
        LeavingReason.NO_POSITION: N_("No post left"),
        LeavingReason.DUPLICATE: N_("Candidacy received twice"),
        LeavingReason.OTHER: N_("Another reason"),
    },
    Readiness: {
        Readiness.READY: N_("Ready"),
        Readiness.TO_PREPARE: N_("To prepare"),
        Readiness.TO_REORIENT: N_("To reorient"),
        Readiness.TO_COMPLETE: N_("To complete"),
    },
    Answer: {Answer.YES: N_("yes"), Answer.NO: N_("no")},
    CallResult: {
        CallResult.YES: N_("Agrees"),
        CallResult.NOT_INTERESTED: N_("Not interested"),
        CallResult.ABSENT: N_("No answer"),
        CallResult.CALL_BACK: N_("To call back"),
        CallResult.WRONG_NUMBER: N_("Wrong number"),
    },
    MeetingKind: {
        MeetingKind.INFORMATION: N_("Information meeting"),
        MeetingKind.EXERCISES: N_("MRS exercises"),
        MeetingKind.JOB_DATING: N_("Job dating"),
        MeetingKind.INTERVIEW: N_("Interviews"),
    },
    MeetingMode: {
        MeetingMode.ON_SITE: N_("On site"),
        MeetingMode.VIDEO: N_("By video"),
        MeetingMode.PHONE: N_("By telephone"),
    },
    SeatStatus: {
        SeatStatus.INVITED: N_("Invited"),
        SeatStatus.WAITING: N_("On the waiting list"),
        SeatStatus.PRESENT: N_("Present"),
        SeatStatus.ABSENT: N_("Absent"),
        SeatStatus.EXCUSED: N_("Excused"),
        SeatStatus.WALKED_IN: N_("Came without invitation"),
        SeatStatus.CANCELLED: N_("Seat given up"),
    },
}
