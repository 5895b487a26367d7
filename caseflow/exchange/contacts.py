"""Read phone numbers and e-mail addresses; what is not valid stays as it was typed."""

import re

import phonenumbers

from caseflow.domain.contact import email, phone
from caseflow.exchange.readings import Mend, ProblemKind, ReadContext, Reading, RepairKind
from caseflow.exchange.rows import Cell, cell_text

# Those that are dialled with ten digits from anywhere in France.
_REGIONS = ("FR", "RE", "GP", "GF", "MQ", "YT")
_STRONG = re.compile(r"[,;\n\r|]+|\s+(?:ou|et|puis|or)\s+", re.IGNORECASE)
_NUMBER_LIKE = re.compile(r"[\d\s.+()\-/\u00a0\u202f]+")
_WITHIN = re.compile(r"(?:(?:\+|00)\d{1,3}[\s.\-]*(?:\(0\))?[\s.\-]*|\(?0\)?[\s.\-]?)[1-9](?:[\s.\-/]*\d){8}(?!\d)")


def read_phones(cell: Cell, _context: ReadContext) -> Reading:
    """Read one or several phone numbers as E.164."""
    typed = re.sub(r"^(\d{9,12})[.,]0+$", r"\1", cell_text(cell).strip())
    phones: list[str] = []
    mends: list[Mend] = []
    problems: list[ProblemKind] = []
    for part in (part.strip() for part in _STRONG.split(typed)):
        if not part:
            continue
        found, kinds = _phones_in(part)
        mends.extend(Mend(kind, part, " ; ".join(map(national, found))) for kind in kinds)
        phones.extend(found or [part])
        if not found:
            problems.append(ProblemKind.BAD_PHONE)
    distinct = tuple(dict.fromkeys(phones))
    if len(distinct) > 1 and not any(mend.kind is RepairKind.SEVERAL for mend in mends):
        mends.append(Mend(RepairKind.SEVERAL, typed, " ; ".join(map(national, distinct))))
    return Reading({"phones": distinct} if distinct else {}, tuple(mends), tuple(dict.fromkeys(problems)))


def national(phone: str) -> str:
    """Write an E.164 number as it is dialled, without spaces; anything else as it is."""
    if not phone.startswith("+"):
        return phone
    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:  # kept as it was typed
        return phone
    if phonenumbers.region_code_for_number(number) not in _REGIONS:
        return phone
    return f"0{number.national_number}"


def _phones_in(part: str) -> tuple[list[str], tuple[RepairKind, ...]]:
    """Return the valid numbers of a piece of text and what had to be done to find them."""
    if _NUMBER_LIKE.fullmatch(part):
        if found := _phone(part):
            return [found[0]], found[1]
        pieces = [_phone(piece) for piece in re.split(r"/|\s-\s", part)]
        if len(pieces) > 1 and all(pieces):
            return [piece[0] for piece in pieces if piece], (RepairKind.SEVERAL,)
    within = [found[0] for number in _WITHIN.findall(part) if (found := _phone(number))]
    if not within:
        return [], ()
    left = _WITHIN.sub("", part)
    # A number that nothing but blanks and marks surrounds stands there on purpose; other digits would be lost.
    if re.search(r"\d", left):
        return [], ()
    aside = (RepairKind.WORDS_ASIDE,) if re.search(r"\w", left) else ()
    return within, (*aside, *((RepairKind.SEVERAL,) if len(within) > 1 else ()))


def _phone(typed: str) -> tuple[str, tuple[RepairKind, ...]] | None:
    """Return a number as E.164 and how it was mended, or nothing when it is not valid."""
    digits = re.sub(r"\D", "", typed)
    plain = not typed.lstrip(" (").startswith(("+", "00"))
    if plain and len(digits) == 9 and not digits.startswith("0"):
        found = _valid("0" + digits)
        return None if found is None else (found, (RepairKind.LEADING_ZERO,))
    if plain and len(digits) == 11 and digits.startswith("33"):
        found = _valid("+" + digits)
        return None if found is None else (found, (RepairKind.PHONE_PREFIX,))
    if plain and not (len(digits) == 10 and digits.startswith("0")):
        return None
    found = _valid(typed)
    return None if found is None else (found, ())


def _valid(typed: str) -> str | None:
    found = phone(typed.replace("/", " "))
    return found.value if found.is_valid else None


def read_emails(cell: Cell, _context: ReadContext) -> Reading:
    """Read one or several e-mail addresses, without asking the network whether they exist."""
    typed = cell_text(cell).strip()
    parts = _addresses(typed)
    problems = () if parts else (ProblemKind.BAD_EMAIL,)
    parts = parts or [typed]
    mends: list[Mend] = []
    if len(parts) > 1:
        mends.append(Mend(RepairKind.SEVERAL, typed, " ; ".join(parts)))
    elif parts != [typed]:
        mends.append(Mend(RepairKind.WORDS_ASIDE, typed, parts[0]))
    return Reading({"emails": tuple(parts)}, tuple(mends), problems)


def _addresses(typed: str) -> list[str]:
    """Cut a cell into addresses, if every piece is one: « jean dupont@x.fr » is one mistake."""
    bare = re.sub(r"mailto:", "", typed, flags=re.IGNORECASE)
    pieces = [piece.strip("<>()\"' \t.") for piece in re.split(r"[,;|\s]+|\s/\s|/(?=\S+@)", bare)]
    pieces = [piece for piece in pieces if piece and piece not in ("/", "ou", "et", "-")]
    if pieces and all(is_email(piece) for piece in pieces):
        return list(dict.fromkeys(pieces))
    named = re.fullmatch(r"[^<>@]*<([^<>@\s]+@[^<>@\s]+)>", bare)
    return [named[1]] if named and is_email(named[1]) else []


def is_email(typed: str) -> bool:
    """Say whether the address is well formed."""
    return email(typed).is_valid
