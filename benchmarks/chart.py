"""Draw the ratios as bars beside their goals: a plain SVG, without a toolkit."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from benchmarks.measure import Result

_LINE, _LEFT, _WIDTH = 22, 430, 380
_FULL = 1.5
"""Where the scale ends, in goals."""
_STYLE = (
    "text{font:12px sans-serif;fill:#1b1b1b}.value{font-weight:bold}.kept{fill:#2f6f6a}.missed{fill:#b3402e}"
    ".goal{stroke:#1b1b1b;stroke-dasharray:3 3}.back{fill:#fff}"
)


def draw(results: Sequence[Result]) -> str:
    """Return the chart: a bar for each row that has a goal, as a share of it; the goal is the dashed line."""
    rows = [each for each in results if each.has_goal]
    height = _LINE * (len(rows) + 2)
    goal_at = _LEFT + _WIDTH / _FULL
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="960" height="{height}" role="img">',
        f"<title>What was measured, as a share of its goal</title><style>{_STYLE}</style>",
        f'<rect class="back" width="960" height="{height}"/>',
        f'<text x="{goal_at:.0f}" y="15" text-anchor="middle">goal</text>',
        f'<line class="goal" x1="{goal_at:.0f}" x2="{goal_at:.0f}" y1="20" y2="{height}"/>',
        *(_bar(each, _LINE * (place + 1)) for place, each in enumerate(rows)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _bar(each: Result, top: int) -> str:
    share = _share(each)
    width = min(share, _FULL) * _WIDTH / _FULL
    value = f"{each.ratio:.2f} ×" if each.ratio is not None else f"{each.ours.cpu:,.0f} {each.unit}"
    name = escape(f"{each.row}, {each.people:,} people")
    return (
        f'<text x="{_LEFT - 8}" y="{top + 15}" text-anchor="end">{name}</text>'
        f'<rect class="{"kept" if each.is_kept else "missed"}" x="{_LEFT}" y="{top + 4}" width="{width:.1f}"'
        f' height="14"/><text class="value" x="{_LEFT + width + 6:.1f}" y="{top + 15}">{value}</text>'
    )


def _share(each: Result) -> float:
    """Return how much of its tightest goal a row uses: 1 is just kept."""
    shares = [each.ours.cpu / each.at_most] if each.at_most else []
    if each.ratio and each.ratio_goal:
        shares.append(each.ratio_goal / each.ratio if each.least else each.ratio / each.ratio_goal)
    return max(shares)
