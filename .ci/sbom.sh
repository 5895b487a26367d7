#!/usr/bin/env bash
# Write out/sbom.json: what requirements.lock pins, as a CycloneDX bill of materials. Its tool lives apart, in out/tools/.
set -euo pipefail
cd "$(dirname "$0")/.."
. .ci/common.sh

tools=out/tools/sbom
if ! [ -x "$tools/bin/cyclonedx-py" ]; then
    python3 -m venv "$tools"
    "$tools/bin/pip" install --quiet 'cyclonedx-bom>=7,<8' || {
        say "The tool that writes the bill of materials could not be fetched: is there a network?"
        exit 1
    }
fi
"$tools/bin/cyclonedx-py" requirements requirements.lock --pyproject pyproject.toml \
    --of JSON --output-reproducible -o out/sbom.json
say "out/sbom.json is written."
