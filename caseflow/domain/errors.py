"""What can go wrong that a counsellor, or the environment, can mend. Every other exception is our own fault."""


class CaseFlowError(Exception):
    """A sentence for the person at the screen, saying what happened and what to do next.

    The sentence never holds personal data: it may end in a log.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Invalid(CaseFlowError):
    """A value that the rules of the trade refuse; `field` names it, so that a form can put the sentence under it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class Conflict(CaseFlowError):
    """Something changed since: the action cannot be done as it was asked."""


class Missing(CaseFlowError):
    """What was asked for is not there, or no longer."""


class Refused(CaseFlowError):
    """CaseFlow will not do this, and says why: a wrong passphrase, a hostile file, a newer store."""


class StorageTrouble(CaseFlowError):
    """The disk, the folder or the file is at fault: full, read-only, damaged, taken away."""
