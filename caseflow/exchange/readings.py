"""What reading a cell gives: a value, what was repaired on the way, what is wrong."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from caseflow.i18n import N_, _


class RepairKind(StrEnum):
    """Damage that could be mended without a doubt."""

    LEADING_ZERO = "leading_zero"
    SERIAL = "serial"
    TWO_DIGIT_YEAR = "two_digit_year"
    COMPACT_DATE = "compact_date"
    WHOLE_NUMBER = "whole_number"
    NAME_SPLIT = "name_split"
    PLACE_SPLIT = "place_split"
    SEVERAL = "several"
    PHONE_PREFIX = "phone_prefix"
    WORDS_ASIDE = "words_aside"
    MOJIBAKE = "mojibake"


class ProblemKind(StrEnum):
    """What a person has to look at."""

    MISSING = "missing"
    BAD_DATE = "bad_date"
    AMBIGUOUS_YEAR = "ambiguous_year"
    FUTURE = "future"
    AGE = "age"
    BAD_PHONE = "bad_phone"
    BAD_EMAIL = "bad_email"
    BAD_POST_CODE = "bad_post_code"
    BAD_FRANCE_TRAVAIL = "bad_france_travail"
    ROUNDED = "rounded"
    UNKNOWN_CHOICE = "unknown_choice"
    BAD_NUMBER = "bad_number"
    NAME_ORDER = "name_order"
    ODD_NAME = "odd_name"
    FORMULA_ERROR = "formula_error"
    NIR = "nir"
    TWO_VALUES = "two_values"
    TOO_LONG = "too_long"


REPAIR_WORDS = {
    RepairKind.LEADING_ZERO: N_("The leading zero lost by the spreadsheet was put back."),
    RepairKind.SERIAL: N_("A number of days was read as the date it stands for."),
    RepairKind.TWO_DIGIT_YEAR: N_("The century of a two-digit year was deduced."),
    RepairKind.COMPACT_DATE: N_("A date written without separators was read."),
    RepairKind.WHOLE_NUMBER: N_("The decimals added by the spreadsheet were taken away."),
    RepairKind.NAME_SPLIT: N_("Last name and first name were separated."),
    RepairKind.PLACE_SPLIT: N_("Post code and commune were separated."),
    RepairKind.SEVERAL: N_("Several values were found in the same cell."),
    RepairKind.PHONE_PREFIX: N_("The country code was recognised."),
    RepairKind.WORDS_ASIDE: N_("The words around the value were set aside."),
    RepairKind.MOJIBAKE: N_("Damaged accents were restored."),
}

PROBLEM_WORDS = {
    ProblemKind.MISSING: N_("This value is needed and is missing."),
    ProblemKind.BAD_DATE: N_("This is not a date. Type it as DD/MM/YYYY."),
    ProblemKind.AMBIGUOUS_YEAR: N_("The century is uncertain. Type the year with four digits."),
    ProblemKind.FUTURE: N_("This birth date is in the future."),
    ProblemKind.AGE: N_("This birth date gives an unlikely age."),
    ProblemKind.BAD_PHONE: N_("This is not a valid phone number; it is kept as it was typed."),
    ProblemKind.BAD_EMAIL: N_("This is not a valid e-mail address; it is kept as it was typed."),
    ProblemKind.BAD_POST_CODE: N_("This is not a French post code; it is kept as it was typed."),
    ProblemKind.BAD_FRANCE_TRAVAIL: N_("This is not a France Travail number; it is kept as it was typed."),
    ProblemKind.ROUNDED: N_("The spreadsheet rounded this number: its last digits are lost."),
    ProblemKind.UNKNOWN_CHOICE: N_("This value was not recognised: it will not be taken."),
    ProblemKind.BAD_NUMBER: N_("This is not a number: it will not be taken."),
    ProblemKind.NAME_ORDER: N_("Last name and first name cannot be told apart. Type the last name in capitals."),
    ProblemKind.ODD_NAME: N_("This name holds unusual characters; it is kept as it was typed."),
    ProblemKind.FORMULA_ERROR: N_("The spreadsheet shows a formula error here: nothing will be taken."),
    ProblemKind.TWO_VALUES: N_("Another column says something else; the first one was kept."),
    ProblemKind.TOO_LONG: N_("This text is far too long for this column: it will not be taken."),
    ProblemKind.NIR: N_("A social security number was here; it is not kept."),
}

# What cannot be kept as typed, or would make another person of this one, keeps the row out until it is corrected.
BLOCKING = frozenset(
    {
        ProblemKind.MISSING,
        ProblemKind.BAD_DATE,
        ProblemKind.AMBIGUOUS_YEAR,
        ProblemKind.FUTURE,
        ProblemKind.AGE,
        ProblemKind.NAME_ORDER,
        ProblemKind.ROUNDED,
    }
)


@dataclass(frozen=True)
class ReadContext:
    """What a cell alone does not say."""

    on: date  # the day of the import
    epoch: int = 1900


@dataclass(frozen=True)
class Repair:
    """Something mended, told to the person who imports."""

    key: str
    column: int  # in the sender's layout, from 0; -1 when no column was mapped
    heading: str
    before: str = field(repr=False)
    after: str = field(repr=False)
    kind: RepairKind

    @property
    def reason(self) -> str:
        """Say what was done, as a sentence."""
        return _(REPAIR_WORDS[self.kind])


@dataclass(frozen=True)
class Problem:
    """Something to look at, or to correct before the row can be taken."""

    key: str
    column: int
    heading: str
    value: str = field(repr=False)  # as typed
    kind: ProblemKind

    @property
    def reason(self) -> str:
        """Say what is wrong, as a sentence."""
        return _(PROBLEM_WORDS[self.kind])

    @property
    def blocking(self) -> bool:
        """Say whether the row has to wait for a correction."""
        return self.kind in BLOCKING


@dataclass(frozen=True)
class Mend:
    """A repair as a cell's reader sees it, before the row adds where it happened."""

    kind: RepairKind
    before: str = field(repr=False)
    after: str = field(repr=False)


@dataclass(frozen=True)
class Reading:
    """What one cell gives; `values` may hold several keys when the cell holds several things."""

    values: dict[str, object] = field(default_factory=dict[str, object], repr=False)
    mends: tuple[Mend, ...] = ()
    problems: tuple[ProblemKind, ...] = ()
