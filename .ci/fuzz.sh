#!/usr/bin/env bash
# Fuzz each reader, guided by coverage: five minutes each, or as many seconds as the first argument says.
# A find is written to out/fuzz/finds/<reader>/; once mended, it joins tests/fuzz/corpus/<reader>/.
set -euo pipefail
cd "$(dirname "$0")/.."
. .ci/common.sh

seconds=${1:-300}
tools=out/fuzz/tools
if ! { [ -d "$tools/atheris" ] || .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
    --require-hashes --only-binary :all: --target "$tools" -r .ci/proof.lock; }; then
    say "Fuzzing was left out: atheris cannot be installed here (it has wheels for Linux and a few Pythons only)."
    exit 0
fi
for reader in spreadsheet text dates contacts key_files search; do
    say "Fuzzing $reader for $seconds seconds"
    mkdir -p out/fuzz
    if ! PYTHONPATH=$tools .venv/bin/python -m tests.fuzz.run "$reader" -max_total_time="$seconds" \
        -print_final_stats=1 >"out/fuzz/$reader.log" 2>&1; then
        tail -n 40 "out/fuzz/$reader.log" >&2
        exit 1
    fi
    grep 'number_of_executed_units' "out/fuzz/$reader.log" >&2
done
