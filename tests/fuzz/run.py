"""Fuzz one target, guided by coverage: `python -m tests.fuzz.run text -max_total_time=300`.

The corpus is kept in `tests/fuzz/corpus/<target>/`: a find goes to `out/fuzz/`, and into the corpus once it is mended.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["caseflow"]):
    from tests.fuzz.targets import TARGETS

HERE = Path(__file__).parent


def main() -> None:
    name = sys.argv[1]
    grown, finds = Path("out/fuzz", name), Path("out/fuzz/finds", name)
    for folder in (grown, finds):
        folder.mkdir(parents=True, exist_ok=True)
    limits = ["-timeout=10", "-rss_limit_mb=1024", "-max_len=4096"]
    folders = [str(grown), str(HERE / "corpus" / name)]
    atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={finds}/", *sys.argv[2:], *folders], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
