"""How a phone number or an e-mail address is kept: in one standard form when it is right, else as it was typed."""

import re
from dataclasses import dataclass
from functools import lru_cache

from caseflow.domain.person import ContactKind

_REGIONS = ("FR", "RE", "GP", "MQ", "GF", "YT", "NC", "PF", "PM", "WF", "BL", "MF")
"""France first, then its overseas prefixes: « 0692… » is a number of La Réunion."""

_FICTION = re.compile(r"\+33(?:19900|26191|35301|46571|53649|63998)\d{4}")
"""Numbers that ARCEP keeps for fiction (decision 2018-0881): those of training stores and of tests."""


_REMEMBERED = 10_000
"""An import reads each number three times: with its row, when it is compared, when it is written."""


@dataclass(frozen=True)
class ContactValue:
    """A way to reach a person, and whether it can be right."""

    kind: ContactKind
    value: str
    is_valid: bool


@lru_cache(maxsize=_REMEMBERED)
def phone(typed: str) -> ContactValue:
    """Return a phone number in E.164 (ITU-T), or as it was typed and marked wrong."""
    import phonenumbers  # heavy metadata, only needed when numbers are typed or imported

    for region in _REGIONS:
        try:
            number = phonenumbers.parse(typed, region)
        except phonenumbers.NumberParseException:
            continue
        written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        if phonenumbers.is_valid_number(number) or _FICTION.fullmatch(written):
            return ContactValue(ContactKind.PHONE, written, True)
    return ContactValue(ContactKind.PHONE, typed.strip(), False)


@lru_cache(maxsize=_REMEMBERED)
def email(typed: str) -> ContactValue:
    """Return an e-mail address in its normal form, or as it was typed and marked wrong; no network is asked."""
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(typed.strip(), check_deliverability=False)
    except EmailNotValidError:
        return ContactValue(ContactKind.EMAIL, typed.strip(), False)
    return ContactValue(ContactKind.EMAIL, found.normalized, True)


def forget() -> None:
    """Let go of the numbers and addresses read so far: none outlives the store in memory."""
    phone.cache_clear()
    email.cache_clear()


def shown_phone(value: str) -> str:
    """Write a number as French readers expect it: « 06 12 34 56 78 »; others keep their prefix, or stay as typed."""
    national = "0" + value[3:] if value.startswith("+33") else re.sub(r"[\s.\-]", "", value)
    if re.fullmatch(r"0[1-9]\d{8}", national):
        return "\u00a0".join(national[start : start + 2] for start in range(0, 10, 2))
    if value.startswith("+"):
        import phonenumbers

        try:
            number = phonenumbers.parse(value)
        except phonenumbers.NumberParseException:
            return value
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL).replace(" ", "\u00a0")
    return value
