#!/usr/bin/env bash
# Open the training store; where there is no screen, build it and print the summary of its first person.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "$(uname -s)" = Darwin ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/caseflow --training
fi

echo "No screen here, so no window. Building the training store and printing a summary instead."
store=out/training.caseflow
mkdir -p out
[ -e "$store" ] || .venv/bin/caseflow demo --people 70 --seed 1 --store "$store"
.venv/bin/caseflow export people --store "$store" -o out/people.json
number=$(.venv/bin/python -c 'import json, sys; print(json.load(open(sys.argv[1]))[0]["file_number"])' out/people.json)
.venv/bin/caseflow summary "$number" --store "$store" -o out/summary.pdf
echo "The pathway summary of an invented person: $PWD/out/summary.pdf"
