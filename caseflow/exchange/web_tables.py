"""Read the web pages that many programs save under a spreadsheet's name: their largest table, as text."""

from html.parser import HTMLParser

from typing_extensions import override

from caseflow.exchange.rejections import Rejected


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._open: list[list[list[str]]] = []
        self._cell: list[str] | None = None

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._open.append([])
        elif tag == "tr" and self._open:
            self._finish_cell()
            self._open[-1].append([])
        elif tag in ("td", "th") and self._open and self._open[-1]:
            self._finish_cell()
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self._finish_cell()
        elif tag == "table" and self._open:
            self._finish_cell()
            self.tables.append(self._open.pop())

    @override
    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    @override
    def close(self) -> None:
        super().close()
        self._finish_cell()
        self.tables.extend(self._open)

    def _finish_cell(self) -> None:
        if self._cell is not None and self._open and self._open[-1]:
            lines = "".join(self._cell).split("\n")
            self._open[-1][-1].append("\n".join(" ".join(line.split()) for line in lines).strip())
        self._cell = None


def largest_table(text: str) -> list[list[str]]:
    """Return the cells of the largest table of a web page, or nothing.

    Raises:
        Rejected: the page makes no sense.
    """
    parser = _Tables()
    # A tag never ended is sought again from every « < » after it: what follows the last end of a tag is left out.
    try:
        parser.feed(text[: text.rfind(">") + 1])
        parser.close()
    except AssertionError as error:  # so the library says that a declaration is malformed
        raise Rejected("damaged") from error
    return max(parser.tables, key=lambda table: sum(map(len, table))) if parser.tables else []
