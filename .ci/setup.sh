#!/usr/bin/env bash
# Prepare .venv, in which .venv/bin/caseflow runs. Nothing to do the second time: it says nothing and ends at once.
#
#   .ci/setup.sh              a missing system library of Qt is told, not fatal: the commands work without it
#   .ci/setup.sh --need-qt    a missing system library of Qt is fatal: windows and tests need them
#
# PYTHON=python3.12 chooses the interpreter. Where pip finds packages is its own configuration's business.
set -euo pipefail
cd "$(dirname "$0")/.."
. .ci/common.sh

qt_packages="libegl1 libgl1 libglib2.0-0 libdbus-1-3 libxkbcommon0 libfontconfig1
    libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxcb-image0
    libxcb-render-util0 libcups2"
venv_python=.venv/bin/python
stamp=.venv/caseflow-setup

# Print the first Python that is recent enough.
find_python() {
    local candidate
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    say "CaseFlow needs Python 3.11 or later (found: $(python3 --version 2>/dev/null || echo none))."
    return 1
}

# Make .venv, unless it is there and works (an upgraded Python breaks it, and so does moving the folder).
make_venv() {
    if "$venv_python" -m pip --version >/dev/null 2>&1 && [ "$(tail -n 1 "$stamp" 2>/dev/null || pwd)" = "$(pwd)" ]; then
        return
    fi
    local python
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        # Debian keeps them apart. What Qt will want is asked for at once: one line to copy, not two.
        # shellcheck disable=SC2086 # a list of words
        install_packages "$("$python" -c 'import sys; print("python{}.{}-venv".format(*sys.version_info))')" $qt_packages
    fi
    say "Creating .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
}

# What .venv was made from: the lock file, the project's own metadata, and where the folder stands.
fingerprint() {
    cksum requirements.lock pyproject.toml
    pwd
}

install_project() {
    if [ "$(fingerprint)" = "$(cat "$stamp" 2>/dev/null)" ]; then
        return
    fi
    local pip=("$venv_python" -m pip install --quiet --no-input --disable-pip-version-check --no-compile)
    say "Installing the locked packages (about a minute the first time)"
    "${pip[@]}" --require-hashes -r requirements.lock
    "${pip[@]}" --no-deps --no-build-isolation --editable .
    "$venv_python" -m compileall -q -j 0 .venv/lib caseflow >/dev/null 2>&1 || true  # start-up time only
    fingerprint >"$stamp"
}

# Print the system libraries that Qt asks for and this Linux does not have.
missing_libraries() {
    local qt
    qt=$(echo .venv/lib/python3*/site-packages/PySide6)
    ldd "$qt"/QtWidgets.abi3.so "$qt"/QtPrintSupport.abi3.so "$qt"/QtNetwork.abi3.so "$qt"/QtSvg.abi3.so \
        "$qt"/Qt/plugins/platforms/libqoffscreen.so "$qt"/Qt/plugins/platforms/libqxcb.so \
        "$qt"/Qt/plugins/printsupport/libcupsprintersupport.so 2>/dev/null |
        sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' | grep -v '^libQt6' | sort -u
}

install_libraries() {
    if [ "$(uname -s)" != Linux ] || [ -z "$(missing_libraries)" ]; then
        return
    fi
    # shellcheck disable=SC2086 # a list of words
    install_packages $qt_packages || return 1
    local missing
    missing=$(missing_libraries | tr '\n' ' ')
    if [ -n "$missing" ]; then
        say "Qt still lacks: $missing"
        return 1
    fi
}

make_venv
install_project
if ! install_libraries; then
    [ "${1:-}" != --need-qt ] || exit 1
    say "Windows will not open until then; the commands of .venv/bin/caseflow work."
fi
