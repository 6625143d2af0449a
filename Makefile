# Every target installs what it needs and this machine lacks (.ci/setup), then runs. ARGS="..." goes to the program.
.DEFAULT_GOAL := help
.PHONY: help demo test check bench eval pictures pins clean

EVAL_DIR ?= ../shared/eval
CORPORA_DIR ?= ../shared/corpora
export EVAL_DIR CORPORA_DIR

help: ## list the targets
	@sed -n 's/^\([a-z]*\): ## /  make \1	/p' Makefile

demo: ## build the sample briefings, offline, in every format
	@sh .ci/setup native app
	@.venv/bin/python -m briefgen demo $(ARGS)

test: ## run all tests (ARGS="-m 'not slow'" for the quick ones)
	@sh .ci/setup native postgresql mail spamassassin verapdf browser dev
	@.venv/bin/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

check: ## formatting, lint, types, layers
	@sh .ci/setup dev
	@.venv/bin/ruff format --check
	@.venv/bin/ruff check
	@.venv/bin/mypy
	@.venv/bin/lint-imports --config .ci/layers.ini

bench: ## print every measured ratio beside its limit (ARGS="matching clustering" those parts)
	@sh .ci/setup native nginx browser peers dev
	@.venv/bin/python -m tests.benchmarks $(ARGS)

eval: ## answer the evaluation tasks of EVAL_DIR into out/eval and print the scores
	@sh .ci/setup native dev
	@.venv/bin/python -m tests.evaluation $(ARGS)

pictures: ## take the pictures of the README anew, into tests/pictures
	@sh .ci/setup native browser dev
	@.venv/bin/python -m tests.pictures

pins: ## resolve the dependencies anew into constraints.txt
	@sh .ci/pins

clean: ## remove .venv, caches and builds; what is in out/ stays
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .cache build dist
	@find briefgen tests -name __pycache__ -type d -prune -exec rm -rf {} +
