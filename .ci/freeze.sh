#!/usr/bin/env bash
# Build dist/caseflow/, the folder that runs on a PC without Python.
set -euo pipefail
cd "$(dirname "$0")/.."
. .ci/common.sh

# Print the Debian packages PyInstaller needs and does not find: a reader of libraries, and Python as a library.
missing_packages() {
    command -v objdump >/dev/null || echo binutils
    .venv/bin/python - <<'PYTHON'
import ctypes, sys
version = "{}.{}".format(*sys.version_info)
try:
    ctypes.CDLL(f"libpython{version}.so.1.0")  # Debian's interpreter does without it
except OSError:
    print(f"libpython{version}")
PYTHON
}

if [ "$(uname -s)" = Linux ]; then
    packages=$(missing_packages)
    # shellcheck disable=SC2086 # a list of words
    [ -z "$packages" ] || install_packages $packages
fi
.venv/bin/python -m PyInstaller --noconfirm --clean --log-level ERROR --distpath dist --workpath build caseflow.spec
du -sh dist/caseflow
