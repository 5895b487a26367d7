# `make run` and `make test` are all you need: each does its own set-up, on a fresh machine too.

.DEFAULT_GOAL := help
.PHONY: help setup run test proof bench sbom check format messages freeze lock

help:  ## Say what each target does
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10

setup:  ## Prepare .venv, in which .venv/bin/caseflow runs
	@.ci/setup.sh

run: setup  ## Open CaseFlow on a training store (without a screen: print a summary)
	@.ci/training.sh

test:  ## Run the tests, without a screen
	@.ci/setup.sh --need-qt
	QT_QPA_PLATFORM=offscreen .venv/bin/pytest -n 2 -q

proof: setup  ## Prove with the figures of a release: kills, power cuts, failing disks, hostile files, laws, fuzzing (hours)
	QT_QPA_PLATFORM=offscreen .venv/bin/pytest -n 2 -q tests/proofs tests/hostile tests/laws tests/fuzz --proof
	@.ci/fuzz.sh

bench: setup  ## Measure the speed promises beside their references (ten minutes or more, 2 GB in out/)
	.venv/bin/python -m benchmarks

sbom: setup  ## Write out/sbom.json, the bill of materials of what is locked (CycloneDX)
	@.ci/sbom.sh

check: setup  ## Check style, types, layers, and known faults of what is locked
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/basedpyright
	.venv/bin/lint-imports --no-logo
	@.ci/audit.sh

format: setup  ## Put imports and layout in order
	.venv/bin/ruff check --select I --fix
	.venv/bin/ruff format

messages: setup  ## Bring the French catalogue up to date with the words of the code
	@mkdir -p build
	.venv/bin/pybabel -q extract --sort-by-file --add-location=file -o build/caseflow.pot caseflow
	.venv/bin/pybabel -q update -i build/caseflow.pot -l fr --no-wrap --no-fuzzy-matching --ignore-obsolete \
	    --ignore-pot-creation-date -o resources/locale/fr/LC_MESSAGES/caseflow.po

freeze: setup  ## Build dist/caseflow/, which needs no Python
	@.ci/freeze.sh

lock:  ## Write requirements.lock anew, from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-emit-index-url \
	    --python-version 3.11 --quiet -o requirements.lock
