"""The same summaries by LibreOffice, where it is installed: flat ODT documents, converted to PDF in one run."""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from caseflow.services.summaries import PathwaySummary

_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"),
        ("svg", "svg-compatible"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
_STYLES = """<office:automatic-styles>
<style:style style:name="T" style:family="paragraph"><style:text-properties fo:font-size="18pt"
 fo:font-weight="bold"/></style:style>
<style:style style:name="H" style:family="paragraph"><style:paragraph-properties fo:margin-top="0.4cm"/>
<style:text-properties fo:font-size="12pt" fo:font-weight="bold"/></style:style>
<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #777777"
 fo:padding="0.08cm"/></style:style>
</office:automatic-styles>"""


def is_there() -> bool:
    """Tell whether LibreOffice can be found."""
    return shutil.which("soffice") is not None


def write(summaries: Sequence[PathwaySummary], folder: Path) -> list[Path]:
    """Write a document for each summary; return where they lie."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:04}.fodt" for number in range(len(summaries))]
    for summary, path in zip(summaries, paths, strict=True):
        path.write_text(_document(summary), encoding="utf-8")
    return paths


def convert(paths: Sequence[Path]) -> None:
    """Convert documents to PDF beside them, in one run of LibreOffice with a profile of its own."""
    folder = paths[0].parent
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if not all(path.with_suffix(".pdf").exists() for path in paths):
        raise RuntimeError("LibreOffice left some documents out")


def _document(summary: PathwaySummary) -> str:
    body = "".join(_body(summary))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMES} office:version="1.2" '
        f'office:mimetype="application/vnd.oasis.opendocument.text">{_STYLES}<office:body><office:text>{body}'
        "</office:text></office:body></office:document>"
    )


def _body(summary: PathwaySummary) -> Iterator[str]:
    """Yield the same parts as the page has: who, project, next steps, timeline, progress, contacts."""
    yield _line(f"{summary.first_name} {summary.last_name.upper()}", "T")
    yield _line(f"{summary.agency.name} – {summary.file_number} – {summary.commune}")
    yield _line(summary.project, "H")
    yield _table([(str(s.on or ""), s.what, s.place, s.with_whom, s.bring) for s in summary.next_steps])
    bars = [(lane.label, bar.label) for lane in summary.timeline.lanes for bar in lane.bars]
    for number, (lane, bar) in enumerate(bars):
        yield (
            f'<text:p><draw:rect text:anchor-type="paragraph" svg:x="{number * 0.7:.1f}cm" svg:y="0cm" '
            f'svg:width="3cm" svg:height="0.4cm"><text:p>{escape(bar)}</text:p></draw:rect>{escape(lane)}</text:p>'
        )
    for each in summary.progress:
        yield _line(f"{each.advance} {each.label}")
    yield _table([(c.purpose, c.who, c.phone, c.email) for c in summary.contacts])
    yield _line(f"{summary.agency.data_protection_contact} – {summary.printed_on}")


def _line(words: str, style: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:p{named}>{escape(words)}</text:p>"


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    if not rows:
        return ""
    columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    return f"<table:table>{columns}{''.join(map(_row, rows))}</table:table>"


def _row(cells: tuple[str, ...]) -> str:
    drawn = "".join(f'<table:table-cell table:style-name="C">{_line(cell)}</table:table-cell>' for cell in cells)
    return f"<table:table-row>{drawn}</table:table-row>"
