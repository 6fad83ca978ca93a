# The verbs of the project. `make demo` and `make test` set up everything they need.

SWIFT  := swift
FLAGS  := -c release
BIN     = $(shell $(SWIFT) build $(FLAGS) --show-bin-path)
SUDO   := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
# Graphviz and libyaml to link, a font for the slides.
PACKAGES := libgraphviz-dev libyaml-dev fonts-inter


help:
	@echo "make demo         set up, build, draw the Les Misérables slide"
	@echo "make test         set up, run all tests"
	@echo "make build        build the program"
	@echo "make lint         check the style of the sources"
	@echo "make format       mend the style of the sources"
	@echo "make record       write generated files anew: schema, module manual"
	@echo "make bench-quick  time stages beside python-igraph on a small graph, verified"
	@echo "make clean        remove what was built and drawn"

setup:
	@missing=""; for package in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "Installing$$missing"; \
	  $(SUDO) apt-get update -qq && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
	fi

build: setup
	@echo "Building (the first time takes a few minutes)"
	$(SWIFT) build $(FLAGS) --product sociogram-render
	$(SWIFT) build $(FLAGS) --product sociogram

demo: build
	$(BIN)/sociogram run pipelines/les-miserables.yaml
	@echo "Open out/les-miserables/network.png (or .svg, .pdf) and out/les-miserables/report.md"

test: setup
	@echo "Building and testing (the first time takes a few minutes)"
	$(SWIFT) build $(FLAGS) --build-tests
	$(SWIFT) test $(FLAGS) --skip-build

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Plugins Tests Benchmarks

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Plugins Tests Benchmarks

record: build
	$(BIN)/sociogram modules schema > schemas/pipeline.schema.json
	mkdir -p docs/modules && rm -f docs/modules/*.md
	for module in $$($(BIN)/sociogram modules list | cut -d' ' -f1); do \
	  $(BIN)/sociogram modules show $$module > docs/modules/$$module.md; \
	done

# Peers live in a folder of their own.
bench-quick: setup
	@cd Benchmarks && { [ -x .venv/bin/python ] || python3 -m venv .venv; } && \
	  .venv/bin/python -m pip install --quiet igraph==1.0.0
	cd Benchmarks && $(SWIFT) build $(FLAGS) && \
	  .build/release/bench .venv/bin/python 12 5

clean:
	rm -rf .build Benchmarks/.build Benchmarks/.venv Benchmarks/results.json out
