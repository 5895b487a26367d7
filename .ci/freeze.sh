#!/usr/bin/env bash
# Build dist/caseflow/, the folder that runs on a PC without Python.
set -euo pipefail
cd "$(dirname "$0")/.."
. .ci/common.sh

# Print the Debian packages PyInstaller needs and does not find: a reader of libraries, and Python as a library.
missing_packages() {
    command -v objdump >/dev/null || echo binutils
    .venv/bin/python - <<'PYTHON'
import ctypes, sys, sysconfig
name = "libpython{}.{}.so.1.0".format(*sys.version_info)
if not sysconfig.get_config_var("Py_ENABLE_SHARED"):
    try:
        ctypes.CDLL(name)
    except OSError:
        print("libpython{}.{}".format(*sys.version_info))
PYTHON
}

if [ "$(uname -s)" = Linux ]; then
    packages=$(missing_packages)
    # shellcheck disable=SC2086 # a list of words
    [ -z "$packages" ] || install_packages $packages
fi
.venv/bin/python -m PyInstaller --noconfirm --clean --log-level WARN --distpath dist --workpath build caseflow.spec
du -sh dist/caseflow
