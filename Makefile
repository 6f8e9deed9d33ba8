# make site    builds the website into site/            make test   checks everything
# make serve   previews it while you edit               make clean  removes what was made
# make torture breaks things for as long as TORTURE_MINUTES says (each kind; 5 unless it is set)
# make bench   measures time and memory                 make evaluate  measures how well names and times are found
# make mutants measures what the tests would miss      make messages collects what pages say, for translators
SHELL = /bin/sh
MAKEFLAGS += --no-print-directory
.PHONY: site serve test torture bench mutants evaluate messages clean constraints environment test-environment sqlite eleventy
.SILENT:

# The first Python that is new enough; `make PYTHON=...` names another.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python3.14; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)
# Errors only: justext asks for a part of lxml by a name that lxml has dropped, and pip would warn each time.
PIP = .venv/bin/python -m pip --disable-pip-version-check --quiet --quiet

MUTMUT = 3.8.1

# Tests that run beside one another: two more than there are processors, as many wait for a browser or a server.
WORKERS = $$(( $$(getconf _NPROCESSORS_ONLN) + 2 ))

# What the environment was made by and from: while these stay the same, it is ready.
BY = $(CURDIR) $$($(PYTHON) --version)
FROM = $$(cat pyproject.toml constraints.txt | cksum)
SQLITE = $$(cat package.json package-lock.json | cksum)
ELEVENTY = $$(cat tests/eleventy/*.json | cksum)
NPM = npm ci --ignore-scripts --no-audit --no-fund --silent --fetch-retries=0 --fetch-timeout=60000

site: environment sqlite
	.venv/bin/site-builder build
	echo "The website is in $(CURDIR)/site, to be put on a web server."
	echo "To read it here, while you edit: make serve (opened from disk, its search finds nothing)"

serve: environment sqlite
	.venv/bin/site-builder serve

# The tests start Python hundreds of times, which would compile this package each time if it may not keep what
# it compiled, and twice at once if it had not been compiled before. Types are checked beside the tests: by
# itself that would leave all processors but one idle. It says what is wrong when it has found it.
test: export PYTHONDONTWRITEBYTECODE =
test: test-environment sqlite eleventy
	.venv/bin/python -m compileall -q site_builder
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/python -m tests.fonts --install
	.venv/bin/python -m tests.nginx --install
	SITE_BUILDER_BROWSER="$$(.venv/bin/python tests/browser.py --install)" && export SITE_BUILDER_BROWSER && \
		{ .venv/bin/mypy & types=$$!; \
		.venv/bin/python -m pytest -n $(WORKERS) --dist worksteal; tests=$$?; \
		wait $$types && exit $$tests; }

# Kills, full disks, broken previews, payloads in the browser, growth and fuzzing, at length; see SECURITY.md.
torture: test-environment
	.venv/bin/python -c 'import atheris' 2>/dev/null || $(PIP) install -c constraints.txt 'atheris>=3' || \
		echo "atheris cannot be installed: fuzzing goes on without a guide"
	SITE_BUILDER_BROWSER="$$(.venv/bin/python tests/browser.py --install)" && export SITE_BUILDER_BROWSER && \
		.venv/bin/python -m pytest -o python_files='*.py' -p no:cacheprovider tests/torture

messages: test-environment
	.venv/bin/python -m scripts.messages

# Then it holds what is built after random sequences of edits, SEEDS of each kind, against clean builds.
bench: test-environment
	.venv/bin/python -m bench
	test -n "$(QUICK)" || .venv/bin/python -m bench.extraction
	test -n "$(QUICK)" || SEEDS=$${SEEDS:-20} .venv/bin/python -m pytest -n $(WORKERS) --dist worksteal -k any_edits

# Spoils the code in thousands of small ways, and tells which of them no test fails on; takes hours.
# `make mutants MUTANTS='site_builder.proving.quotes*'` tries only some. See tests/mutants.md.
mutants: test-environment
	$(PIP) install -c constraints.txt mutmut==$(MUTMUT)
	.venv/bin/mutmut run $(if $(MUTANTS),'$(MUTANTS)') > mutants.log || { tail -n 40 mutants.log; exit 1; }
	.venv/bin/python -m tests.mutants

# Measures extraction on annotated corpora, where these are at hand, and rewrites docs/evaluation.md.
evaluate: environment
	test -d ../shared/corpora || { echo "The annotated corpora are not at hand: ../shared/corpora"; exit 1; }
	.venv/bin/python -m site_builder.reviewing.evaluation ../shared/corpora ../shared/raw-articles

environment:
	test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed; found: $$(python3 --version 2>&1)." \
		"Name yours with: make site PYTHON=/path/to/python3"; exit 1; }
	test "$$(cat .venv/made-by 2>/dev/null)" = "$(BY)" || { echo "Making .venv ..." && \
		rm -rf .venv && $(PYTHON) -m venv .venv && echo "$(BY)" > .venv/made-by; }
	test "$$(cat .venv/made-from 2>/dev/null)" = "$(FROM)" || { echo "Installing (about a minute) ..." && \
		rm -f .venv/made-for-tests && $(PIP) install -c constraints.txt hatchling editables && \
		$(PIP) install -c constraints.txt --no-build-isolation -e . && echo "$(FROM)" > .venv/made-from; }

# Of FollowTheMoney the tests read its schemas; what its library needs besides has to be compiled.
test-environment: environment
	test -e .venv/made-for-tests || { \
		echo "Adding what the tests need ..." && \
		$(PIP) install -c constraints.txt --no-build-isolation -e '.[dev]' && \
		$(PIP) install -c constraints.txt --no-deps followthemoney && touch .venv/made-for-tests; }

# SQLite for readers' browsers, which npm takes from its registry; without npm or a network the site is made
# without it.
sqlite:
	test "$$(cat node_modules/made-from 2>/dev/null)" = "$(SQLITE)" || ! command -v npm >/dev/null || { \
		$(NPM) >/dev/null && \
		echo "$(SQLITE)" > node_modules/made-from; } || \
		echo "npm could not get SQLite for readers' browsers; the site is made without it."

# Publishes what `build --tree` writes, in a test, which is left out without it.
eleventy:
	test "$$(cat .venv/eleventy/made-from 2>/dev/null)" = "$(ELEVENTY)" || ! command -v npm >/dev/null || { \
		mkdir -p .venv/eleventy && cp tests/eleventy/*.json .venv/eleventy && \
		$(NPM) --prefix .venv/eleventy >/dev/null && echo "$(ELEVENTY)" > .venv/eleventy/made-from; } || \
		echo "npm could not get Eleventy, which is tested only where it is."

# Take the newest versions that pyproject.toml allows, and write them down. A test then tells which of them
# do without the first release of Python 3.11: take an older one of these, by hand.
constraints:
	rm -rf .venv && $(PYTHON) -m venv .venv && echo "$(BY)" > .venv/made-by
	$(PIP) install --upgrade setuptools hatchling editables && $(PIP) install --no-build-isolation -e '.[dev]' && \
		$(PIP) install --no-deps followthemoney
	{ echo "# Exact versions of everything that is installed; made by: make constraints"; \
		.venv/bin/python -m pip freeze --all --exclude-editable | grep '==' | grep -v '^pip=='; } > constraints.txt
	echo "$(FROM)" > .venv/made-from && touch .venv/made-for-tests

clean:
	rm -rf .venv node_modules site .releases .mkdocs-site .cache mutants mutants.log .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find site_builder scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +
