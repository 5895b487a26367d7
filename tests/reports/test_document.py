"""A paper reaches the disk whole or not at all, and long stories are broken over pages with care."""

from caseflow.reports.document import BOTTOM, TOP, WIDTH, pour
from caseflow.reports.parts import heading, ruled_table, text
from caseflow.reports.styles import styles

STYLES = styles(10)


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    filler = [text("ligne", STYLES.body) for _ in range(100)]
    for count in range(50, 64):
        pages = pour([*filler[:count], heading("Suite", STYLES, before=10), *filler[count:]])
        titled = next(page for page in pages if any(item.part.getKeepWithNext() for item in page))
        assert not titled[-1].part.getKeepWithNext()


def test_a_long_table_goes_on_over_pages_within_the_margins() -> None:
    rows = [[text(f"{number}", STYLES.body), text("mot " * 40, STYLES.body)] for number in range(80)]
    pages = pour([ruled_table(["N°", "Quoi"], rows, [50, 200], STYLES, pad=2)])
    assert len(pages) > 3
    for page in pages:
        for item in page:
            assert BOTTOM - 0.01 <= item.y < item.y + item.part.wrap(WIDTH, 1000)[1] <= TOP + 0.01
