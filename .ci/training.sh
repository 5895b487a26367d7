#!/usr/bin/env bash
# Open the training store; where there is no screen, build it and print the pathway summary of its first person.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "$(uname -s)" = Darwin ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/caseflow --training
fi

echo "No screen here, so no window: building the training store and printing a pathway summary instead."
folder=out/training
if [ ! -d "$folder" ]; then # made aside first, so that a half-made one is never taken for it
    rm -rf "$folder.part"
    mkdir -p "$folder.part"
    # Invented people, so the passphrase is known to all.
    .venv/bin/python -c 'from caseflow.store.opening import TRAINING_PASSPHRASE as known; print(known)' \
        >"$folder.part/passphrase.txt"
    .venv/bin/caseflow demo --people 70 --seed 1 --store "$folder.part/training.caseflow" >/dev/null
    mv "$folder.part" "$folder"
fi
store=(--store "$folder/training.caseflow" --passphrase-file "$folder/passphrase.txt")
.venv/bin/caseflow export people -o "$folder/people.json" "${store[@]}" >/dev/null
number=$(.venv/bin/python -c 'import json, sys; print(json.load(open(sys.argv[1]))[0]["file_number"])' "$folder/people.json")
.venv/bin/caseflow summary "$number" -o out/fiche-de-parcours.pdf "${store[@]}" >/dev/null
echo "The pathway summary of an invented person: $PWD/out/fiche-de-parcours.pdf"
echo "All of them: .venv/bin/caseflow summary --all -o out/fiches ${store[*]}"
