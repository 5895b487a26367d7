"""What a file may cost before it is refused: OWASP ASVS 5.2.3 for archives, what no caseload reaches for the rest."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds on a file someone else made."""

    container_bytes: int = 25 * 2**20
    entries: int = 1_000
    uncompressed_bytes: int = 200 * 2**20
    ratio: int = 100  # of each entry, once it is larger than `small_entry_bytes`
    small_entry_bytes: int = 2**20  # repetitive styles of a true workbook compress better than 100 to 1
    rows: int = 50_000
    columns: int = 200
    cell_characters: int = 32_767
    total_characters: int = 60_000_000
    empty_rows: int = 1_000
    seconds: float = 60.0
    memory_bytes: int = 2**29  # 50,000 rows of 40 columns need 300 MiB


LIMITS = Limits()
