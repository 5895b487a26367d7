"""The fuzz targets, for a second or two each: the corpus as it is kept, then random bytes and spoilt files of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS

CORPUS = Path(__file__).parent / "corpus"


def kept(name: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((CORPUS / name).iterdir())]


@st.composite
def spoilt(draw: st.DrawFn, files: list[bytes]) -> bytes:
    """Take a file of the corpus, and cut, repeat or change pieces of it."""
    content = draw(st.sampled_from(files))
    for _time in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        stop = draw(st.integers(start, min(len(content), start + 12)))
        piece = draw(
            st.binary(max_size=4) | st.just(content[start:stop] * 3) | st.sampled_from([b"9" * 40, b"\xff", b"<"])
        )
        content = content[:start] + piece + content[stop:]
    return content


@pytest.mark.parametrize("name", TARGETS)
def test_every_file_of_the_corpus_is_read_or_refused(name: str) -> None:
    assert kept(name)
    for content in kept(name):
        TARGETS[name](content)


@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes_are_read_or_refused(name: str, times: Callable[[int, int], int]) -> None:
    texts = st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass"))

    @settings(max_examples=times(80, 5_000), deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(spoilt(kept(name)) | st.binary(max_size=200) | texts)
    def law(content: bytes) -> None:
        TARGETS[name](content)

    law()
