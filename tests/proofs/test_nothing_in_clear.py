"""A name that exists nowhere else goes through everything; then it is looked for everywhere, and nobody was called."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

from tests.proofs import disk
from tests.proofs.errand import CANARIES
from tests.proofs.nursery import ROOT

OWN_PRINTING = re.compile(r'port=htons\(631\).*("127\.0\.0\.1"|"::1")')
"""The print service of this very PC, which Qt asks for its printers when somebody prints."""


@dataclass
class Left:
    """What a day left behind."""

    root: Path
    files: Path
    written: Path | None
    traced: Path | None
    heard: dict[str, list[str]]

    def assert_no_canary(self, where: str, content: bytes, *, but: frozenset[str] = frozenset()) -> None:
        """Look for each canary, and for the recovery code."""
        assert_no_canary(where, content, but=but)
        for code in self.heard.get("codes", []):
            assert code.encode() not in content, f"the recovery code in {where}"


def outside_the_network() -> list[str]:
    """Return the words that run a program without any network, where this is allowed."""
    words = ["unshare", "--net"]
    has = shutil.which("unshare") and subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0
    return words if has else []


def traced(into: Path) -> list[str]:
    """Return the words that write down each connection and each process that a program starts, where this works."""
    words = ["strace", "-f", "-qq", "-v", "-s", "65535", "-e", "trace=connect,sendto,execve", "-o"]
    has = shutil.which("strace")
    if not has or subprocess.run([*words, os.devnull, "true"], capture_output=True, check=False).returncode:
        return []
    return [*words, str(into)]


@pytest.fixture(scope="module", params=["errand", "window_day"])
def left(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, library: Path | None) -> Left:
    """A day spent in a program of its own, every byte of which is written down: with services, or at the window."""
    root, aside = tmp_path_factory.mktemp("day"), tmp_path_factory.mktemp("aside")
    for name in ("tmp", "home", "files", "second"):
        (root / name).mkdir()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(root / "home"),
        "TMPDIR": str(root / "tmp"),
        "CASEFLOW_HOME": str(root / "home"),
        "SECOND_PLACE": str(root / "second"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
    }
    written = None
    if library is not None:
        written = aside / "written"
        environment |= {"LD_PRELOAD": str(library), "DISK_FOLDER": str(root), "DISK_LOG": str(written)}
    words = [sys.executable, "-m", f"tests.proofs.{request.param}", str(root / "files")]
    # Tracing makes the window twice as slow: before a release only.
    is_traced = request.param == "errand" or request.config.getoption("--proof")
    trace = traced(aside / "trace") if is_traced else []
    ran = subprocess.run(
        [*outside_the_network(), *trace, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert_no_canary("standard error", ran.stderr.encode())
    heard = json.loads(ran.stdout.splitlines()[-1])
    return Left(root, root / "files", written, aside / "trace" if trace else None, heard)


def assert_no_canary(where: str, content: bytes, *, but: frozenset[str] = frozenset()) -> None:
    """Look for each canary, in any case, as bytes of UTF-8 or of UTF-16."""
    folded = content.lower()
    for kind, words in CANARIES.items():
        for token in words.lower().split():
            if len(token) > 4 and kind not in but:
                assert token.encode() not in folded, f"{kind} in {where}"
                assert token.encode("utf-16-le") not in folded, f"{kind} in {where}"


def test_no_file_holds_the_name_but_those_people_asked_for(left: Left) -> None:
    looked_at = 0
    for path in left.root.rglob("*"):
        if left.files in path.parents or path == left.files:
            continue
        left.assert_no_canary("the name of a file", str(path.relative_to(left.root)).encode())
        if path.is_file():
            left.assert_no_canary(str(path), path.read_bytes())
            looked_at += 1
    assert looked_at > 10, "store, keys, copies and log were looked at"
    assert "ERROR" in (left.root / "home" / "logs" / "caseflow.log").read_text(encoding="utf-8")
    assert list((left.root / "tmp").iterdir()) == []


def test_the_name_would_have_been_found(left: Left) -> None:
    exported = (left.files / "people.json").read_text(encoding="utf-8").lower()
    assert any(word.lower() in exported for word in CANARIES.values())
    with pytest.raises(AssertionError):
        left.assert_no_canary("the export", (left.files / "people.csv").read_bytes())


def test_nothing_was_ever_written_in_clear_not_even_for_a_moment(left: Left) -> None:
    if left.written is None:
        pytest.skip("no C compiler here: what was removed since cannot be looked at")
    written = [
        change
        for change in disk.changes_in(left.written)
        if change.kind == "w" and left.files not in Path(change.name).parents
    ]
    assert len(written) > 100
    for change in written:
        left.assert_no_canary(change.name, change.detail)


def test_no_connection_is_attempted(left: Left) -> None:
    assert left.heard["connections"] == []
    if left.traced is not None:
        calls = left.traced.read_text(encoding="utf-8", errors="replace").splitlines()
        tried = [call for call in calls if "AF_INET" in call or "AF_NETLINK" in call]
        assert [call for call in tried if not OWN_PRINTING.search(call)] == []


def test_no_child_process_is_told_the_name(left: Left) -> None:
    assert left.heard["children"], "files are parsed in a process of its own"
    left.assert_no_canary("a child's words", "\n".join(left.heard["children"]).encode())
    if left.traced is not None:
        left.assert_no_canary("a child's words or surroundings", left.traced.read_bytes())


def test_what_is_said_of_troubles_names_nobody(left: Left) -> None:
    assert any(left.heard["said"])
    left.assert_no_canary("sentences", "\n".join(left.heard["said"]).encode())


def test_a_paper_says_nobodys_name_in_its_metadata(left: Left) -> None:
    papers = [left.files / "fiche.pdf", *(left.files / "fiches").glob("*.pdf")]
    assert len(papers) > 1
    for paper in papers:
        document = pypdfium2.PdfDocument(paper)
        # The title bears the number of the file, by which the office tells its papers apart.
        left.assert_no_canary("the metadata", str(document.get_metadata_dict()).encode(), but=frozenset({"number"}))
        document.close()


def test_every_page_and_dialog_was_gone_through(left: Left) -> None:
    assert left.heard.get("missed", []) == []
