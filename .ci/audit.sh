#!/usr/bin/env bash
# Ask whether anything in requirements.lock has a known fault. Where the source does not answer, say so and go on:
# without a network nothing can be known, and nothing is wrong with the change being checked.
set -euo pipefail
cd "$(dirname "$0")/.."
. .ci/common.sh

tools=out/tools/audit
if ! [ -x "$tools/bin/pip-audit" ]; then
    if ! { python3 -m venv "$tools" && "$tools/bin/pip" install --quiet --retries 1 --timeout 10 'pip-audit>=2.9,<3'; } >/dev/null 2>&1; then
        rm -rf "$tools"
        say "pip-audit could not be fetched: known faults were not looked for."
        exit 0
    fi
fi
answer=$("$tools/bin/pip-audit" --disable-pip --require-hashes --requirement requirements.lock --timeout 10 2>&1) && sound=yes || sound=no
unknown=$(grep -c 'could not be audited' <<<"$answer" || true)
if grep -q '^Found .* known vulnerabilit' <<<"$answer"; then
    say "$answer"
    exit 1
elif [ $sound = no ]; then
    say "The source of known faults does not answer: they were not looked for."
elif [ "$unknown" -gt 0 ]; then
    say "The source of known faults does not know $unknown of the locked packages; the others have none."
else
    say "No known fault in what is locked."
fi
