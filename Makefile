# The two commands of the README: each makes its own virtual environment and installs from PyPI.
SUITABLE := import sys; sys.exit(sys.version_info[:2] not in ((3, 11), (3, 12)))
PYTHON ?= $(shell for python in python3.12 python3.11 python3 python; do \
	$$python -c '$(SUITABLE)' 2>/dev/null && echo $$python && break; done)
NOTE := notebooks/notes/tall-boy.txt

.PHONY: demo test python clean

demo: .venv/demo/installed
	.venv/demo/bin/rareseek ingest --variants none
	.venv/demo/bin/rareseek diagnose $(NOTE)

test: .venv/test/installed
	.venv/test/bin/ruff check .
	.venv/test/bin/ruff format --check .
	mkdir -p .venv/typecheck && ln -sfn "$(CURDIR)" .venv/typecheck/rareseek
	MYPYPATH=.venv/typecheck .venv/test/bin/mypy --strict -p rareseek
	.venv/test/bin/pytest

.venv/demo/installed: pyproject.toml | python
	$(PYTHON) -m venv .venv/demo
	.venv/demo/bin/python -m pip install --quiet --upgrade pip
	rm -rf .venv/build
	.venv/demo/bin/python -m pip install --quiet .
	touch $@

.venv/test/installed: pyproject.toml | python
	$(PYTHON) -m venv .venv/test
	.venv/test/bin/python -m pip install --quiet --upgrade pip
	.venv/test/bin/python -m pip install --quiet --editable '.[dev,train]'
	touch $@

python:
	@test -n "$(PYTHON)" || { echo "Rareseek needs Python 3.11 or 3.12: make PYTHON=/path/to/it" >&2; exit 1; }

clean:
	rm -rf .venv build *.egg-info
