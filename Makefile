# Every target is one line of help. Python 3.11 or later and make are all that a machine needs.
PYTHON ?= $(shell bin/find-python)
VENV := .venv
BIN := $(VENV)/bin
MEMBERS := libs/contracts libs/kit libs/testkit services/ingest services/entities services/auth-gateway cli
PROTOS = $(shell cd proto && find tributary -name '*.proto' | sort)
GENERATED := libs/contracts/src
JOBS ?= auto
TAG ?=
# Without TAG, that of the environment or of .env holds.
TAGGED = $(if $(TAG),TRIBUTARY_TAG=$(TAG))
COMPOSE = $(TAGGED) docker compose $(if $(PROFILE),--env-file compose/$(PROFILE).env)
DEPLOY_TOOLS := helm3 helm4 kubeconform helm-unittest helm-docs compose-spec linters

.DEFAULT_GOAL := help
.PHONY: help setup run test lint lint-deploy golden format proto lock docs bench chaos quality fuzz clean \
  images compose-up compose-smoke compose-down e2e-compose e2e-k8s

help: ## List the targets
	@grep -E '^[a-z0-9-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

setup: $(VENV)/.installed ## Make .venv with everything locked in requirements.lock

run: setup ## Run the whole product on SQLite, http://127.0.0.1:8080
	@$(BIN)/tributary up

test: setup ## Run every test; PostgreSQL is started from a wheel unless TEST_POSTGRES_URL names one
	@$(BIN)/pytest -q -n $(JOBS) --dist worksteal

lint: setup ## Check style, types, import rules, wire contracts and generated files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(addsuffix /src,$(filter-out libs/contracts,$(MEMBERS))) tests/chaos tests/deploy tests/quality tools bench docs/generate.py
	$(BIN)/lint-imports
	$(BIN)/buf lint proto
	bin/check-generated

lint-deploy: setup ## Check Dockerfile, Compose and chart: helm 3 and 4, kubeconform, checkov … (built when absent)
	@bin/tools $(DEPLOY_TOOLS)
	@$(BIN)/pytest -q -n $(JOBS) --dist worksteal tests/deploy

golden: setup ## Render the chart anew into tests/deploy/golden and write its README
	@bin/tools helm3 helm-docs
	@$(BIN)/python -m tests.deploy.golden
	@$${TRIBUTARY_TOOLS:-.tools}/bin/helm-docs --log-level warning --chart-search-root charts

format: setup ## Put the code into its one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

proto: setup ## Generate libs/contracts from proto/
	@$(BIN)/buf lint proto
	@$(BIN)/python -m grpc_tools.protoc -Iproto --python_out=$(GENERATED) --pyi_out=$(GENERATED) \
	  --grpc_python_out=$(GENERATED) --mypy_grpc_out=quiet:$(GENERATED) \
	  --plugin=protoc-gen-mypy_grpc=$(BIN)/protoc-gen-mypy_grpc $(PROTOS)

docs: setup ## Generate docs/reference from the declarations in the code
	@$(BIN)/python docs/generate.py

lock: $(BIN)/uv ## Resolve requirements.lock and that of tools/linters anew
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-header --quiet $(foreach m,contracts kit testkit ingest entities gateway cli,--no-emit-package tributary-$(m)) \
	  --output-file requirements.lock
	$(BIN)/uv pip compile tools/linters/requirements.in --universal --python-version 3.11 --generate-hashes \
	  --no-header --quiet --output-file tools/linters/requirements.lock

bench: setup ## Run every benchmark and write bench/results
	@$(BIN)/python bench/parsing.py --write
	@$(BIN)/python bench/ingest.py
	@$(BIN)/python bench/end_to_end.py
	@$(BIN)/python bench/start.py
	@$(BIN)/python bench/extraction.py --write

chaos: setup ## Kill the services 300 times under load and write docs/reference/chaos-result.md
	@$(BIN)/python -m tests.chaos --kills 300 --report docs/reference/chaos-result.md

quality: setup ## Score extraction on the labelled corpus and write docs/reference/quality.md
	@$(BIN)/python -m tests.quality

fuzz: setup ## Feed mutated documents to the parser for a minute
	@$(BIN)/python services/ingest/tests/fuzz_parser.py --seconds 60

images: ## Build the images, tagged with the version and dev; TAG=1.2.3 tags them otherwise
	$(TAGGED) docker/build

compose-up: images ## Run the product under Docker Compose, http://127.0.0.1:8080; PROFILE=postgres on PostgreSQL
	$(COMPOSE) up -d --wait

compose-smoke: ## Prove that the product under Docker Compose does its job
	$(COMPOSE) run --rm smoke

compose-down: ## Stop the product under Docker Compose; its data stays
	$(COMPOSE) --profile '*' down

e2e-compose: setup ## Prove images and Compose by running them, beside what runs; E2E=short leaves out slow parts
	@$(BIN)/python -m tests.deploy.e2e_compose $(if $(filter short,$(E2E)),--short) $(if $(filter write,$(E2E)),--write)

e2e-k8s: setup ## Prove the chart on the cluster of KUBECONFIG, in new namespaces; E2E=short leaves out slow parts
	@$(BIN)/python -m tests.deploy.e2e_k8s $(if $(filter short,$(E2E)),--short) $(if $(filter write,$(E2E)),--write)

clean: ## Remove .venv and caches; data under .tributary stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# uv itself comes from the lock, by its hashes, so that pip installs nothing unchecked.
$(BIN)/uv: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; name one with: make PYTHON=python3.12 …" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
	  { echo "This Python cannot make virtual environments; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@awk '/^uv==/ {on = 1} on {print} on && !/\\$$/ {exit}' requirements.lock > $(VENV)/uv.txt
	@echo "Setting up $(VENV) (once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(VENV)/uv.txt
	@touch $@

$(VENV)/.installed: $(BIN)/uv requirements.lock $(addsuffix /pyproject.toml,$(MEMBERS))
	@$(BIN)/uv pip sync --quiet --compile-bytecode --require-hashes --python $(BIN)/python requirements.lock
	@$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --reinstall --python $(BIN)/python \
	  $(foreach m,$(MEMBERS),-e ./$(m))
	@touch $@
