# The two commands of the README: each makes its own virtual environment and installs from PyPI.
PYTHON ?= $(firstword $(shell command -v python3.12 2>/dev/null) $(shell command -v python3.11 2>/dev/null) python3)
NOTE := notebooks/notes/tall-boy.txt

.PHONY: demo test check clean

demo: .venv/demo/installed
	.venv/demo/bin/rareseek ingest
	.venv/demo/bin/rareseek diagnose $(NOTE)

test: .venv/test/installed
	.venv/test/bin/ruff check .
	.venv/test/bin/ruff format --check .
	mkdir -p .venv/typecheck && ln -sfn "$(CURDIR)" .venv/typecheck/rareseek
	MYPYPATH=.venv/typecheck .venv/test/bin/mypy --strict -p rareseek
	.venv/test/bin/pytest

.venv/demo/installed: pyproject.toml
	$(PYTHON) -m venv .venv/demo
	.venv/demo/bin/python -m pip install --quiet --upgrade pip
	rm -rf .venv/build
	.venv/demo/bin/python -m pip install --quiet .
	touch $@

.venv/test/installed: pyproject.toml
	$(PYTHON) -m venv .venv/test
	.venv/test/bin/python -m pip install --quiet --upgrade pip
	.venv/test/bin/python -m pip install --quiet --editable '.[dev]'
	touch $@

clean:
	rm -rf .venv build *.egg-info
