"""The pages of the user guide, as the search window lists them."""

from caseflow.resources import resource


def help_pages() -> tuple[tuple[str, str], ...]:
    """Return the key and the title of each page of the guide that came with the program, in the order of the keys."""
    try:
        folder = resource("guide")
    except FileNotFoundError:  # this build brings no guide
        return ()
    return tuple((page.stem, _title(page.read_text(encoding="utf-8"))) for page in sorted(folder.glob("*.md")))


def _title(text: str) -> str:
    """Return the first heading of a page."""
    return next((line.lstrip("# ").strip() for line in text.splitlines() if line.startswith("#")), "")
